package io.healthfinance.lakehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs one side in this process. */
final class SideRun implements Runner {

  private final Workspace workspace;
  private final double warmUp;

  /**
   * @param warmUp size of the run before the measured one; 0 for none
   */
  SideRun(Workspace workspace, double warmUp) {
    this.workspace = workspace;
    this.warmUp = warmUp;
  }

  @Override
  public void prepare(Side side, double size) throws Exception {
    if (warmUp > 0) {
      prepareAt(side, warmUp);
    }
    prepareAt(side, size);
  }

  private void prepareAt(Side side, double size) throws Exception {
    Place place = workspace.place(side, size);
    if (!Files.isDirectory(place.state())) {
      place.restore();
      side.prepare(place);
      place.keep();
    }
  }

  @Override
  public Measurement measure(Side side, double size) throws Exception {
    if (warmUp > 0) {
      Place small = workspace.place(side, warmUp);
      small.restore();
      try (Job job = side.open(small)) {
        job.run(new Steps());
      }
    }
    Place place = workspace.place(side, size);
    place.restore();
    try (Job job = side.open(place)) {
      Map<Path, Long> before = FileTree.lengths(place.home());
      Steps steps = new Steps();
      long started = System.nanoTime();
      job.run(steps);
      double all = (System.nanoTime() - started) / 1e9;
      double seconds = side.part().map(part -> steps.seconds().get(part)).orElse(all);
      long peak = job.peakBytes();
      return new Measurement(
          seconds, steps.seconds(), peak, written(before, place.home()), job.rows());
    }
  }

  private static long written(Map<Path, Long> before, Path home) throws IOException {
    Path scratch = home.resolve("tmp"); // what Spark shuffles goes there, and goes away
    return FileTree.lengths(home).entrySet().stream()
        .filter(file -> !before.containsKey(file.getKey()))
        .filter(file -> !file.getKey().startsWith(scratch))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
