package io.healthfinance.lakehouse.datagen.landing;

import static io.healthfinance.lakehouse.datagen.event.EventRecord.intAt;
import static io.healthfinance.lakehouse.datagen.event.EventRecord.longAt;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Copies an encoded row into the Parquet columns of {@code before} or {@code after}. */
final class RowWriter {

  private static final int INT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;

  private final List<ColumnContract> columns;
  private final String added;
  private final int retyped;
  private final RecordConsumer out;
  private byte[] bytes;
  private int at;

  RowWriter(EnvelopeSchema schema, RecordConsumer out) {
    this.columns = schema.contract().columns();
    this.added = schema.added().orElse(null);
    this.retyped = schema.retyped().map(this::position).orElse(-1);
    this.out = out;
  }

  private int position(String column) {
    return columns.stream().map(ColumnContract::name).toList().indexOf(column);
  }

  /**
   * Writes the row that starts at an offset.
   *
   * @param addedValue value of the column that the contract does not know; null for none
   */
  void write(byte[] record, int start, Binary addedValue) {
    bytes = record;
    at = start + (columns.size() + 7) / 8;
    out.startGroup();
    for (int i = 0; i < columns.size(); i++) {
      if ((record[start + (i >> 3)] & 1 << (i & 7)) == 0) {
        continue;
      }
      ColumnContract column = columns.get(i);
      out.startField(column.name(), i);
      if (i == retyped) {
        retyped(column.type());
      } else {
        value(column.type());
      }
      out.endField(column.name(), i);
    }
    if (added != null && addedValue != null) {
      out.startField(added, columns.size());
      out.addBinary(addedValue);
      out.endField(added, columns.size());
    }
    out.endGroup();
  }

  private void value(ColumnType type) {
    switch (type.kind()) {
      case STRING, UUID, JSON, TIMESTAMPTZ -> {
        int length = nextInt();
        out.addBinary(Binary.fromConstantByteArray(bytes, at, length));
        at += length;
      }
      case BOOLEAN -> out.addBoolean(bytes[at++] != 0);
      case SMALLINT, INT, DATE -> out.addInteger(nextInt());
      case BIGINT, TIME, TIMESTAMP -> out.addLong(nextLong());
      case DECIMAL -> decimal(type);
      case ARRAY -> array(type.element());
    }
  }

  private void decimal(ColumnType type) {
    if (type.precision() <= INT_DIGITS) {
      out.addInteger(nextInt());
    } else if (type.precision() <= LONG_DIGITS) {
      out.addLong(nextLong());
    } else {
      byte[] unscaled = nextBytes();
      byte[] fixed = new byte[EnvelopeSchema.fixedLength(type.precision())];
      Arrays.fill(fixed, (byte) (unscaled[0] < 0 ? -1 : 0));
      System.arraycopy(unscaled, 0, fixed, fixed.length - unscaled.length, unscaled.length);
      out.addBinary(Binary.fromConstantByteArray(fixed));
    }
  }

  private void array(ColumnType element) {
    int count = nextInt();
    out.startGroup();
    if (count > 0) {
      out.startField("list", 0);
      for (int i = 0; i < count; i++) {
        out.startGroup();
        out.startField("element", 0);
        value(element);
        out.endField("element", 0);
        out.endGroup();
      }
      out.endField("list", 0);
    }
    out.endGroup();
  }

  private void retyped(ColumnType type) {
    if (type.kind() != ColumnType.Kind.DECIMAL) {
      out.addDouble(type.kind() == ColumnType.Kind.BIGINT ? nextLong() : nextInt());
      return;
    }
    BigInteger unscaled =
        type.precision() <= INT_DIGITS
            ? BigInteger.valueOf(nextInt())
            : type.precision() <= LONG_DIGITS
                ? BigInteger.valueOf(nextLong())
                : new BigInteger(nextBytes());
    out.addDouble(new BigDecimal(unscaled, type.scale()).doubleValue());
  }

  private int nextInt() {
    int value = intAt(bytes, at);
    at += 4;
    return value;
  }

  private long nextLong() {
    long value = longAt(bytes, at);
    at += 8;
    return value;
  }

  private byte[] nextBytes() {
    int length = nextInt();
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }
}
