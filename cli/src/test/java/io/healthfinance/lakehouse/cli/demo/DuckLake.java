package io.healthfinance.lakehouse.cli.demo;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * A lake and its landing files in DuckDB: an engine that shares no code with the lake. A schema for
 * each layer holds a view of each table; {@code landing} holds the change events as they were sent,
 * with {@code filename} and {@code file_row_number}.
 */
final class DuckLake implements AutoCloseable {

  private static final List<String> LAYERS =
      List.of("silver", "gold", "quarantine", "state", "ops");

  private final Connection connection;

  private DuckLake(Connection connection) {
    this.connection = connection;
  }

  static DuckLake open(LakeConfig config, Catalog catalog, DemoTruth truth) throws IOException {
    try {
      DuckLake duck = new DuckLake(DriverManager.getConnection("jdbc:duckdb:"));
      duck.execute("SET TimeZone = 'UTC'");
      duck.execute("SET threads = 2");
      duck.execute("CREATE SCHEMA landing");
      for (String table : catalog.sources().keySet()) {
        duck.landing(table, truth);
      }
      try (LakeCatalog lake = LakeCatalog.open(config)) {
        for (String layer : LAYERS) {
          duck.layer(layer, lake);
        }
      }
      return duck;
    } catch (SQLException e) {
      throw new IOException("DuckDB cannot be opened: " + e.getMessage(), e);
    }
  }

  private void landing(String table, DemoTruth truth) throws IOException {
    Path folder = truth.landing().resolve(table);
    if (!Files.isDirectory(folder)) {
      return;
    }
    Set<Path> unreadable = truth.unreadable();
    Set<String> files = new TreeSet<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(path -> path.toString().endsWith(".parquet") && Files.isRegularFile(path))
          .filter(path -> !unreadable.contains(path))
          .forEach(path -> files.add(path.toString()));
    }
    view("landing", table, "SELECT * FROM " + parquet(files, true));
  }

  private void layer(String layer, LakeCatalog lake) throws IOException {
    execute("CREATE SCHEMA " + layer);
    for (TableIdentifier name : lake.iceberg().listTables(Namespace.of(layer))) {
      view(layer, name.name(), rows(lake.iceberg().loadTable(name)));
    }
  }

  /**
   * The live rows of the published snapshot: data files without the rows that delete files name.
   */
  private static String rows(Table table) throws IOException {
    Set<String> data = new TreeSet<>();
    Set<String> deletes = new TreeSet<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        data.add(local(task.file().location()));
        for (DeleteFile delete : task.deletes()) {
          deletes.add(local(delete.location()));
        }
      }
    }
    if (data.isEmpty()) {
      return "SELECT "
          + table.schema().columns().stream()
              .map(field -> "NULL::" + type(field.type()) + " AS \"" + field.name() + "\"")
              .collect(joining(", "))
          + " WHERE false";
    }
    String live =
        deletes.isEmpty()
            ? ""
            : " WHERE NOT EXISTS (SELECT 1 FROM "
                + parquet(deletes, false)
                + " gone WHERE regexp_replace(gone.file_path, '^file:(//)?', '') = d.filename"
                + " AND gone.pos = d.file_row_number)";
    return "SELECT * EXCLUDE (filename, file_row_number) FROM " + parquet(data, true) + " d" + live;
  }

  private static String local(String location) {
    return location.replaceFirst("^file:(//)?", "");
  }

  private static String parquet(Collection<String> files, boolean positions) {
    return "read_parquet(["
        + files.stream().map(file -> "'" + file + "'").collect(joining(", "))
        + "], union_by_name = true, hive_partitioning = false"
        + (positions ? ", filename = true, file_row_number = true)" : ")");
  }

  private static String type(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case LONG -> "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case DATE -> "DATE";
      case TIMESTAMP ->
          ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMPTZ" : "TIMESTAMP";
      case STRING -> "VARCHAR";
      case DECIMAL -> type.toString();
      case LIST -> type(((Types.ListType) type).elementType()) + "[]";
      case STRUCT ->
          type.asStructType().fields().stream()
              .map(field -> "\"" + field.name() + "\" " + type(field.type()))
              .collect(joining(", ", "STRUCT(", ")"));
      default -> throw new IllegalArgumentException("No DuckDB type for " + type);
    };
  }

  private void view(String schema, String table, String select) {
    execute("CREATE VIEW " + schema + ".\"" + table + "\" AS " + select);
  }

  /** Runs a statement without an answer. */
  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalArgumentException("DuckDB cannot run: " + sql, e);
    }
  }

  /** The answer as text, NULL as null. */
  List<List<String>> rows(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      int columns = answer.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (answer.next()) {
        List<String> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(answer.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalArgumentException("DuckDB cannot answer: " + sql, e);
    }
  }

  /** Whether a layer holds a table; a service that never sent anything has no landing folder. */
  boolean has(String schema, String table) {
    return number(
            "SELECT count(*) FROM duckdb_views() WHERE schema_name = '%s' AND view_name = '%s'"
                .formatted(schema, table))
        > 0;
  }

  /** The one number that a statement answers with. */
  long number(String sql) {
    return Long.parseLong(rows(sql).get(0).get(0));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB cannot be closed", e);
    }
  }
}
