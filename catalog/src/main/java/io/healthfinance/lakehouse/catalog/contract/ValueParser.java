package io.healthfinance.lakehouse.catalog.contract;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads a value written as text in a contract or a CSV as its column type demands. */
public final class ValueParser {
  private ValueParser() {}

  /**
   * The value: String for text and time, Boolean, Integer, Long, BigDecimal with the column's
   * scale, LocalDate, or Instant (a text without an offset is UTC). Empty when the text is not a
   * value of the type.
   */
  public static Optional<Object> parse(ColumnType type, String text) {
    try {
      return Optional.of(
          switch (type.kind()) {
            case STRING, UUID, JSON -> text;
            case BOOLEAN -> flag(text);
            case SMALLINT -> (int) Short.parseShort(text);
            case INT -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case DECIMAL -> decimal(type, text);
            case DATE -> LocalDate.parse(text);
            case TIME -> time(text);
            case TIMESTAMP, TIMESTAMPTZ -> instant(text);
            case ARRAY -> throw new IllegalArgumentException("An array has no text form");
          });
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException notOfTheType) {
      return Optional.empty();
    }
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("Neither true nor false");
    };
  }

  private static BigDecimal decimal(ColumnType type, String text) {
    BigDecimal value = new BigDecimal(text).setScale(type.scale());
    if (value.precision() > type.precision()) {
      throw new ArithmeticException("More digits than " + type);
    }
    return value;
  }

  private static String time(String text) {
    return LocalTime.parse(text).toString();
  }

  private static Instant instant(String text) {
    String iso = text.replace(' ', 'T');
    if (iso.length() == 10) {
      return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean hasOffset = iso.endsWith("Z") || iso.substring(10).matches(".*[+-].*");
    return hasOffset
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }
}
