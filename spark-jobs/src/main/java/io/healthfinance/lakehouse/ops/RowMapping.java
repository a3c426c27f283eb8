package io.healthfinance.lakehouse.ops;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Turns a row record into an Iceberg record and back, component by component. */
final class RowMapping<R extends java.lang.Record> {

  private static final Map<Class<?>, Type> TYPES =
      Map.of(
          String.class, Types.StringType.get(),
          Integer.class, Types.IntegerType.get(),
          Long.class, Types.LongType.get(),
          Double.class, Types.DoubleType.get(),
          Boolean.class, Types.BooleanType.get(),
          BigDecimal.class, Types.DecimalType.of(38, 0),
          Instant.class, Types.TimestampType.withZone());

  private final RecordComponent[] components;
  private final Constructor<R> constructor;

  RowMapping(Class<R> rowType) {
    this.components = rowType.getRecordComponents();
    try {
      this.constructor =
          rowType.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Record " + rowType + " has no canonical constructor", e);
    }
  }

  /** The columns, numbered from 1. */
  Schema schema() {
    return new Schema(IntStream.range(0, components.length).mapToObj(this::field).toList());
  }

  private NestedField field(int position) {
    RecordComponent component = components[position];
    Type type = TYPES.get(component.getType());
    if (type == null) {
      throw new IllegalStateException(
          "No ops column type for "
              + component.getDeclaringRecord().getSimpleName()
              + "."
              + component.getName());
    }
    return NestedField.optional(position + 1, columnName(component.getName()), type);
  }

  Record toIceberg(R row, Schema tableSchema) {
    Record target = GenericRecord.create(tableSchema);
    for (RecordComponent component : components) {
      Object value = invoke(component, row);
      target.setField(
          columnName(component.getName()),
          value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
    return target;
  }

  R fromIceberg(Record source) {
    Object[] values =
        Arrays.stream(components)
            .map(component -> value(source, columnName(component.getName())))
            .toArray();
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot build " + constructor.getDeclaringClass(), e);
    }
  }

  /** A column that a later version added is NULL in a table that nobody appended to since. */
  private static Object value(Record source, String column) {
    if (source.struct().field(column) == null) {
      return null;
    }
    Object value = source.getField(column);
    return value instanceof OffsetDateTime time ? time.toInstant() : value;
  }

  List<String> columnNames() {
    return Arrays.stream(components).map(component -> columnName(component.getName())).toList();
  }

  private static Object invoke(RecordComponent component, Object row) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + component, e);
    }
  }

  private static String columnName(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
