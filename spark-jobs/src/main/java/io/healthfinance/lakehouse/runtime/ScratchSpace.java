package io.healthfinance.lakehouse.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Spark puts what it spills and shuffles: a folder for each process, so that what a killed
 * one left can be told from what a running one needs.
 */
final class ScratchSpace {

  /** Process, and the second in which it started: numbers of processes are used again. */
  private static final Pattern NAME = Pattern.compile("process-(\\d+)-(\\d+)");

  private final Path directory;

  ScratchSpace(Path directory) {
    this.directory = directory;
  }

  /** The folder of this process; Spark makes it when it needs it. */
  Path own() {
    return directory.resolve(nameOf(ProcessHandle.current()));
  }

  /**
   * Deletes the folders of processes that are gone.
   *
   * @throws UncheckedIOException when a folder of this user cannot be deleted
   */
  void sweep() {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> folders = Files.list(directory)) {
      for (Path folder : folders.filter(ScratchSpace::isLeft).toList()) {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clear the scratch space " + directory, e);
    }
  }

  static String nameOf(ProcessHandle process) {
    return "process-%d-%d".formatted(process.pid(), started(process));
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  private static boolean isLeft(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    Optional<ProcessHandle> process =
        ProcessHandle.of(Long.parseLong(name.group(1))).filter(ProcessHandle::isAlive);
    return process.map(alive -> started(alive) != Long.parseLong(name.group(2))).orElse(true);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException | NoSuchFileException e) {
      return; // Another run is clearing the same folder.
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
