package io.healthfinance.lakehouse.datagen.event;

import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One column's values between the simulated service and the wire: accepts the Java value, stores it
 * as PostgreSQL would (scale, fractional seconds), and encodes Debezium's wire value.
 */
final class ColumnCodec {

  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final int INT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;

  private final String name;
  private final ColumnType type;

  /**
   * @param name {@code table.column}, for error messages
   */
  ColumnCodec(String name, ColumnType type) {
    this.name = name;
    this.type = type;
  }

  /**
   * The value as the database would store it.
   *
   * @throws IllegalArgumentException naming the column, when the value has another type or does not
   *     fit
   */
  Object accept(Object value) {
    return value == null ? null : accept(type, value);
  }

  private Object accept(ColumnType as, Object value) {
    return switch (as.kind()) {
      case STRING, UUID, JSON -> expect(String.class, value);
      case BOOLEAN -> expect(Boolean.class, value);
      case SMALLINT, INT -> expect(Integer.class, value);
      case BIGINT -> expect(Long.class, value);
      case DATE -> expect(LocalDate.class, value);
      case TIME -> expect(LocalTime.class, value).truncatedTo(ChronoUnit.MICROS);
      case TIMESTAMPTZ -> expect(Instant.class, value).truncatedTo(ChronoUnit.MICROS);
      case TIMESTAMP -> truncated(expect(LocalDateTime.class, value), as.precision());
      case DECIMAL -> scaled(expect(BigDecimal.class, value), as);
      case ARRAY ->
          expect(List.class, value).stream().map(item -> accept(as.element(), item)).toList();
    };
  }

  private <T> T expect(Class<T> wanted, Object value) {
    if (!wanted.isInstance(value)) {
      throw new IllegalArgumentException(
          name
              + " is "
              + type
              + ": expected a "
              + wanted.getSimpleName()
              + ", got a "
              + (value == null ? "null element" : value.getClass().getSimpleName()));
    }
    return wanted.cast(value);
  }

  private static LocalDateTime truncated(LocalDateTime value, int precision) {
    int step = 1;
    for (int digit = precision; digit < 9; digit++) {
      step *= 10;
    }
    int nano = value.getNano();
    return nano % step == 0 ? value : value.withNano(nano - nano % step);
  }

  private BigDecimal scaled(BigDecimal value, ColumnType as) {
    BigDecimal stripped = value.scale() == as.scale() ? value : value.stripTrailingZeros();
    if (stripped.scale() > as.scale()) {
      throw new IllegalArgumentException(
          name + " is " + as + ": the value has more than " + as.scale() + " decimal places");
    }
    BigDecimal scaled = stripped.setScale(as.scale());
    if (scaled.precision() > as.precision()) {
      throw new IllegalArgumentException(name + " is " + as + ": the value has too many digits");
    }
    return scaled;
  }

  /** Appends the wire form of an accepted, non-null value. */
  void encode(Object value, ByteSink sink) {
    encode(type, value, sink);
  }

  private static void encode(ColumnType as, Object value, ByteSink sink) {
    switch (as.kind()) {
      case STRING, UUID, JSON -> sink.putText((String) value);
      case BOOLEAN -> sink.putByte((Boolean) value ? 1 : 0);
      case SMALLINT, INT -> sink.putInt((Integer) value);
      case BIGINT -> sink.putLong((Long) value);
      case DATE -> sink.putInt((int) ((LocalDate) value).toEpochDay());
      case TIME -> sink.putLong(((LocalTime) value).toNanoOfDay() / 1000);
      case TIMESTAMPTZ -> sink.putInstant((Instant) value);
      case TIMESTAMP -> {
        long micros = micros((LocalDateTime) value);
        sink.putLong(as.precision() <= 3 ? Math.floorDiv(micros, 1000L) : micros);
      }
      case DECIMAL -> encodeDecimal(as, (BigDecimal) value, sink);
      case ARRAY -> {
        List<?> items = (List<?>) value;
        sink.putInt(items.size());
        items.forEach(item -> encode(as.element(), item, sink));
      }
    }
  }

  private static void encodeDecimal(ColumnType as, BigDecimal value, ByteSink sink) {
    if (as.precision() <= INT_DIGITS) {
      sink.putInt(value.unscaledValue().intValueExact());
    } else if (as.precision() <= LONG_DIGITS) {
      sink.putLong(value.unscaledValue().longValueExact());
    } else {
      sink.putBytes(value.unscaledValue().toByteArray());
    }
  }

  static long micros(LocalDateTime value) {
    return value.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND + value.getNano() / 1000;
  }

  static long micros(Instant value) {
    return value.getEpochSecond() * MICROS_PER_SECOND + value.getNano() / 1000;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
