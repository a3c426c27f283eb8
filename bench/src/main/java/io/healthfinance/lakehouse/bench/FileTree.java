package io.healthfinance.lakehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory with all that is in it. */
public final class FileTree {

  /** Files that nobody changes once they are written. */
  private static final List<String> IMMUTABLE = List.of(".parquet", ".avro", ".metadata.json");

  private FileTree() {}

  /**
   * Copies a tree into a folder that may hold others; files that are never changed are linked, so
   * that a copy costs no data.
   */
  public static void copy(Path from, Path to) throws IOException {
    for (Path source : walk(from)) {
      Path target = to.resolve(from.relativize(source).toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else if (IMMUTABLE.stream().anyMatch(source.toString()::endsWith)) {
        Files.createLink(target, source);
      } else {
        Files.copy(source, target);
      }
    }
  }

  static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      for (Path path : walk(root).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Lengths of the files by path. */
  static Map<Path, Long> lengths(Path root) throws IOException {
    Map<Path, Long> lengths = new HashMap<>();
    for (Path path : walk(root)) {
      if (Files.isRegularFile(path)) {
        lengths.put(path, Files.size(path));
      }
    }
    return lengths;
  }

  private static List<Path> walk(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.toList();
    }
  }
}
