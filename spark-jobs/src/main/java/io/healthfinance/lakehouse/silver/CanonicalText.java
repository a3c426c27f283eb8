package io.healthfinance.lakehouse.silver;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.TableContract;

/**
 * One text for one value, the same in every engine, so that a source and silver can be compared:
 * timestamps are epoch microseconds, decimals show their scale, NULL is U+0000.
 */
public final class CanonicalText {

  private CanonicalText() {}

  /** Spark SQL that gives the canonical text of a silver column; NULL for NULL. */
  public static String column(ColumnContract column) {
    return of(column.type(), "`" + column.name() + "`");
  }

  /**
   * Spark SQL aggregate over a silver table: the sum over all rows of the first 15 hexadecimal
   * digits of the MD5 of the clear columns' texts, joined by U+001F.
   */
  public static String tableChecksum(TableContract contract) {
    String row =
        contract.clearColumns().stream()
            .map(column -> "coalesce(" + column(column) + ", '\\u0000')")
            .collect(joining(", "));
    return "coalesce(sum(cast(conv(substr(md5(concat_ws('\\u001f', "
        + row
        + ")), 1, 15), 16, 10) AS decimal(20, 0))), 0)";
  }

  private static String of(ColumnType type, String value) {
    return switch (type.kind()) {
      case TIMESTAMP, TIMESTAMPTZ -> "cast(unix_micros(" + value + ") AS string)";
      case ARRAY ->
          "concat('[', array_join(transform(%s, e -> %s), ',', '\\u0000'), ']')"
              .formatted(value, of(type.element(), "e"));
      case STRING, UUID, JSON, TIME -> value;
      default -> "cast(" + value + " AS string)";
    };
  }
}
