package io.healthfinance.lakehouse.datagen.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Locale;

/** A growing byte array with the few encodings an event needs. Little-endian. */
public final class ByteSink {

  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int INSTANT_LENGTH = "yyyy-MM-ddTHH:mm:ss.SSSSSSZ".length();

  private static final DateTimeFormatter RARE_YEARS =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("'T'HH:mm:ss.SSSSSS'Z'")
          .toFormatter(Locale.ROOT);

  private byte[] bytes;
  private int size;

  public ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  public int size() {
    return size;
  }

  /** The backing array; valid up to {@link #size}, until the next append. */
  public byte[] array() {
    return bytes;
  }

  public void clear() {
    size = 0;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void putByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void putInt(int value) {
    room(4);
    INTS.set(bytes, size, value);
    size += 4;
  }

  void putLong(long value) {
    room(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  /** Appends the bytes with their length in front. */
  void putBytes(byte[] value) {
    putInt(value.length);
    putRaw(value);
  }

  void putRaw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /** Appends {@code count} zero bytes and returns where they start. */
  int putZeros(int count) {
    room(count);
    Arrays.fill(bytes, size, size + count, (byte) 0);
    int at = size;
    size += count;
    return at;
  }

  void setBit(int base, int bit) {
    bytes[base + (bit >> 3)] |= (byte) (1 << (bit & 7));
  }

  void putText(String text) {
    int length = text.length();
    room(4 + length);
    int at = size + 4;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        putBytes(ColumnCodec.utf8(text));
        return;
      }
      bytes[at + i] = (byte) c;
    }
    INTS.set(bytes, size, length);
    size = at + length;
  }

  /**
   * Debezium's text of a timestamptz(6): ISO-8601 in UTC, always with six decimals, years before
   * the first as signed numbers.
   */
  void putInstant(Instant instant) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    if (time.getYear() < 1000 || time.getYear() > 9999) {
      putText(RARE_YEARS.format(time));
      return;
    }
    putInt(INSTANT_LENGTH);
    room(INSTANT_LENGTH);
    digits(time.getYear(), 4);
    bytes[size++] = '-';
    digits(time.getMonthValue(), 2);
    bytes[size++] = '-';
    digits(time.getDayOfMonth(), 2);
    bytes[size++] = 'T';
    digits(time.getHour(), 2);
    bytes[size++] = ':';
    digits(time.getMinute(), 2);
    bytes[size++] = ':';
    digits(time.getSecond(), 2);
    bytes[size++] = '.';
    digits(time.getNano() / 1000, 6);
    bytes[size++] = 'Z';
  }

  private void digits(int value, int width) {
    int rest = value;
    for (int at = size + width - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += width;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
