package io.healthfinance.lakehouse.catalog.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;

/** A catalog folder that a test fills file by file. */
final class CatalogFolder {
  private final Path folder;

  CatalogFolder(Path temporary) {
    this.folder = temporary.resolve("catalog");
  }

  CatalogFolder with(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException failed) {
      throw new IllegalStateException("Cannot write the test's " + file, failed);
    }
  }

  Catalog load() {
    return new CatalogLoader().load(folder);
  }

  AbstractThrowableAssert<?, ?> assertMistakes() {
    return assertThatThrownBy(this::load).isInstanceOf(CatalogException.class);
  }
}
