package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.ColumnType.Kind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Spark SQL that turns Debezium's wire values into silver values. A value that has no silver form
 * (infinity, a year before 4713 BC or after 9999, text that is no timestamp) decodes to NULL;
 * {@link #fails} tells it from a NULL that was sent.
 */
final class WireDecoder {

  /** What Debezium sends for a TOASTed value that the log does not carry. */
  static final String UNAVAILABLE = "__debezium_unavailable_value";

  /** The marker as the one element of an array of UUIDs: the marker's name-based UUID. */
  private static final String UNAVAILABLE_UUID =
      UUID.nameUUIDFromBytes(UNAVAILABLE.getBytes(StandardCharsets.UTF_8)).toString();

  /** The marker as an array of whole numbers or days: its character codes. */
  private static final String UNAVAILABLE_CODES =
      UNAVAILABLE.chars().mapToObj(String::valueOf).collect(Collectors.joining(", "));

  private static final long MIN_MICROS = -210_866_803_200_000_000L;
  private static final long MAX_MICROS = 253_402_300_799_999_999L;
  private static final int MIN_DAYS = -2_440_588;
  private static final int MAX_DAYS = 2_932_896;
  private static final long DAY_MICROS = 86_400_000_000L;

  private WireDecoder() {}

  /** The silver value of wire expression {@code raw}. */
  static String value(ColumnContract column, String raw) {
    ColumnType type = column.type();
    return type.kind() == Kind.ARRAY
        ? element(type.element())
            ? "transform(" + raw + ", e -> " + scalar(type.element(), column.zone(), "e") + ")"
            : raw
        : scalar(type, column.zone(), raw);
  }

  /** A condition that is true when {@code raw} was sent but has no silver value. */
  static String fails(ColumnContract column, String raw, String decoded) {
    ColumnType type = column.type();
    if (type.kind() == Kind.ARRAY) {
      return element(type.element())
          ? "exists(transform("
              + raw
              + ", (e, i) -> e IS NOT NULL AND "
              + decoded
              + "[i] IS NULL), x -> x)"
          : null;
    }
    return element(type) ? raw + " IS NOT NULL AND " + decoded + " IS NULL" : null;
  }

  /** Whether a column of this type may carry the marker of an unavailable TOASTed value. */
  static boolean mayBeUnavailable(ColumnContract column) {
    return switch (column.type().kind()) {
      case JSON -> true;
      case STRING -> column.values().isEmpty();
      case ARRAY ->
          switch (column.type().element().wireType()) {
            case "string", "int", "bigint" -> true;
            default -> false;
          };
      default -> false;
    };
  }

  /** A condition that is true when {@code raw} is the marker. */
  static String isUnavailable(ColumnContract column, String raw) {
    if (column.type().kind() != Kind.ARRAY) {
      return "coalesce(" + raw + " = '" + UNAVAILABLE + "', false)";
    }
    ColumnType element = column.type().element();
    if (element.wireType().equals("string")) {
      String marker = element.kind() == Kind.UUID ? UNAVAILABLE_UUID : UNAVAILABLE;
      return "coalesce(array_contains(" + raw + ", '" + marker + "'), false)";
    }
    return "coalesce(%s = cast(array(%s) AS array<%s>), false)"
        .formatted(raw, UNAVAILABLE_CODES, element.wireType());
  }

  private static boolean element(ColumnType type) {
    return type.isTemporal();
  }

  private static String scalar(ColumnType type, String zone, String raw) {
    return switch (type.kind()) {
      case DATE ->
          "CASE WHEN %1$s BETWEEN %2$d AND %3$d THEN date_from_unix_date(%1$s) END"
              .formatted(raw, MIN_DAYS, MAX_DAYS);
      case TIMESTAMP -> {
        boolean millis = type.precision() <= 3;
        String instant =
            "CASE WHEN %1$s BETWEEN %2$dL AND %3$dL THEN %4$s(%1$s) END"
                .formatted(
                    raw,
                    millis ? MIN_MICROS / 1000 : MIN_MICROS,
                    millis ? MAX_MICROS / 1000 : MAX_MICROS,
                    millis ? "timestamp_millis" : "timestamp_micros");
        yield zone.equals("UTC") || zone.equals("Z")
            ? instant
            : "to_utc_timestamp(" + instant + ", '" + zone + "')";
      }
      case TIMESTAMPTZ ->
          // 'infinity' and years of five digits are no points in time here.
          "CASE WHEN %1$s RLIKE '^-?[0-9]{4}-' THEN try_cast(%1$s AS timestamp) END".formatted(raw);
      case TIME ->
          ("CASE WHEN %1$s BETWEEN 0 AND %2$dL THEN concat("
                  + "lpad(cast(%1$s div 3600000000L AS string), 2, '0'), ':', "
                  + "lpad(cast((%1$s div 60000000L) %% 60 AS string), 2, '0'), ':', "
                  + "lpad(cast((%1$s div 1000000L) %% 60 AS string), 2, '0'), '.', "
                  + "lpad(cast(%1$s %% 1000000L AS string), 6, '0')) END")
              .formatted(raw, DAY_MICROS);
      default -> raw;
    };
  }
}
