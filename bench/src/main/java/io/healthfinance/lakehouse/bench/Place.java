package io.healthfinance.lakehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one side works.
 *
 * @param input what all sides read
 * @param home what the side writes; new for each run
 * @param state what the side starts from, if it does; kept aside, since Iceberg's metadata names
 *     absolute paths and so a state can only be used in the place where it was made
 */
public record Place(Path input, Path home, Path state) {

  /** Makes the home what it has to be at the start of a run. */
  void restore() throws IOException {
    FileTree.delete(home);
    if (Files.isDirectory(state)) {
      FileTree.copy(state, home);
    } else {
      Files.createDirectories(home);
    }
  }

  /** Keeps what is in the home as the state. */
  void keep() throws IOException {
    Path unfinished = state.resolveSibling(state.getFileName() + ".unfinished");
    FileTree.delete(unfinished);
    FileTree.copy(home, unfinished);
    Files.move(unfinished, state);
  }
}
