package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.Group;
import org.apache.iceberg.shaded.org.apache.parquet.schema.GroupType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type.Repetition;
import org.apache.iceberg.types.Types.ListType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;

/**
 * Turns raw Parquet rows into rows of a bronze table, column by name. Made for files that the
 * {@link FooterGate} wants normalised; a field that the file lacks is NULL.
 */
final class RowReading {

  private final TableContract contract;

  RowReading(TableContract contract) {
    this.contract = contract;
  }

  /** Reads a whole row. */
  @FunctionalInterface
  interface Row {
    GenericRecord read(Group row);
  }

  private record Field(int target, int source, LeafReading.Values values) {}

  /** A value that the bronze column cannot hold. The message names the column, never the value. */
  static final class UnfitValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitValueException(String column, RuntimeException cause) {
      super("column " + column + " holds a value that does not fit its type", cause);
    }
  }

  Row of(GroupType file, StructType table) {
    return struct(file, table, List.of());
  }

  private Row struct(GroupType file, StructType table, List<String> path) {
    List<Field> fields = new ArrayList<>();
    List<NestedField> targets = table.fields();
    for (int target = 0; target < targets.size(); target++) {
      NestedField column = targets.get(target);
      if (file.containsField(column.name())) {
        int source = file.getFieldIndex(column.name());
        fields.add(
            new Field(
                target,
                source,
                nullable(values(file.getType(source), column.type(), with(path, column.name())))));
      }
    }
    return row -> {
      GenericRecord record = GenericRecord.create(table);
      fields.forEach(
          field -> record.set(field.target(), field.values().read(row, field.source(), 0)));
      return record;
    };
  }

  private LeafReading.Values values(
      Type file, org.apache.iceberg.types.Type table, List<String> path) {
    if (table.isStructType()) {
      Row nested = struct(file.asGroupType(), table.asStructType(), path);
      return (group, field, index) -> nested.read(group.getGroup(field, index));
    }
    if (table.isListType()) {
      return list(file.asGroupType(), table.asListType(), path);
    }
    LeafReading.Values leaf =
        LeafGate.judge(file.asPrimitiveType(), table, WireUnit.of(contract, path))
            .orElseThrow(() -> new IllegalStateException("Not judged: " + String.join(".", path)))
            .values();
    return (group, field, index) -> {
      try {
        return leaf.read(group, field, index);
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new UnfitValueException(String.join(".", path), e);
      }
    };
  }

  private LeafReading.Values list(GroupType file, ListType table, List<String> path) {
    Type element = ParquetTypes.element(file).orElseThrow();
    LeafReading.Values values = values(element, table.elementType(), with(path, "element"));
    // In the two-level layout the repeated field is the element; otherwise it wraps the element.
    boolean twoLevels = element.isRepetition(Repetition.REPEATED);
    LeafReading.Values one =
        twoLevels
            ? values
            : (group, field, index) -> nullable(values).read(group.getGroup(field, index), 0, 0);
    return (group, field, index) -> {
      Group items = group.getGroup(field, index);
      List<Object> result = new ArrayList<>();
      for (int i = 0; i < items.getFieldRepetitionCount(0); i++) {
        result.add(one.read(items, 0, i));
      }
      return result;
    };
  }

  private static LeafReading.Values nullable(LeafReading.Values values) {
    return (group, field, index) ->
        group.getFieldRepetitionCount(field) == 0 ? null : values.read(group, field, index);
  }

  private static List<String> with(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }
}
