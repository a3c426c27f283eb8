package io.healthfinance.lakehouse.catalog.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL column type as a contract writes it: {@code string}, {@code uuid}, {@code json},
 * {@code boolean}, {@code smallint}, {@code int}, {@code bigint}, {@code decimal(p,s)}, {@code
 * date}, {@code time}, {@code timestamp(0..6)}, {@code timestamptz}, {@code array<T>} of a
 * non-array T.
 *
 * @param precision digits of a decimal, fractional digits of a timestamp, otherwise 0
 * @param scale scale of a decimal, otherwise 0
 * @param element element type of an array, otherwise null
 */
public record ColumnType(Kind kind, int precision, int scale, ColumnType element) {

  /** The closed list of kinds. */
  public enum Kind {
    STRING,
    UUID,
    JSON,
    BOOLEAN,
    SMALLINT,
    INT,
    BIGINT,
    DECIMAL,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMPTZ,
    ARRAY
  }

  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)");
  private static final Pattern TIMESTAMP = Pattern.compile("timestamp\\(\\s*(\\d)\\s*\\)");
  private static final Pattern ARRAY = Pattern.compile("array<(.+)>");

  public static ColumnType of(Kind kind) {
    return new ColumnType(kind, 0, 0, null);
  }

  /** Parses a type as written in a contract; empty when it is not one. */
  public static Optional<ColumnType> parse(String text) {
    String type = text.strip().toLowerCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      return precision >= 1 && precision <= 38 && scale <= precision
          ? Optional.of(new ColumnType(Kind.DECIMAL, precision, scale, null))
          : Optional.empty();
    }
    Matcher timestamp = TIMESTAMP.matcher(type);
    if (timestamp.matches()) {
      int precision = Integer.parseInt(timestamp.group(1));
      return precision <= 6
          ? Optional.of(new ColumnType(Kind.TIMESTAMP, precision, 0, null))
          : Optional.empty();
    }
    Matcher array = ARRAY.matcher(type);
    if (array.matches()) {
      return parse(array.group(1))
          .filter(element -> element.kind() != Kind.ARRAY)
          .map(element -> new ColumnType(Kind.ARRAY, 0, 0, element));
    }
    return switch (type) {
      case "string" -> Optional.of(of(Kind.STRING));
      case "uuid" -> Optional.of(of(Kind.UUID));
      case "json" -> Optional.of(of(Kind.JSON));
      case "boolean" -> Optional.of(of(Kind.BOOLEAN));
      case "smallint" -> Optional.of(of(Kind.SMALLINT));
      case "int" -> Optional.of(of(Kind.INT));
      case "bigint" -> Optional.of(of(Kind.BIGINT));
      case "date" -> Optional.of(of(Kind.DATE));
      case "time" -> Optional.of(of(Kind.TIME));
      case "timestamptz" -> Optional.of(of(Kind.TIMESTAMPTZ));
      default -> Optional.empty();
    };
  }

  public boolean isNumeric() {
    return switch (kind) {
      case SMALLINT, INT, BIGINT, DECIMAL -> true;
      default -> false;
    };
  }

  public boolean isText() {
    return switch (kind) {
      case STRING, UUID, JSON -> true;
      default -> false;
    };
  }

  /** Whether values are points in time or days. */
  public boolean isTemporal() {
    return switch (kind) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
      default -> false;
    };
  }

  /** The type of this column in a silver table, as Spark and Iceberg DDL name it. */
  public String silverType() {
    return switch (kind) {
      case STRING, UUID, JSON, TIME -> "string";
      case BOOLEAN -> "boolean";
      case SMALLINT, INT -> "int";
      case BIGINT -> "bigint";
      case DECIMAL -> "decimal(" + precision + "," + scale + ")";
      case DATE -> "date";
      case TIMESTAMP, TIMESTAMPTZ -> "timestamp";
      case ARRAY -> "array<" + element.silverType() + ">";
    };
  }

  /** The type of this column inside a bronze envelope: Debezium's wire type. */
  public String wireType() {
    return switch (kind) {
      case STRING, UUID, JSON, TIMESTAMPTZ -> "string";
      case BOOLEAN -> "boolean";
      case SMALLINT, INT, DATE -> "int";
      case BIGINT, TIME, TIMESTAMP -> "bigint";
      case DECIMAL -> "decimal(" + precision + "," + scale + ")";
      case ARRAY -> "array<" + element.wireType() + ">";
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case DECIMAL -> "decimal(" + precision + "," + scale + ")";
      case TIMESTAMP -> "timestamp(" + precision + ")";
      case ARRAY -> "array<" + element + ">";
      default -> kind.name().toLowerCase(Locale.ROOT);
    };
  }
}
