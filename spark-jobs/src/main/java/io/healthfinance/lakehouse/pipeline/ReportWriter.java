package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
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

/** Writes the quality report of a run as a page. */
final class ReportWriter {

  private final LakeConfig config;

  ReportWriter(LakeConfig config) {
    this.config = config;
  }

  /** The blocked tables of a run, as reports and alerts name them. */
  static List<BlockedTable> blocked(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.status() == Outcome.Status.BLOCKED)
        .map(
            outcome ->
                new BlockedTable(
                    outcome.layer() + "." + outcome.table(), outcome.message(), Duration.ZERO))
        .toList();
  }

  /** The page. */
  Path write(
      String runId,
      Instant asOf,
      RunQuality quality,
      List<BlockedTable> blocked,
      List<Alert> alerts) {
    Path file = config.path(Setting.REPORTS).resolve("quality-" + runId + ".html");
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(
          file,
          new QualityReport(
                  runId,
                  asOf,
                  quality.scores(),
                  blocked,
                  quality.quarantine(),
                  quality.warnings(),
                  alerts)
              .html());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the quality report " + file, e);
    }
  }
}
