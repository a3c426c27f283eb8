package io.healthfinance.lakehouse.catalog.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.load.DefinitionsReader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsPageTest {
  private static final Path REPOSITORY = Path.of(System.getProperty("lake.repo"));

  private final Catalog catalog = new CatalogLoader().load(REPOSITORY.resolve("catalog"));
  private final List<Definition> definitions =
      new DefinitionsReader(catalog).read(REPOSITORY.resolve("catalog/definitions.yaml"));
  @TempDir private Path directory;

  @Test
  void thePageInTheRepositoryIsWhatTheCatalogSays() throws IOException {
    assertThat(Files.readString(REPOSITORY.resolve("docs/definitions.md")))
        .as("docs/definitions.md is out of date: run ./lake dictionary")
        .isEqualTo(new DefinitionsPage(catalog, definitions).text());
  }

  @Test
  void theDictionaryInTheRepositoryIsWhatTheCatalogSays() throws IOException {
    for (Map.Entry<String, String> page : new DataDictionary(catalog).pages().entrySet()) {
      assertThat(Files.readString(REPOSITORY.resolve("docs/dictionary").resolve(page.getKey())))
          .as("docs/dictionary/%s is out of date: run ./lake dictionary", page.getKey())
          .isEqualTo(page.getValue());
    }
  }

  @Test
  void everyNumberOfGoldIsListedWithItsMeaningAndTheLinesThatComputeIt() {
    String page = new DefinitionsPage(catalog, definitions).text();
    for (SqlTable table : catalog.gold()) {
      String section = page.substring(page.indexOf("\n## " + table.qualified() + "\n"));
      for (SqlTable.Column column : table.columns()) {
        assertThat(section).contains("\n| " + column.name() + " | ");
      }
      SelectItems.of(table.select())
          .ifPresent(items -> assertThat(items).hasSameSizeAs(table.columns()));
    }
    assertThat(page)
        .contains("`exclusion IS NULL AND date_add(discharge_date, 30) < :as_of_date` [L");
  }

  @Test
  void commasInParenthesesTextsAndCommentsSeparateNoItems() {
    String sql =
        """
        WITH a AS (SELECT 1, 2 FROM b)
        SELECT
          greatest(x, 1) AS first, -- a, b FROM c
          concat('a, FROM', y)
            AS second, third
        FROM a
        """;
    assertThat(SelectItems.of(sql).orElseThrow())
        .containsExactly(
            new SelectItems.Item(3, 3, "greatest(x, 1)"),
            new SelectItems.Item(4, 5, "concat('a, FROM', y)"),
            new SelectItems.Item(5, 5, "third"));
  }

  @Test
  void aStarLeavesOpenWhereAColumnComesFrom() {
    assertThat(SelectItems.of("SELECT a.*, b FROM a")).isEmpty();
    assertThat(SelectItems.of("SELECT count(*), 2 * b FROM a")).isPresent();
  }

  @Test
  void aDefinitionOfANumberThatNobodyPublishesIsAMistake() throws IOException {
    Path file = directory.resolve("definitions.yaml");
    Files.writeString(
        file,
        "age: {title: Age, text: In years, source: us, numbers: [gold.patient_360.agee, gold.no]}");
    assertThatThrownBy(() -> new DefinitionsReader(catalog).read(file))
        .hasMessageContaining("no table publishes 'gold.patient_360.agee'")
        .hasMessageContaining("did you mean 'age'")
        .hasMessageContaining("no table publishes 'gold.no'");
  }
}
