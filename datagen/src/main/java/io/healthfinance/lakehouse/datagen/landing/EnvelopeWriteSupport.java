package io.healthfinance.lakehouse.datagen.landing;

import static io.healthfinance.lakehouse.datagen.event.EventRecord.intAt;
import static io.healthfinance.lakehouse.datagen.event.EventRecord.longAt;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.datagen.event.EventRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes event records as Debezium envelopes. */
final class EnvelopeWriteSupport extends WriteSupport<EnvelopeWriteSupport.Position> {

  /**
   * One record to write.
   *
   * @param bytes holds the record
   * @param at where it starts
   * @param snapshot value of {@code source.snapshot}
   */
  record Position(byte[] bytes, int at, String snapshot) {}

  private static final Binary[] APPS = {
    ascii("web"), ascii("ios"), ascii("android"), ascii("kiosk")
  };
  private static final Binary STREAMED = ascii("false");
  private static final int CAPTURE_DELAY_MS = 40;
  private static final int CAPTURE_JITTER_MS = 900;

  private final EnvelopeSchema schema;
  private final long addedFromMs;
  private final Binary connector = ascii("postgresql");
  private final Binary version = ascii("3.7.0.Final");
  private final Binary name;
  private final Binary database;
  private final Binary databaseSchema;
  private final Binary table;
  private RecordConsumer out;
  private RowWriter rows;

  /**
   * @param addedFromMs commit time from which the added column has values
   */
  EnvelopeWriteSupport(EnvelopeSchema schema, long addedFromMs) {
    TableContract contract = schema.contract();
    this.schema = schema;
    this.addedFromMs = addedFromMs;
    this.name = ascii(contract.database().replaceFirst("^healthfinance_", "") + "-db");
    this.database = ascii(contract.database());
    this.databaseSchema = ascii(contract.schema());
    this.table = ascii(contract.table());
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema.message(), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
    rows = new RowWriter(schema, consumer);
  }

  @Override
  public void write(Position position) {
    byte[] bytes = position.bytes();
    int record = position.at();
    long lsn = longAt(bytes, record + EventRecord.LSN);
    long committedMs = longAt(bytes, record + EventRecord.COMMITTED);
    int before = record + EventRecord.BEFORE;
    int beforeLength = intAt(bytes, before);
    int after = before + 4 + beforeLength;
    Binary added = committedMs >= addedFromMs ? added(lsn) : null;
    out.startMessage();
    row("before", 0, bytes, before, beforeLength, added);
    row("after", 1, bytes, after, intAt(bytes, after), added);
    source(position.snapshot(), committedMs, lsn);
    text("op", 3, Binary.fromConstantByteArray(bytes, record + EventRecord.OP, 1));
    number("ts_ms", 4, committedMs + CAPTURE_DELAY_MS + mixed(lsn) % CAPTURE_JITTER_MS);
    out.endMessage();
  }

  private void row(String field, int index, byte[] bytes, int at, int length, Binary added) {
    if (length > 0) {
      out.startField(field, index);
      rows.write(bytes, at + 4, added);
      out.endField(field, index);
    }
  }

  private void source(String snapshot, long committedMs, long lsn) {
    boolean streamed = snapshot.equals("false");
    out.startField("source", 2);
    out.startGroup();
    text("version", 0, version);
    text("connector", 1, connector);
    text("name", 2, name);
    number("ts_ms", 3, committedMs);
    text("snapshot", 4, streamed ? STREAMED : ascii(snapshot));
    text("db", 5, database);
    text("sequence", 6, sequence(streamed, lsn));
    text("schema", 7, databaseSchema);
    text("table", 8, table);
    number("txId", 9, lsn >>> 5);
    number("lsn", 10, lsn);
    out.endGroup();
    out.endField("source", 2);
  }

  private void text(String field, int index, Binary value) {
    out.startField(field, index);
    out.addBinary(value);
    out.endField(field, index);
  }

  private void number(String field, int index, long value) {
    out.startField(field, index);
    out.addLong(value);
    out.endField(field, index);
  }

  /** {@code ["previous","this"]}; a snapshot has no previous number. */
  private static Binary sequence(boolean streamed, long lsn) {
    if (!streamed) {
      return ascii("[null,\"" + lsn + "\"]");
    }
    byte[] number = Long.toString(lsn).getBytes(StandardCharsets.ISO_8859_1);
    int length = number.length;
    byte[] text = new byte[2 * length + 7];
    text[0] = '[';
    text[1] = '"';
    System.arraycopy(number, 0, text, 2, length);
    // One less, digit by digit: formatting a second number would cost as much as the first.
    int digit = length + 1;
    while (text[digit] == '0') {
      text[digit--] = '9';
    }
    text[digit]--;
    text[length + 2] = '"';
    text[length + 3] = ',';
    text[length + 4] = '"';
    System.arraycopy(number, 0, text, length + 5, length);
    text[2 * length + 5] = '"';
    text[2 * length + 6] = ']';
    return Binary.fromConstantByteArray(text);
  }

  private static Binary ascii(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Binary added(long lsn) {
    return APPS[(int) (mixed(lsn) % APPS.length)];
  }

  /** A non-negative number that looks random but follows from the event. */
  private static long mixed(long lsn) {
    return (lsn * 0x9E3779B97F4A7C15L) >>> 33;
  }
}
