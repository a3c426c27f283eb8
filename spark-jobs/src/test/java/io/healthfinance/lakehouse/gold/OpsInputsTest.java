package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.load.OpsColumns;
import io.healthfinance.lakehouse.ops.OpsTable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the catalog lets a SELECT read of the lake's records is what they hold. */
class OpsInputsTest {

  @TestFactory
  Stream<DynamicTest> readableColumnsAreThoseOfTheRecords() {
    return OpsColumns.TABLES.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> assertThat(entry.getValue()).isEqualTo(columnsOf(entry.getKey()))));
  }

  private static List<String> columnsOf(String table) {
    return OpsTable.ALL.stream()
        .filter(ops -> ops.name().equals(table))
        .flatMap(ops -> ops.schema().columns().stream())
        .map(NestedField::name)
        .toList();
  }
}
