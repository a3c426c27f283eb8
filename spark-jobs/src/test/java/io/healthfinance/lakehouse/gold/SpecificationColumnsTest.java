package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The columns that the specification publishes come first, in its order, with its types. */
class SpecificationColumnsTest {

  @TestFactory
  Stream<DynamicTest> specifiedColumnsComeFirst() {
    Catalog catalog = new CatalogLoader().loadBundled();
    Map<String, SqlTable> tables =
        Stream.concat(catalog.silver().stream(), catalog.gold().stream())
            // Where two layers share a name, the specification means the gold table.
            .collect(Collectors.toMap(SqlTable::table, table -> table, (silver, gold) -> gold));
    return specified().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      assertThat(tables).containsKey(entry.getKey());
                      assertThat(published(tables.get(entry.getKey())))
                          .startsWith(entry.getValue().toArray(String[]::new));
                    }));
  }

  private static List<String> published(SqlTable table) {
    return Arrays.stream(InputSchemas.published(table).fields())
        .map(SpecificationColumnsTest::text)
        .toList();
  }

  private static String text(StructField field) {
    return field.name() + " " + field.dataType().catalogString();
  }

  /** Lines of {@code table column type}, in published order. */
  private static Map<String, List<String>> specified() {
    try (var in = SpecificationColumnsTest.class.getResourceAsStream("/spec-columns.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .collect(
              Collectors.groupingBy(
                  part -> part[0],
                  LinkedHashMap::new,
                  Collectors.mapping(part -> part[1], Collectors.toList())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
