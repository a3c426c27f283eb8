package io.healthfinance.lakehouse.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A landing file of the table {@code doses}, or of something that is none.
 *
 * @param amount how the file declares the column {@code amount}
 * @param table the source table that its events name
 */
record DoseFile(String amount, String table) {

  static final String CONTRACT =
      """
      table: doses
      service: device-service
      database: healthfinance_devices
      description: Doses that an inhaler counted.
      key: [dose_id]
      columns:
        dose_id: {type: string, required: true, description: Identifier of the dose.}
        amount: {type: int, range: [0, 100], description: Puffs taken.}
      freshness: none
      size: small
      """;

  static final DoseFile GOOD = new DoseFile("int32 amount", "doses");
  static final DoseFile OF_WRONG_TYPE = new DoseFile("double amount", "doses");
  static final DoseFile WITH_FOREIGN_IDS = new DoseFile("int32 amount = 2", "doses");
  static final DoseFile OF_ANOTHER_SOURCE = new DoseFile("int32 amount", "refills");

  /** Creates one dose for each key. */
  Path write(Path file, String... keys) {
    MessageType schema = schema();
    try {
      Files.createDirectories(file.getParent());
      try (ParquetWriter<Group> writer =
          ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
              .withType(schema)
              .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
              .withConf(new Configuration(false))
              .build()) {
        for (String key : List.of(keys)) {
          writer.write(envelope(schema, key));
        }
      }
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MessageType schema() {
    String image = "{ optional binary dose_id (STRING); optional " + amount + "; }";
    return MessageTypeParser.parseMessageType(
        "message envelope { optional group before "
            + image
            + " optional group after "
            + image
            + " optional group source { optional binary name (STRING); optional int64 ts_ms;"
            + " optional binary snapshot (STRING); optional binary db (STRING);"
            + " optional binary schema (STRING); optional binary table (STRING);"
            + " optional int64 lsn; } optional binary op (STRING); optional int64 ts_ms; }");
  }

  private Group envelope(MessageType schema, String key) {
    long lsn = 1000 + key.hashCode();
    long time = 1_772_400_000_000L + lsn;
    Group envelope = new SimpleGroup(schema);
    Group row = envelope.addGroup("after");
    row.add("dose_id", key);
    if (amount.startsWith("double")) {
      row.add("amount", 1.5);
    } else {
      row.add("amount", 1);
    }
    Group source = envelope.addGroup("source");
    source.add("name", "devices-db");
    source.add("ts_ms", time);
    source.add("snapshot", "false");
    source.add("db", "healthfinance_devices");
    source.add("schema", "public");
    source.add("table", table);
    source.add("lsn", lsn);
    envelope.add("op", "c");
    envelope.add("ts_ms", time + 500);
    return envelope;
  }
}
