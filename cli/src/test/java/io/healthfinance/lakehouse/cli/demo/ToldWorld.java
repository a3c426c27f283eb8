package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.Entity;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.World;
import io.healthfinance.lakehouse.datagen.WorldFactory;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What is true in a synthetic world at its end, in DuckDB: a table for each source table asked for,
 * with the rows as the services hold them, before any dirt. Instants are UTC timestamps without a
 * zone; arrays are left out. {@code as_of} is a table of one row: the instant and the day of the
 * end. Patients pass one by one, so memory holds the tables asked for only.
 */
final class ToldWorld implements AutoCloseable {

  private static final int AHEAD = 24;

  private final Connection connection;
  private final Map<String, List<ColumnContract>> tables = new HashMap<>();

  private ToldWorld(Connection connection) {
    this.connection = connection;
  }

  static ToldWorld tell(Catalog catalog, GenerateOptions options, Set<String> wanted) {
    try {
      ToldWorld told = new ToldWorld(DriverManager.getConnection("jdbc:duckdb:"));
      told.execute("SET threads = 2");
      told.execute("SET TimeZone = 'UTC'");
      told.execute(
          "CREATE TABLE as_of AS SELECT TIMESTAMP '%s' AS instant, DATE '%s' AS day"
              .formatted(local(options.to()), local(options.to()).toLocalDate()));
      for (String table : wanted) {
        told.create(catalog.source(table));
      }
      World world =
          ServiceLoader.load(WorldFactory.class).findFirst().orElseThrow().create(catalog, options);
      told.append(told.rows(world::shared));
      told.patients(world, options.patients());
      return told;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB cannot take the world", e);
    }
  }

  private static LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  private void create(TableContract contract) {
    List<ColumnContract> columns =
        contract.columns().stream()
            .filter(column -> column.type().kind() != ColumnType.Kind.ARRAY)
            .toList();
    tables.put(contract.table(), columns);
    List<String> typed = new ArrayList<>();
    columns.forEach(column -> typed.add("\"" + column.name() + "\" " + type(column.type())));
    execute("CREATE TABLE " + contract.table() + " (" + String.join(", ", typed) + ")");
  }

  private static String type(ColumnType type) {
    return switch (type.kind()) {
      case INT, SMALLINT -> "INTEGER";
      case BIGINT -> "BIGINT";
      case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIMESTAMP, TIMESTAMPTZ -> "TIMESTAMP";
      default -> "VARCHAR";
    };
  }

  private interface Part {
    void tell(ChangeSink sink);
  }

  /** Patients are independent of each other, so one thread tells while the other writes down. */
  private void patients(World world, int count) throws SQLException {
    ExecutorService teller = Executors.newFixedThreadPool(2);
    Deque<Future<Map<String, List<Row>>>> ahead = new ArrayDeque<>();
    try {
      for (int i = 0, next = 0; i < count; i++) {
        for (; next < count && ahead.size() < AHEAD; next++) {
          int index = next;
          ahead.add(teller.submit(() -> rows(sink -> world.patient(index, sink))));
        }
        append(ahead.remove().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a world was told", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The world cannot be told", e.getCause());
    } finally {
      teller.shutdownNow();
    }
  }

  /** The rows of one part of the world as they are in the end: they change until it is told. */
  private Map<String, List<Row>> rows(Part part) {
    Map<String, List<Row>> rows = new HashMap<>();
    part.tell(
        (table, at, values) -> {
          Row row = new Row(values);
          if (tables.containsKey(table)) {
            rows.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
          }
          return row;
        });
    return rows;
  }

  private void append(Map<String, List<Row>> rows) throws SQLException {
    for (Map.Entry<String, List<Row>> entry : rows.entrySet()) {
      try (DuckDBAppender into =
          connection.unwrap(DuckDBConnection.class).createAppender("main", entry.getKey())) {
        for (Row row : entry.getValue()) {
          if (!row.deleted) {
            into.beginRow();
            for (ColumnContract column : tables.get(entry.getKey())) {
              append(into, row.values.get(column.name()));
            }
            into.endRow();
          }
        }
      }
    }
  }

  private static void append(DuckDBAppender into, Object value) throws SQLException {
    if (value == null) {
      into.appendNull();
    } else if (value instanceof Boolean truth) {
      into.append(truth);
    } else if (value instanceof Integer number) {
      into.append(number);
    } else if (value instanceof Long number) {
      into.append(number);
    } else if (value instanceof BigDecimal number) {
      into.append(number);
    } else if (value instanceof LocalDate day) {
      into.append(day);
    } else if (value instanceof LocalDateTime at) {
      into.append(at);
    } else if (value instanceof Instant at) {
      into.append(local(at));
    } else {
      into.append(value instanceof LocalTime ? value.toString() : (String) value);
    }
  }

  /** Runs a statement without an answer. */
  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalArgumentException("DuckDB cannot run: " + sql, e);
    }
  }

  /** The one number that a query answers with; NaN when it is NULL. */
  double number(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      double number = answer.getDouble(1);
      return answer.wasNull() ? Double.NaN : number;
    } catch (SQLException e) {
      throw new IllegalArgumentException("DuckDB cannot answer: " + sql, e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** The present values of one row. */
  private static final class Row implements Entity {
    private final Map<String, Object> values;
    private boolean deleted;

    Row(Map<String, Object> values) {
      this.values = new HashMap<>(values);
    }

    @Override
    public Object get(String column) {
      return values.get(column);
    }

    @Override
    public Entity update(Instant committedAt, Map<String, Object> changes) {
      values.putAll(changes);
      return this;
    }

    @Override
    public void delete(Instant committedAt) {
      deleted = true;
    }
  }
}
