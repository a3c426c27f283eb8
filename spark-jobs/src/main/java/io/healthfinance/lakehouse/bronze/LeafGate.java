package io.healthfinance.lakehouse.bronze;

import static org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT96;

import java.util.Optional;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.Group;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Judges one primitive column by its raw Parquet annotation. Iceberg itself cannot be asked: at its
 * level millisecond and microsecond timestamps look alike, and nothing fails at registration.
 */
final class LeafGate {

  private LeafGate() {}

  /** How to read {@code raw} as {@code wanted}; empty when the types do not go together. */
  static Optional<LeafReading> judge(PrimitiveType raw, Type wanted, WireUnit unit) {
    PrimitiveTypeName physical = raw.getPrimitiveTypeName();
    LogicalTypeAnnotation annotation = raw.getLogicalTypeAnnotation();
    return switch (wanted.typeId()) {
      case BOOLEAN -> physical == BOOLEAN ? LeafReading.asIs(Group::getBoolean) : Optional.empty();
      case INTEGER -> integer(physical, annotation, unit);
      case LONG -> bigint(physical, annotation, unit);
      case FLOAT -> physical == FLOAT ? LeafReading.asIs(Group::getFloat) : Optional.empty();
      case DOUBLE -> floating(physical);
      case DECIMAL -> decimal(raw, (Types.DecimalType) wanted);
      case STRING -> text(physical, annotation, unit);
      case BINARY ->
          physical == BINARY && annotation == null
              ? LeafReading.asIs((g, f, i) -> g.getBinary(f, i).toByteBuffer())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<LeafReading> integer(
      PrimitiveTypeName physical, LogicalTypeAnnotation annotation, WireUnit unit) {
    if (physical == INT32 && isPlainInteger(annotation, Integer.SIZE)) {
      return LeafReading.asIs(Group::getInteger);
    }
    boolean daysWanted = unit == WireUnit.DAYS || unit == WireUnit.UNDECLARED;
    if (physical == INT32 && daysWanted && annotation instanceof DateLogicalTypeAnnotation) {
      return LeafReading.converted("DATE", Group::getInteger);
    }
    if (physical == INT64 && isPlainInteger(annotation, Long.SIZE)) {
      return LeafReading.converted(
          "WIDER_INTEGER", (group, field, i) -> Math.toIntExact(group.getLong(field, i)));
    }
    return Optional.empty();
  }

  private static Optional<LeafReading> bigint(
      PrimitiveTypeName physical, LogicalTypeAnnotation annotation, WireUnit unit) {
    if (physical == INT64 && isPlainInteger(annotation, Long.SIZE)) {
      return LeafReading.asIs(Group::getLong);
    }
    // A plain INT32 cannot hold a modern instant in any unit: it would be another unit's number.
    if (physical == INT32 && isPlainInteger(annotation, Integer.SIZE) && unit == WireUnit.NONE) {
      return LeafReading.asIs((group, field, i) -> (long) group.getInteger(field, i));
    }
    long wanted = unit.perSecond();
    if (wanted == 0) {
      return Optional.empty();
    }
    if (physical == INT96 && unit != WireUnit.MICROS_OF_DAY) {
      return LeafReading.converted(
          "INT96",
          (group, field, i) ->
              ParquetValues.rescale(
                  ParquetValues.int96Nanos(group, field, i), 1_000_000_000, wanted));
    }
    if (annotation instanceof TimestampLogicalTypeAnnotation timestamp
        && unit != WireUnit.MICROS_OF_DAY) {
      long given = ParquetValues.perSecond(timestamp.getUnit());
      return LeafReading.converted(
          "TIMESTAMP_" + timestamp.getUnit(),
          (group, field, i) -> ParquetValues.rescale(group.getLong(field, i), given, wanted));
    }
    if (annotation instanceof TimeLogicalTypeAnnotation time
        && (unit == WireUnit.MICROS_OF_DAY || unit == WireUnit.UNDECLARED)) {
      long given = ParquetValues.perSecond(time.getUnit());
      return LeafReading.converted(
          "TIME_" + time.getUnit(),
          (group, field, i) ->
              ParquetValues.rescale(ParquetValues.integral(group, field, i), given, wanted));
    }
    return Optional.empty();
  }

  private static Optional<LeafReading> floating(PrimitiveTypeName physical) {
    if (physical == FLOAT) {
      return LeafReading.asIs((group, field, i) -> (double) group.getFloat(field, i));
    }
    return physical == DOUBLE ? LeafReading.asIs(Group::getDouble) : Optional.empty();
  }

  private static Optional<LeafReading> decimal(PrimitiveType raw, Types.DecimalType wanted) {
    if (!(raw.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation given)) {
      return Optional.empty();
    }
    LeafReading.Values values =
        (group, field, i) ->
            ParquetValues.fitted(ParquetValues.decimal(group, field, i, given.getScale()), wanted);
    if (given.getScale() != wanted.scale()) {
      return LeafReading.converted("OTHER_DECIMAL_SCALE", values);
    }
    if (given.getPrecision() > wanted.precision()) {
      return LeafReading.converted("WIDER_DECIMAL", values);
    }
    return raw.getPrimitiveTypeName() == BINARY
        ? LeafReading.converted("BINARY_DECIMAL", values)
        : LeafReading.asIs(values);
  }

  private static Optional<LeafReading> text(
      PrimitiveTypeName physical, LogicalTypeAnnotation annotation, WireUnit unit) {
    if (physical == BINARY && ParquetTypes.isText(annotation)) {
      return LeafReading.asIs(ParquetValues::text);
    }
    if (physical == BINARY && annotation == null) {
      return LeafReading.converted("TEXT_WITHOUT_ANNOTATION", ParquetValues::text);
    }
    boolean anyUnit = unit == WireUnit.UNDECLARED;
    if (physical == FIXED_LEN_BYTE_ARRAY
        && annotation instanceof UUIDLogicalTypeAnnotation
        && (unit == WireUnit.UUID_TEXT || anyUnit)) {
      return LeafReading.converted("BINARY_UUID", ParquetValues::uuid);
    }
    if (annotation instanceof TimestampLogicalTypeAnnotation timestamp
        && timestamp.isAdjustedToUTC()
        && unit == WireUnit.ISO_INSTANT) {
      long given = ParquetValues.perSecond(timestamp.getUnit());
      return LeafReading.converted(
          "TIMESTAMP_" + timestamp.getUnit(),
          (group, field, i) -> ParquetValues.isoInstant(group.getLong(field, i), given));
    }
    return Optional.empty();
  }

  /** Whether the number is a signed one of at most this width, or small enough to be one. */
  private static boolean isPlainInteger(LogicalTypeAnnotation annotation, int bits) {
    return annotation == null
        || (annotation instanceof IntLogicalTypeAnnotation integer
            && (integer.isSigned() || integer.getBitWidth() < bits));
  }
}
