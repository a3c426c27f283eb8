package io.healthfinance.lakehouse.datagen;

import io.healthfinance.lakehouse.datagen.dirt.BadBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Delivers a generated directory to a landing directory hour by hour, as time would. Files are
 * linked where the file system allows it, otherwise copied; those already delivered are left alone.
 */
public final class LandingRelease {

  /** table, year, month, day, hour, file. */
  private static final int DEPTH = 6;

  private final Path staging;
  private final Path landing;

  /**
   * @param staging where {@link Generator} wrote
   * @param landing where the lake looks
   */
  public LandingRelease(Path staging, Path landing) {
    this.staging = staging;
    this.landing = landing;
  }

  /** All landing hours of the generated directory, in order. */
  public TreeSet<Instant> hours() throws IOException {
    TreeSet<Instant> hours = new TreeSet<>();
    try (Stream<Path> files = files(staging)) {
      files.map(file -> hour(staging.relativize(file))).forEach(hours::add);
    }
    return hours;
  }

  /** Delivers everything that landed before an hour; returns the number of new files. */
  public int releaseBefore(Instant hour) throws IOException {
    return release(staging, landed -> landed.isBefore(hour));
  }

  /** Delivers one landing hour; returns the number of new files. */
  public int release(Instant hour) throws IOException {
    return release(staging, hour::equals);
  }

  /** Delivers everything; returns the number of new files. */
  public int releaseAll() throws IOException {
    return release(staging, hour -> true);
  }

  /** Delivers the prepared bad batch; returns the number of new files. */
  public int releaseBadBatch() throws IOException {
    Path batch = staging.resolve(BadBatch.FOLDER);
    if (!Files.isDirectory(batch)) {
      throw new IOException(staging + " holds no bad batch: generate it with a table to go wrong");
    }
    return release(batch, hour -> true);
  }

  private int release(Path from, Predicate<Instant> wanted) throws IOException {
    int released = 0;
    try (Stream<Path> files = files(from)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        Path relative = from.relativize(file);
        if (wanted.test(hour(relative)) && deliver(file, landing.resolve(relative))) {
          released++;
        }
      }
    }
    return released;
  }

  private static Stream<Path> files(Path root) throws IOException {
    return Files.walk(root)
        .filter(Files::isRegularFile)
        .filter(file -> root.relativize(file).getNameCount() == DEPTH)
        .filter(file -> !root.relativize(file).getName(0).toString().startsWith("_"));
  }

  private static Instant hour(Path relative) {
    LocalDate day =
        LocalDate.of(
            Integer.parseInt(relative.getName(1).toString()),
            Integer.parseInt(relative.getName(2).toString()),
            Integer.parseInt(relative.getName(3).toString()));
    String hour = relative.getName(4).toString().replace("hour=", "");
    return day.atTime(Integer.parseInt(hour), 0).toInstant(ZoneOffset.UTC);
  }

  private static boolean deliver(Path file, Path target) throws IOException {
    if (Files.exists(target)) {
      return false;
    }
    Files.createDirectories(target.getParent());
    if (Files.getFileStore(file).equals(Files.getFileStore(target.getParent()))) {
      Files.createLink(target, file);
    } else {
      // Readers ignore .tmp: a file appears under its own name only when it is whole.
      Path partial = target.resolveSibling(target.getFileName() + ".tmp");
      Files.copy(file, partial, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return true;
  }
}
