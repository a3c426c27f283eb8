package io.healthfinance.lakehouse.capture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** One database of a cluster, as the service that owns it would use it. */
final class SourceDatabase implements AutoCloseable {
  private final PostgresServer server;
  private final String name;
  private final Connection connection;
  private int marks;

  private SourceDatabase(PostgresServer server, String name) throws SQLException {
    this.server = server;
    this.name = name;
    this.connection = server.connect(name);
  }

  static SourceDatabase create(PostgresServer server, String name, String ddl) throws SQLException {
    try (Connection admin = server.connect("postgres");
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    SourceDatabase database = new SourceDatabase(server, name);
    database.run(ddl);
    database.run(
        "CREATE TABLE IF NOT EXISTS public.capture_marks (mark text PRIMARY KEY);"
            + "CREATE PUBLICATION lakehouse FOR ALL TABLES");
    return database;
  }

  String name() {
    return name;
  }

  Connection connection() {
    return connection;
  }

  /** A second connection with a transaction open in it. */
  Connection begin() throws SQLException {
    Connection other = server.connect(name);
    other.setAutoCommit(false);
    return other;
  }

  void run(String sql) throws SQLException {
    run(connection, sql);
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String value(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  /** Commits a mark after everything so far; the mark's name. */
  String mark() throws SQLException {
    String mark = "mark-" + marks++ + "-" + Instant.now().toEpochMilli();
    run("INSERT INTO capture_marks VALUES ('" + mark + "')");
    return mark;
  }

  void await(String condition) throws SQLException, InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (!"t".equals(value("SELECT " + condition))) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("Not true after 60 s in " + name + ": " + condition);
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
