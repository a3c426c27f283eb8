package io.healthfinance.lakehouse.bench.engine;

import io.healthfinance.lakehouse.bench.Rows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A DuckDB in this process, with the threads and the memory that the other sides have. */
public final class Duck implements AutoCloseable {

  private final Connection connection;

  private Duck(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens one in memory.
   *
   * @throws IllegalStateException when DuckDB cannot be loaded
   */
  public static Duck open() {
    try {
      Duck duck = new Duck(DriverManager.getConnection("jdbc:duckdb:"));
      Runtime machine = Runtime.getRuntime();
      duck.execute("SET TimeZone = 'UTC'");
      duck.execute("SET threads = " + machine.availableProcessors());
      duck.execute("SET memory_limit = '%d MiB'".formatted(machine.maxMemory() >> 20));
      duck.execute("SET preserve_insertion_order = false");
      return duck;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Runs a statement without an answer. */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalArgumentException("DuckDB cannot run: " + sql, e);
    }
  }

  /**
   * Counts and sums up rows.
   *
   * @param columns expressions that make equal values of all engines equal, separated by commas
   * @param relation what FROM may name
   */
  public Rows sum(String columns, String relation) {
    String sql =
        "SELECT count(*), coalesce(sum(hash(%s)::HUGEINT), 0)::VARCHAR FROM %s"
            .formatted(columns, relation);
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return new Rows(answer.getLong(1), answer.getString(2));
    } catch (SQLException e) {
      throw new IllegalArgumentException("DuckDB cannot answer: " + sql, e);
    }
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
