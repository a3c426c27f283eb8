package io.healthfinance.lakehouse.catalog.load;

import java.nio.file.Path;
import java.util.List;

/** Finds files that nobody would read: a data file without its YAML, or an unknown ending. */
final class StrayFiles {
  private final Path catalog;
  private final Mistakes mistakes;

  StrayFiles(Path catalog, Mistakes mistakes) {
    this.catalog = catalog;
    this.mistakes = mistakes;
  }

  void check() {
    check("tables", "");
    check("silver", ".sql");
    check("gold", ".sql");
    check("reference", ".csv");
  }

  private void check(String folder, String beside) {
    List<CatalogFile> files = CatalogFile.in(catalog, folder, "");
    for (CatalogFile file : files) {
      String name = file.path().getFileName().toString();
      if (name.startsWith(".") || name.endsWith(".yaml")) {
        continue;
      }
      if (beside.isEmpty() || !name.endsWith(beside)) {
        mistakes.add(
            file.at(1),
            "%s holds .yaml%s files only"
                .formatted(folder, beside.isEmpty() ? "" : " and " + beside));
      } else if (!file.beside(".yaml").exists()) {
        mistakes.add(file.at(1), "the YAML " + file.beside(".yaml").shown() + " is missing");
      }
    }
  }
}
