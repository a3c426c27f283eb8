package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Room on the local disks of a lake. A full disk shows in many ways, some of which name neither the
 * disk nor the reason, so the disk itself is asked.
 */
public final class DiskSpace {

  /** Bytes without which a run does not start: an engine writes some before it moves anything. */
  private static final long TO_START = 32L << 20;

  /** Bytes below which whatever went wrong is put down to the disk. */
  private static final long FULL = 1L << 20;

  private static final List<String> SIGNS =
      List.of("No space left on device", "SQLITE_FULL", "Disk quota exceeded", "File too large");

  private final List<Path> directories = new ArrayList<>();

  public DiskSpace(LakeConfig config) {
    directories.add(config.path(Setting.HOME));
    if (!config.get(Setting.WAREHOUSE).contains("://")) {
      directories.add(config.path(Setting.WAREHOUSE));
    }
  }

  /**
   * Checks that a run can begin.
   *
   * @throws DiskFullException when it would soon have to stop
   */
  public void requireRoom() {
    below(TO_START)
        .ifPresent(
            directory -> {
              throw full(directory, null);
            });
  }

  /** The failure with its reason, where the reason is a full disk; else the failure itself. */
  public RuntimeException explain(RuntimeException failure) {
    Optional<Path> directory = below(FULL);
    if (directory.isEmpty() && isSign(failure)) {
      directory = directories.stream().findFirst();
    }
    return directory.map(path -> (RuntimeException) full(path, failure)).orElse(failure);
  }

  /** Whether a failure says that a disk is full. */
  public static boolean isSign(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> SIGNS.stream().anyMatch(message::contains));
  }

  private Optional<Path> below(long bytes) {
    return directories.stream()
        .filter(Files::isDirectory)
        .filter(path -> free(path) < bytes)
        .findFirst();
  }

  private static DiskFullException full(Path directory, Throwable cause) {
    return new DiskFullException(
        String.format(
            Locale.ROOT,
            "The disk of %s is full (%.1f MB are free): make room there, then run again. Readers"
                + " see what was published; the next run finishes what this one began.",
            directory,
            free(directory) / 1e6),
        cause);
  }

  private static long free(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE; // a disk that cannot be asked gives no reason for anything
    }
  }
}
