package io.healthfinance.lakehouse.bronze;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type.Repetition;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Reads Parquet schema types as wire types. */
final class ParquetTypes {

  private ParquetTypes() {}

  static boolean isScalar(Type type) {
    return type.isPrimitive() && !type.isRepetition(Repetition.REPEATED);
  }

  static boolean isStruct(Type type) {
    return !type.isPrimitive()
        && type.getLogicalTypeAnnotation() == null
        && !type.isRepetition(Repetition.REPEATED);
  }

  /** The element of a list in the current or an older layout; empty when it is not a list. */
  static Optional<Type> element(Type type) {
    boolean list =
        !type.isPrimitive()
            && type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
            && type.asGroupType().getFieldCount() == 1
            && type.asGroupType().getType(0).isRepetition(Repetition.REPEATED);
    return list
        ? Optional.of(ParquetSchemaUtil.determineListElementType(type.asGroupType()))
        : Optional.empty();
  }

  /**
   * The type of a bronze column for a field that no contract describes; empty for what bronze does
   * not hold. Its ids are placeholders.
   */
  static Optional<org.apache.iceberg.types.Type> toIceberg(Type type) {
    return toIceberg(type, new AtomicInteger());
  }

  private static Optional<org.apache.iceberg.types.Type> toIceberg(Type type, AtomicInteger ids) {
    if (isScalar(type)) {
      return Optional.ofNullable(scalar(type.asPrimitiveType()));
    }
    Optional<Type> element = element(type);
    if (element.isPresent()) {
      int id = ids.incrementAndGet();
      return toIceberg(element.get(), ids).map(inner -> Types.ListType.ofOptional(id, inner));
    }
    if (!isStruct(type)) {
      return Optional.empty();
    }
    List<NestedField> fields = new ArrayList<>();
    for (Type field : type.asGroupType().getFields()) {
      int id = ids.incrementAndGet();
      Optional<org.apache.iceberg.types.Type> inner = toIceberg(field, ids);
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      fields.add(NestedField.optional(id, field.getName(), inner.get()));
    }
    return Optional.of(Types.StructType.of(fields));
  }

  private static org.apache.iceberg.types.Type scalar(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return Types.DecimalType.of(decimal.getPrecision(), decimal.getScale());
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> Types.BooleanType.get();
      case INT32 ->
          annotation instanceof LogicalTypeAnnotation.TimeLogicalTypeAnnotation
              ? Types.LongType.get()
              : isUnsigned(annotation, Integer.SIZE) ? null : Types.IntegerType.get();
      case INT64 -> isUnsigned(annotation, Long.SIZE) ? null : Types.LongType.get();
      case INT96 -> Types.LongType.get();
      case FLOAT -> Types.FloatType.get();
      case DOUBLE -> Types.DoubleType.get();
      case BINARY -> bytes(annotation);
      case FIXED_LEN_BYTE_ARRAY ->
          annotation instanceof UUIDLogicalTypeAnnotation ? Types.StringType.get() : null;
    };
  }

  private static org.apache.iceberg.types.Type bytes(LogicalTypeAnnotation annotation) {
    if (annotation == null) {
      return Types.BinaryType.get();
    }
    return isText(annotation) ? Types.StringType.get() : null;
  }

  static boolean isText(LogicalTypeAnnotation annotation) {
    return annotation instanceof StringLogicalTypeAnnotation
        || annotation instanceof EnumLogicalTypeAnnotation
        || annotation instanceof JsonLogicalTypeAnnotation;
  }

  private static boolean isUnsigned(LogicalTypeAnnotation annotation, int bits) {
    return annotation instanceof IntLogicalTypeAnnotation integer
        && !integer.isSigned()
        && integer.getBitWidth() == bits;
  }

  /** A type as a person reads it, for example {@code INT64 (TIMESTAMP(MILLIS,true))}. */
  static String describe(Type type) {
    String shape =
        type.isPrimitive() ? type.asPrimitiveType().getPrimitiveTypeName().name() : "group";
    String annotated =
        type.getLogicalTypeAnnotation() == null
            ? shape
            : shape + " (" + type.getLogicalTypeAnnotation() + ")";
    return type.isRepetition(Repetition.REPEATED) ? "repeated " + annotated : annotated;
  }
}
