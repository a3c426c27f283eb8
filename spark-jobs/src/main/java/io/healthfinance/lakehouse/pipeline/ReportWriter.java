package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.operations.HeldBack;
import io.healthfinance.lakehouse.quality.Alert;
import io.healthfinance.lakehouse.quality.OperationalFacts.BlockedTable;
import io.healthfinance.lakehouse.quality.QualityReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the quality report of a run as a page. */
final class ReportWriter {

  private final LakeConfig config;

  ReportWriter(LakeConfig config) {
    this.config = config;
  }

  /**
   * The blocked tables of a run, as reports and alerts name them.
   *
   * @param held what is held back, this run included
   */
  static List<BlockedTable> blocked(List<Outcome> outcomes, List<HeldBack> held, Instant now) {
    Map<String, Instant> since =
        held.stream().collect(Collectors.toMap(HeldBack::qualified, HeldBack::since));
    return outcomes.stream()
        .filter(outcome -> outcome.status() == Outcome.Status.BLOCKED)
        .map(
            outcome ->
                new BlockedTable(
                    outcome.qualified(),
                    outcome.message(),
                    Duration.between(since.getOrDefault(outcome.qualified(), now), now)))
        .toList();
  }

  /** The page. */
  Path write(
      String runId,
      Instant asOf,
      RunQuality quality,
      List<BlockedTable> blocked,
      List<String> lagging,
      List<Alert> alerts) {
    Path file = config.path(Setting.REPORTS).resolve("quality-" + runId + ".html");
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(
          file,
          new QualityReport(
                  runId,
                  asOf,
                  quality.lake(),
                  blocked,
                  lagging,
                  quality.quarantine(),
                  quality.warnings(),
                  alerts)
              .html());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the quality report " + file, e);
    }
  }
}
