package io.healthfinance.lakehouse.cli.setup;

import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The directory of an embedded lake, for who takes it down. */
public final class LakeHome {

  /** What a lake keeps in its home; nothing else is ever deleted. */
  private static final List<String> OWN =
      List.of(
          "landing",
          "staging",
          "warehouse",
          "reports",
          "logs",
          "tmp",
          "catalog.db",
          "catalog.db-wal",
          "catalog.db-shm",
          "catalog.lock",
          "demo.json",
          "secrets");

  private static final Set<String> LOCKS = Set.of("run.lock", "run.lock.holder");

  private final Path home;

  public LakeHome(LakeConfig config) {
    this.home = config.path(Setting.HOME);
  }

  /**
   * Refuses a directory that merely has the name of a lake's home.
   *
   * @throws CommandFailure when nothing in it was made by a lake
   */
  public void mustLookLikeALake() throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      List<String> names = entries.map(entry -> entry.getFileName().toString()).toList();
      boolean known =
          names.isEmpty() || names.stream().anyMatch(n -> OWN.contains(n) || LOCKS.contains(n));
      if (!known) {
        throw CommandFailure.usage(home + " does not look like a lake; nothing was deleted.");
      }
    }
  }

  /** Deletes the lake; the lock, which the caller holds, stays. */
  public void deleteAll() throws IOException {
    for (String name : OWN) {
      delete(home.resolve(name));
    }
  }

  /** Deletes tables, landing and reports, and keeps the secrets. */
  public void deleteData() throws IOException {
    for (String name : OWN) {
      // The log of this process is open.
      if (!name.equals("secrets") && !name.equals("logs")) {
        delete(home.resolve(name));
      }
    }
  }

  /** Deletes what remains, when that is only the lake's own. */
  public void deleteLockFiles() throws IOException {
    for (String name : LOCKS) {
      Files.deleteIfExists(home.resolve(name));
    }
    try (Stream<Path> rest = Files.list(home)) {
      if (rest.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(home);
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path entry : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(entry);
      }
    }
  }
}
