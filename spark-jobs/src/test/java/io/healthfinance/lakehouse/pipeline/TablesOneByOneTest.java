package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.QualityMetricRow;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new lake need not be filled at once: its tables may come one by one, children first. */
class TablesOneByOneTest {

  private static final String PILLS =
      ChangeFile.CONTRACT
          .replace("table: doses", "table: pills")
          .replace("status: {type: string,", "status: {type: string, references: doses.dose_id,");

  @Test
  void aTableWhoseParentsWereNeverLoadedIsPublishedAndItsOrphansAreCountedLater(@TempDir Path home)
      throws IOException {
    Map<String, String> contracts = Map.of("doses", ChangeFile.CONTRACT, "pills", PILLS);
    try (DoseLake lake = new DoseLake(home, contracts, Instant.parse("2026-03-02T00:30:00Z"))) {
      lake.deliver(Map.of("doses", rows("k", "NEW"), "pills", rows("p", "k0")));
      RunReport children = lake.run(RunRequest.hourly().withTables(Set.of("pills")));
      RunReport parents = lake.run(RunRequest.daily().withTables(Set.of("doses")));
      RunReport both = lake.run(RunRequest.daily().withFullRefresh(true));

      assertThat(published(children)).containsExactly("silver.pills");
      assertThat(published(parents)).containsExactly("silver.doses");
      assertThat(published(both)).containsExactlyInAnyOrder("silver.doses", "silver.pills");
      assertThat(lake.records(OpsTable.QUALITY_METRICS))
          .filteredOn(metric -> metric.checkName().equals("orphans(status)"))
          .extracting(QualityMetricRow::message)
          .containsExactlyInAnyOrder(
              "Check orphans(status) on silver.pills: there is no reference to doses to judge, so"
                  + " it holds.",
              "Check orphans(status) on silver.pills: 0 of 60 references (0 %) in status find no"
                  + " row in doses; at most 1 % may.");
    }
  }

  private static List<String> published(RunReport report) {
    assertThat(report.succeeded()).isTrue();
    return report.withStatus(Status.PUBLISHED).stream().map(Outcome::qualified).toList();
  }

  private static List<Change> rows(String key, String status) {
    return IntStream.range(0, 60)
        .mapToObj(i -> Change.upsert("c", 0, 1000 * key.charAt(0) + i, key + i, status, 7))
        .toList();
  }
}
