package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.RunRow;
import io.healthfinance.lakehouse.pipeline.RunProcess.CommitPoint;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run that is killed again and again, always from the same state of its lake, and what it
 * leaves when nobody kills it. Every kill takes a process of its own; the runs after it share one.
 */
final class CrashStage implements AutoCloseable {

  private final CrashLake lake;
  private final int hour;
  private final Path directory;
  private final Path base;
  private final LakeImage undisturbed;
  private final RunProcess survivor;

  /**
   * @param hour the hour whose run is killed; those before have gone well
   */
  CrashStage(Path directory, int hour) throws IOException {
    this.lake = new CrashLake(Files.createDirectories(directory));
    this.hour = hour;
    this.directory = directory;
    this.base = directory.resolve("base");
    lake.create();
    survivor = new RunProcess(directory);
    for (int before = 1; before < hour; before++) {
      lake.land(before);
      survivor.run(before);
    }
    copy(lake.home(), base);
    lake.land(hour);
    survivor.run(hour);
    undisturbed = LakeImage.of(lake.config());
    restore();
  }

  LakeImage undisturbed() {
    return undisturbed;
  }

  /** Kills the run, in turn, at each of the points; then one goes to the end. */
  void kill(CommitPoint... points) throws IOException, InterruptedException {
    try {
      for (CommitPoint point : points) {
        try (RunProcess victim = new RunProcess(directory)) {
          victim.dieAt(hour, point);
        }
      }
      survivor.run(hour);
      assertThat(LakeImage.of(lake.config()).rows()).isEqualTo(undisturbed.rows());
      everyRunHasEnded(points.length);
    } finally {
      restore();
    }
  }

  private void everyRunHasEnded(int kills) {
    try (LakeCatalog open = LakeCatalog.open(lake.config())) {
      List<RunRow> runs = new OpsTables(open.iceberg()).read(OpsTable.RUNS);
      assertThat(runs.stream().map(RunRow::status))
          .filteredOn(Recovery.STARTED::equals)
          .hasSize(runs.size() / 2);
      assertThat(runs.stream().map(RunRow::status))
          .filteredOn(Recovery.RECOVERED::equals)
          .hasSizeLessThanOrEqualTo(kills)
          .isNotEmpty();
    }
  }

  private void restore() throws IOException {
    try (Stream<Path> files = Files.walk(lake.home())) {
      files.sorted(Comparator.reverseOrder()).forEach(CrashStage::delete);
    }
    copy(base, lake.home());
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Override
  public void close() {
    survivor.close();
  }
}
