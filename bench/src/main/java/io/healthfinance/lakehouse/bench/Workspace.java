package io.healthfinance.lakehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The directory of one bench: its input and its sides, by size.
 *
 * @param root made when it is needed
 */
record Workspace(Path root) {

  Place place(Side side, double size) {
    Path base = base(size);
    return new Place(
        base.resolve("input"),
        base.resolve("run").resolve(side.state()),
        base.resolve("state").resolve(side.state()));
  }

  /** Makes the input where it is missing; a run that was broken off leaves none. */
  void makeInput(Bench bench, double size) throws IOException {
    Path input = base(size).resolve("input");
    if (!Files.isDirectory(input)) {
      Path unfinished = base(size).resolve("input.unfinished");
      FileTree.delete(unfinished);
      Files.createDirectories(unfinished);
      bench.makeInput(unfinished, size);
      Files.move(unfinished, input);
    }
  }

  /** Deletes what former runs left, but not the inputs: states are what the engine of then made. */
  void forgetStates() throws IOException {
    if (Files.isDirectory(root)) {
      try (Stream<Path> sizes = Files.list(root)) {
        for (Path size : sizes.filter(Files::isDirectory).toList()) {
          FileTree.delete(size.resolve("state"));
          FileTree.delete(size.resolve("run"));
        }
      }
    }
  }

  private Path base(double size) {
    return root.resolve("size-" + size);
  }
}
