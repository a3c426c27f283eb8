package io.healthfinance.lakehouse.capture;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** The scenarios of one database behind one replication slot. */
final class OneDatabase {
  private static final String NAME = "healthfinance_capture";
  private static final String SLOT = "capture";

  /** Rows whose last update came without a large value. */
  private static final String INCOMPLETE = "2, 6, 7, 8, 9";

  private final PostgresServer server;
  private final Path work;
  private final LandingSink sink;
  private final ExpectedRows expected;

  OneDatabase(PostgresServer server, Path work, LandingSink sink, ExpectedRows expected) {
    this.server = server;
    this.work = work;
    this.sink = sink;
    this.expected = expected;
  }

  void run() throws Exception {
    try (SourceDatabase source =
        SourceDatabase.create(server, NAME, Capture.resource("capture.sql"))) {
      source.run(Capture.resource("rows-before.sql"));
      List<List<String>> beforeToast;
      CaptureEngine engine = snapshotDuringTransactions(source);
      try (engine) {
        step(source, "types", "rows-types.sql");
        step(source, "keys", "rows-keys.sql");
        step(source, "truncate", "rows-truncate.sql");
        beforeToast = ExpectedRows.read(source, "toast_default", "id IN (" + INCOMPLETE + ")");
        step(source, "toast", "rows-toast.sql");
        step(source, "toast-full-update", "rows-toast-full-update.sql");
        // What follows reaches the landing, but the sink dies before its offsets are stored.
        engine.stopCommitting();
        step(source, "before-crash", "rows-before-crash.sql");
      }
      source.run(Capture.resource("rows-during-outage.sql"));
      try (CaptureEngine restarted = engine(source)) {
        step(source, "after-restart", "rows-after-restart.sql");
      }
      writeExpected(source, beforeToast);
    }
  }

  private CaptureEngine engine(SourceDatabase source) {
    return new CaptureEngine(server, source.name(), SLOT, work.resolve(SLOT + ".offsets"), sink);
  }

  /**
   * A slot becomes consistent only when the transactions that ran at its creation have ended. One
   * that starts while it waits for the last of them is decoded, though its changes are older than
   * the snapshot and invisible to it.
   */
  private CaptureEngine snapshotDuringTransactions(SourceDatabase source) throws Exception {
    try (Connection first = source.begin();
        Connection second = source.begin();
        Connection open = source.begin()) {
      long firstId = transactionId(first);
      CaptureEngine engine = engine(source);
      source.await(slotWaitsFor(firstId));
      long secondId = transactionId(second);
      first.commit();
      source.await(slotWaitsFor(secondId));
      SourceDatabase.run(open, Capture.resource("rows-open-transaction.sql"));
      second.commit();
      source.await("(SELECT bool_or(active) FROM pg_replication_slots)");
      sink.awaitMark(source.mark());
      sink.land("snapshot");
      open.commit();
      sink.awaitMark(source.mark());
      sink.land("open-transaction");
      return engine;
    }
  }

  private static long transactionId(Connection connection) throws Exception {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT txid_current()")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String slotWaitsFor(long transaction) {
    return "EXISTS (SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
        + " WHERE a.backend_type = 'walsender' AND NOT l.granted"
        + (" AND l.transactionid::text = '" + transaction + "')");
  }

  private void step(SourceDatabase source, String name, String script) throws Exception {
    source.run(Capture.resource(script));
    sink.awaitMark(source.mark());
    sink.land(name);
  }

  private void writeExpected(SourceDatabase source, List<List<String>> beforeToast)
      throws Exception {
    for (String table :
        List.of(
            "wire_types",
            "array_types",
            "open_transaction",
            "key_changes",
            "key_changes_default",
            "truncations",
            "toast_full",
            "redeliveries")) {
      expected.write(source, table);
    }
    // Infinite values are quarantined; they were never another value before.
    expected.write(source, "special_values", "id < 20");
    // The incomplete rows stay as they were before; 40 never came complete.
    List<List<String>> rows = new ArrayList<>();
    rows.add(ExpectedRows.names(source, "toast_default"));
    rows.addAll(beforeToast);
    rows.addAll(
        ExpectedRows.read(source, "toast_default", "id NOT IN (40, " + INCOMPLETE + ")"));
    expected.write("toast_default", rows);
  }
}
