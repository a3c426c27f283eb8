package io.healthfinance.lakehouse.catalog.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDictionaryTest {
  private final Catalog catalog = new CatalogLoader().loadBundled();
  @TempDir private Path directory;

  @Test
  void everyLayerHasAPage() {
    new DataDictionary(catalog).write(directory);
    assertThat(directory)
        .isDirectoryContaining("glob:**/sources.md")
        .isDirectoryContaining("glob:**/silver.md")
        .isDirectoryContaining("glob:**/gold.md")
        .isDirectoryContaining("glob:**/reference.md");
  }

  @Test
  void everySourceColumnIsExplained() {
    String page = new DataDictionary(catalog).pages().get("sources.md");
    catalog
        .sources()
        .values()
        .forEach(
            contract ->
                assertThat(page)
                    .contains("\n## " + contract.table() + "\n")
                    .contains("| " + contract.columns().get(0).name() + " | "));
  }

  @Test
  void barsInsideACellDoNotEndIt() {
    MarkdownPage page = new MarkdownPage("Title");
    page.row("a|b", "x < y");
    assertThat(page.toString()).endsWith("| a\\|b | x &lt; y |\n");
  }
}
