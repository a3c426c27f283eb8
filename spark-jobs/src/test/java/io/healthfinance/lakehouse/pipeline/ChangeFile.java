package io.healthfinance.lakehouse.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Lands changes of the table {@code doses}, or of one like it, as the sink does. */
final class ChangeFile {

  static final String TABLE = "doses";

  static final String CONTRACT =
      """
      table: doses
      service: device-service
      database: healthfinance_devices
      description: Doses that an inhaler counted.
      key: [dose_id]
      columns:
        dose_id: {type: string, required: true, description: Identifier of the dose.}
        status: {type: string, description: What became of the dose.}
        amount: {type: int, range: [0, 100], description: Puffs taken.}
      rules:
        - {name: small_dose, check: "amount <= 50", action: warn, description: More is unusual.}
      freshness: none
      history: true
      size: small
      """;

  private static final String IMAGE =
      "{ optional binary dose_id (STRING); optional binary status (STRING);"
          + " optional int32 amount; }";

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message envelope { optional group before "
              + IMAGE
              + " optional group after "
              + IMAGE
              + " optional group source { optional binary name (STRING); optional int64 ts_ms;"
              + " optional binary snapshot (STRING); optional binary db (STRING);"
              + " optional binary schema (STRING); optional binary table (STRING);"
              + " optional int64 txId; optional int64 lsn; }"
              + " optional binary op (STRING); optional int64 ts_ms; }");

  private ChangeFile() {}

  /** The contract of a table like {@code doses}, which no share of rejected events stops. */
  static String contract(String table) {
    return CONTRACT.replace("table: " + TABLE, "table: " + table) + "quarantine_limit: 1\n";
  }

  static void write(Path file, List<Change> changes) throws IOException {
    write(file, TABLE, changes);
  }

  static void write(Path file, String table, List<Change> changes) throws IOException {
    Files.createDirectories(file.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(SCHEMA)
            .withConf(new Configuration(false))
            .build()) {
      for (Change change : changes) {
        writer.write(envelope(table, change));
      }
    }
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  private static Group envelope(String table, Change change) {
    Group envelope = new SimpleGroup(SCHEMA);
    if (change.key() != null) {
      Group image = envelope.addGroup("d".equals(change.op()) ? "before" : "after");
      image.add("dose_id", change.key());
      if (change.status() != null) {
        image.add("status", change.status());
      }
      if (change.amount() != null) {
        image.add("amount", change.amount());
      }
    }
    Group source = envelope.addGroup("source");
    source.add("name", "devices-db");
    source.add("ts_ms", change.committedMillis());
    source.add("snapshot", change.snapshot());
    source.add("db", "healthfinance_devices");
    source.add("schema", "public");
    source.add("table", table);
    if (change.lsn() != null) {
      source.add("lsn", change.lsn());
    }
    if (change.op() != null) {
      envelope.add("op", change.op());
    }
    envelope.add("ts_ms", change.committedMillis() + 500);
    return envelope;
  }
}
