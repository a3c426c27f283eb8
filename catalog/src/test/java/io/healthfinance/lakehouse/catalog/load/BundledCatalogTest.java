package io.healthfinance.lakehouse.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.reference.CsvFile;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledCatalogTest {
  @TempDir private Path temporary;

  @Test
  void theCatalogOfThisProductLoadsWithoutAMistake() {
    Catalog catalog = new CatalogLoader().loadBundled();
    assertThat(catalog.sources()).hasSizeGreaterThanOrEqualTo(45);
    assertThat(catalog.sources().values().stream().map(TableContract::service).distinct())
        .hasSize(27);
  }

  @Test
  void everySourceTableHoldsWhatAServiceWould() {
    assertThat(new CatalogLoader().loadBundled().sources().values())
        .allSatisfy(
            contract -> {
              assertThat(contract.columns()).as(contract.table()).hasSizeGreaterThanOrEqualTo(8);
              assertThat(contract.rules()).as(contract.table()).isNotEmpty();
              assertThat(contract.version()).hasSize(12);
            });
  }

  @Test
  void ruleNamesAreUniqueInTheirTable() {
    assertThat(new CatalogLoader().loadBundled().sources().values())
        .allSatisfy(
            contract ->
                assertThat(contract.rules()).extracting(RowRule::name).doesNotHaveDuplicates());
  }

  @Test
  void aCatalogInsideAJarLoadsAndItsDataStaysReadable() throws Exception {
    Path jar = temporary.resolve("catalog with space.jar");
    try (FileSystem zip =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
      Path reference = Files.createDirectories(zip.getPath("/catalog/reference"));
      Files.writeString(reference.resolve("codes.yaml"), ReferenceMistakesTest.CODES);
      Files.writeString(reference.resolve("codes.csv"), ReferenceMistakesTest.DATA);
    }
    Catalog catalog = new CatalogLoader().load(BundledCatalog.in(jar));
    assertThat(CsvFile.read(catalog.references().get("codes").data()).records()).hasSize(2);
    assertThat(new CatalogLoader().load(BundledCatalog.in(jar)).references())
        .containsOnlyKeys("codes");
  }
}
