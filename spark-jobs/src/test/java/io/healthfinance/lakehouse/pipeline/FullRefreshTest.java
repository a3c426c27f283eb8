package io.healthfinance.lakehouse.pipeline;

import static io.healthfinance.lakehouse.pipeline.Change.delete;
import static io.healthfinance.lakehouse.pipeline.Change.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.bronze.FileExclusion;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full refresh computes a table anew, as long as bronze still holds what it was made from. */
class FullRefreshTest {

  private static final RunRequest REFRESH =
      RunRequest.hourly().withLayers(Set.of(Layer.SILVER)).withFullRefresh(true);

  @Test
  void aLostFileStopsItUntilAnOperatorLeavesTheFileOut(@TempDir Path home) throws IOException {
    try (DoseLake lake = new DoseLake(home, List.of("doses"))) {
      lake.land(Map.of("doses", List.of(upsert("c", 0, 10, "a", "NEW", 1), delete(0, 20, "b"))));
      lake.land(Map.of("doses", List.of(upsert("c", 0, 30, "c", "NEW", 3))));
      DoseState before = DoseState.of(lake.spark(), "doses");

      String oldest = loseOldestFile(lake);
      RunReport refused = lake.run(REFRESH);

      assertThat(refused.succeeded()).isFalse();
      assertThat(refused.heldBack())
          .singleElement()
          .satisfies(
              outcome ->
                  assertThat(outcome.message())
                      .contains("silver.doses", "1 of its landed files", "2026-03-02-01", oldest));
      assertThat(DoseState.of(lake.spark(), "doses")).isEqualTo(before);

      leaveOut(lake, oldest);

      assertThat(lake.run(REFRESH).succeeded()).isTrue();
      assertThat(DoseState.of(lake.spark(), "doses").served()).containsOnlyKeys("c");
    }
  }

  /** What retention, or a hand, would do. */
  private static String loseOldestFile(DoseLake lake) throws IOException {
    try (LakeCatalog catalog = LakeCatalog.open(lake.config())) {
      Table bronze = catalog.find("bronze", "doses").orElseThrow();
      try (CloseableIterable<FileScanTask> tasks = bronze.newScan().planFiles()) {
        for (FileScanTask task : tasks) {
          if (task.file().location().contains("hour=01")) {
            bronze.newDelete().deleteFile(task.file()).commit();
            return task.file().location();
          }
        }
      }
      throw new AssertionError("Bronze holds no file of the first hour");
    }
  }

  private static void leaveOut(DoseLake lake, String file) {
    try (LakeCatalog catalog = LakeCatalog.open(lake.config())) {
      new FileExclusion(catalog.iceberg(), new OpsTables(catalog.iceberg()), Clock.systemUTC())
          .exclude(file, "lost with the disk", "test", "run");
    }
  }
}
