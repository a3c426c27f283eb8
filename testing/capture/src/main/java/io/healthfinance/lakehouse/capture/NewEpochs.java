package io.healthfinance.lakehouse.capture;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Scenarios in which the order of a database starts anew: its slot is lost, or the database is
 * restored from a backup on another cluster, whose LSNs are smaller.
 */
final class NewEpochs {
  private static final String RESLOT = "healthfinance_reslot";
  private static final String RESTORE = "healthfinance_restore";

  private final PostgresServer server;
  private final Path work;
  private final LandingSink sink;
  private final ExpectedRows expected;

  NewEpochs(PostgresServer server, Path work, LandingSink sink, ExpectedRows expected) {
    this.server = server;
    this.work = work;
    this.sink = sink;
    this.expected = expected;
  }

  /** Returns the lines of epochs.csv. */
  List<String> run() throws Exception {
    List<String> epochs = new ArrayList<>();
    epochs.add(RESLOT + "," + reslot() + ",slot lost; snapshot of a new slot");
    epochs.add(RESTORE + "," + restore() + ",restored from a backup on another cluster");
    return epochs;
  }

  private Instant reslot() throws Exception {
    try (SourceDatabase source =
        SourceDatabase.create(server, RESLOT, Capture.resource("reslot.sql"))) {
      source.run("INSERT INTO reslotted SELECT i, 'first' FROM generate_series(1, 6) i");
      try (CaptureEngine engine = engine(server, source, "reslot_1")) {
        land(source, "first-snapshot");
        source.run("UPDATE reslotted SET state = 'streamed' WHERE id IN (2, 3)");
        source.run("DELETE FROM reslotted WHERE id = 6");
        land(source, "first-stream");
      }
      source.run("SELECT pg_drop_replication_slot('reslot_1')");
      // Nobody listens: only the next snapshot can tell.
      source.run("DELETE FROM reslotted WHERE id IN (3, 4)");
      source.run("UPDATE reslotted SET state = 'unseen' WHERE id = 1");
      source.run("INSERT INTO reslotted VALUES (6, 'again'), (7, 'unseen')");
      Instant from = boundary();
      try (CaptureEngine engine = engine(server, source, "reslot_2")) {
        land(source, "second-snapshot");
        source.run("UPDATE reslotted SET state = 'second stream' WHERE id = 5");
        source.run("DELETE FROM reslotted WHERE id = 7");
        land(source, "second-stream");
      }
      expected.write(source, "reslotted");
      return from;
    }
  }

  private Instant restore() throws Exception {
    String backup;
    try (SourceDatabase source =
        SourceDatabase.create(server, RESTORE, Capture.resource("restore.sql"))) {
      // Far ahead of what a young cluster has written.
      for (int i = 0; i < 8; i++) {
        source.run("SELECT pg_switch_wal()");
        source.run("INSERT INTO restored VALUES (" + i + ", 'first')");
      }
      backup = server.dump(RESTORE);
      try (CaptureEngine engine = engine(server, source, "restore_1")) {
        land(source, "old-cluster-snapshot");
        source.run("UPDATE restored SET state = 'lost with the old cluster' WHERE id = 1");
        source.run("INSERT INTO restored VALUES (90, 'lost with the old cluster')");
        source.run("DELETE FROM restored WHERE id = 2");
        land(source, "old-cluster-stream");
      }
      source.run("SELECT pg_drop_replication_slot('restore_1')");
    }
    Instant from = boundary();
    try (PostgresServer other = PostgresServer.start();
        SourceDatabase source = SourceDatabase.create(other, RESTORE, backup)) {
      source.run("SET search_path TO public");
      source.run("DELETE FROM restored WHERE id = 3");
      try (CaptureEngine engine = engine(other, source, "restore_2")) {
        land(source, "new-cluster-snapshot");
        source.run("UPDATE restored SET state = 'new cluster' WHERE id IN (4, 5)");
        source.run("DELETE FROM restored WHERE id = 6");
        land(source, "new-cluster-stream");
      }
      expected.write(source, "restored");
    }
    return from;
  }

  private CaptureEngine engine(PostgresServer where, SourceDatabase source, String slot) {
    return new CaptureEngine(where, source.name(), slot, work.resolve(slot + ".offsets"), sink);
  }

  private void land(SourceDatabase source, String step) throws Exception {
    source.await("(SELECT bool_or(active) FROM pg_replication_slots)");
    sink.awaitMark(source.mark());
    sink.land(step);
  }

  /** An instant with nothing within a second of it. */
  private static Instant boundary() throws InterruptedException {
    Thread.sleep(1000);
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    Thread.sleep(1000);
    return now;
  }
}
