package io.healthfinance.lakehouse.capture;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's PostgreSQL connector in its embedded engine, from one database into a sink. */
final class CaptureEngine implements AutoCloseable {
  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final AtomicReference<String> failure = new AtomicReference<>();
  private final LandingSink sink;
  private volatile boolean committing = true;

  CaptureEngine(
      PostgresServer server, String database, String slot, Path offsets, LandingSink sink) {
    this.sink = sink;
    this.engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(properties(server, database, slot, offsets))
            .using(
                (success, message, error) -> {
                  if (!success) {
                    failure.set(message);
                    System.err.println(message + " " + error);
                  }
                })
            .notifying(this::handle)
            .build();
    executor.execute(engine);
  }

  private static Properties properties(
      PostgresServer server, String database, String slot, Path offsets) {
    Properties settings = new Properties();
    settings.setProperty("name", slot);
    settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    settings.setProperty(
        "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
    settings.setProperty("offset.storage.file.filename", offsets.toString());
    settings.setProperty("offset.flush.interval.ms", "0");
    settings.setProperty("database.hostname", "127.0.0.1");
    settings.setProperty("database.port", String.valueOf(server.port()));
    settings.setProperty("database.user", server.user());
    settings.setProperty("database.password", server.password());
    settings.setProperty("database.dbname", database);
    settings.setProperty("topic.prefix", database.replaceFirst("^healthfinance_", "") + "-db");
    settings.setProperty("plugin.name", "pgoutput");
    settings.setProperty("slot.name", slot);
    settings.setProperty("publication.name", "lakehouse");
    settings.setProperty("publication.autocreate.mode", "disabled");
    settings.setProperty("snapshot.mode", "initial");
    settings.setProperty("schema.include.list", "public");
    settings.setProperty("time.precision.mode", "adaptive_time_microseconds");
    settings.setProperty("decimal.handling.mode", "precise");
    settings.setProperty("skipped.operations", "none");
    settings.setProperty("provide.transaction.metadata", "true");
    return settings;
  }

  private void handle(
      List<RecordChangeEvent<SourceRecord>> events,
      DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    for (RecordChangeEvent<SourceRecord> event : events) {
      // Transaction boundaries have a topic of their own; the null after a delete has no envelope.
      if (event.record().value() instanceof Struct envelope
          && envelope.schema().field("source") != null) {
        sink.accept(envelope);
      }
      if (committing) {
        committer.markProcessed(event);
      }
    }
    if (committing) {
      committer.markBatchFinished();
    }
  }

  /** From here on events reach the sink but their offsets are lost, as in a crash of the sink. */
  void stopCommitting() {
    committing = false;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    engine.close();
    executor.shutdown();
    if (!executor.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The connector did not stop in 60 s");
    }
    if (failure.get() != null) {
      throw new IllegalStateException("The connector failed: " + failure.get());
    }
  }
}
