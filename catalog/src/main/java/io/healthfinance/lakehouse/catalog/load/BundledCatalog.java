package io.healthfinance.lakehouse.catalog.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds the catalog that was packaged beside these classes, in a directory or inside a jar. */
final class BundledCatalog {
  private BundledCatalog() {}

  /** The {@code catalog} folder; inside a jar it stays readable for the life of the process. */
  static Path directory() {
    try {
      URI home = BundledCatalog.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return in(Path.of(home));
    } catch (URISyntaxException invalid) {
      throw new IllegalStateException("The class path holds an invalid location", invalid);
    }
  }

  /** The {@code catalog} folder of a class directory or a jar. */
  static Path in(Path home) {
    if (Files.isDirectory(home)) {
      return home.resolve("catalog");
    }
    URI jar = URI.create("jar:" + home.toUri());
    return open(jar).getPath("/catalog");
  }

  /** One file system per jar: the catalog's paths refer to it, so it is never closed. */
  private static FileSystem open(URI jar) {
    try {
      return FileSystems.newFileSystem(jar, Map.of());
    } catch (FileSystemAlreadyExistsException opened) {
      return FileSystems.getFileSystem(jar);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the bundled catalog in " + jar, unreadable);
    }
  }
}
