package io.healthfinance.lakehouse.datagen;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Names the types of a Parquet schema as contracts name wire types. */
final class WireTypes {

  private WireTypes() {}

  static boolean fit(MessageType schema, TableContract contract) {
    return List.of("before", "after").stream()
        .map(image -> schema.getType(image).asGroupType())
        .allMatch(
            image ->
                contract.columns().stream()
                    .allMatch(column -> of(image, column).equals(column.type().wireType())));
  }

  static String of(GroupType image, ColumnContract column) {
    return name(image.getType(column.name()));
  }

  private static String name(Type type) {
    if (type.getId() != null) {
      return "field id";
    }
    if (!type.isPrimitive()) {
      GroupType repeated = type.asGroupType().getType("list").asGroupType();
      return "array<" + name(repeated.getType("element")) + ">";
    }
    PrimitiveTypeName primitive = type.asPrimitiveType().getPrimitiveTypeName();
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
    }
    if (annotation != null) {
      return annotation.equals(LogicalTypeAnnotation.stringType())
          ? "string"
          : annotation.toString();
    }
    return switch (primitive) {
      case INT32 -> "int";
      case INT64 -> "bigint";
      default -> primitive.name().toLowerCase(Locale.ROOT);
    };
  }
}
