package io.healthfinance.lakehouse.catalog.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of the catalog and the name that mistakes call it by.
 *
 * @param shown path from the catalog folder's name on, with forward slashes
 */
record CatalogFile(Path path, String shown) {
  /** Files of one folder with one ending, in name order; none when the folder does not exist. */
  static List<CatalogFile> in(Path catalog, String folder, String ending) {
    Path directory = catalog.resolve(folder);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .sorted()
          .map(
              file ->
                  new CatalogFile(
                      file, catalog.getFileName() + "/" + folder + "/" + file.getFileName()))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot list the catalog folder " + directory, unreadable);
    }
  }

  /** The file of the same base name with another ending. */
  CatalogFile beside(String ending) {
    int dot = shown.lastIndexOf('.');
    return new CatalogFile(
        path.resolveSibling(baseName() + ending), shown.substring(0, dot) + ending);
  }

  String baseName() {
    String name = path.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  boolean exists() {
    return Files.isRegularFile(path);
  }

  String text() {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the catalog file " + path, unreadable);
    }
  }

  Mistakes.Place at(int line) {
    return new Mistakes.Place(shown, line);
  }
}
