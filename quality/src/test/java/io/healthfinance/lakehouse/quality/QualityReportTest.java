package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.quality.OperationalFacts.BlockedTable;
import io.healthfinance.lakehouse.quality.QualityReport.BrokenRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QualityReportTest {

  private static final BlockedTable BLOCKED =
      new BlockedTable(
          "silver.vitals",
          "Check quarantine_share on silver.vitals: too many events were quarantined in landing"
              + " hour 2026-01-08-11 (312 of 1,040 events, 30 %); at most 5 % of an hour may be.",
          Duration.ofMinutes(430));

  @Test
  void thePageIsSelfContained() throws IOException {
    String html = report().html();
    assertThat(html).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(html).doesNotContain("http://", "https://", "<script", "<link", "@import", "url(");
    Files.writeString(Path.of("target", "quality-report.html"), html);
  }

  @Test
  void bothFormsTellScoreDimensionsTablesColumnsAlertsAndReasons() {
    QualityReport report = report();
    for (String form : List.of(report.html(), report.text())) {
      assertThat(form)
          .contains("0198-run", "2026-01-08T12:00:00Z", "Completeness", "Accuracy")
          .contains("silver.vitals", "gold.patient_360", "silver.vitals.measured_at")
          .contains("range(bp_systolic)", "1,204", "too many events were quarantined")
          .contains("Rows kept with a warning", "npi_check_digit", "13,000")
          .contains("7 h 10 min");
    }
    assertThat(report.text()).contains("Contract lag", "./lake replay lab_results");
    assertThat(report.html()).contains("Contract lag", "./lake replay lab_results");
    assertThat(report.text()).contains("./lake release vitals --reason \"...\"");
    assertThat(report.html()).contains("./lake release vitals --reason &quot;...&quot;");
  }

  @Test
  void theWorstTableComesFirst() {
    assertThat(report().worstTables())
        .extracting(QualityReport::name)
        .startsWith("silver.vitals")
        .doesNotHaveDuplicates();
    assertThat(report().worstColumns()).hasSizeLessThanOrEqualTo(QualityReport.LONGEST);
  }

  @Test
  void namesAreEscaped() {
    QualityReport report =
        new QualityReport(
            "<run>",
            Instant.EPOCH,
            Scores.of(List.of()),
            List.of(new BlockedTable("silver.x", "a < b & \"c\"", Duration.ZERO)),
            List.of("a<b"),
            List.of(),
            List.of(),
            List.of());
    assertThat(report.html())
        .contains("&lt;run&gt;", "a &lt; b &amp; &quot;c&quot;")
        .doesNotContain("<run>");
  }

  @Test
  void aLakeWithoutFactsHasAReportToo() {
    QualityReport report =
        new QualityReport(
            "r",
            Instant.EPOCH,
            Scores.of(List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(report.html())
        .contains("nothing measured", "No table is blocked", "No alerts")
        .doesNotContain("lag");
    assertThat(report.text()).contains("Score -  (target 95)");
  }

  @Test
  void aScoreJustBelowTheTargetIsNotRoundedUpToIt() {
    assertThat(TextReport.number(Optional.of(new java.math.BigDecimal("94.9960"))))
        .isEqualTo("94.99");
  }

  @Test
  void noLineOfTheTextIsWiderThanATerminal() {
    assertThat(report().text().lines()).allMatch(line -> line.length() <= 100);
  }

  private static QualityReport report() {
    List<TableFacts> facts = new ArrayList<>();
    facts.add(table("silver", "vitals", 182_400, 0.89, 312, 0.93));
    facts.add(table("silver", "users", 2_041, 0.985, 14, 0.999));
    facts.add(table("silver", "claims", 30_112, 0.999, 55, 0.975));
    facts.add(table("silver", "lab_results", 64_900, 0.97, 700, 0.99));
    facts.add(table("silver", "prescriptions", 12_480, 1, 3, 1));
    facts.add(table("silver", "billing_invoice_lines", 91_000, 0.992, 120, 0.998));
    facts.add(
        new TableFacts(
            "gold",
            "patient_360",
            2_000,
            true,
            List.of(new ColumnCompleteness("patient_id", false, 2_000, 2_000)),
            Optional.empty(),
            List.of(),
            Optional.of(new KeyCounts(2_000, 0)),
            Optional.empty(),
            Optional.empty()));
    ScoreCard scores = Scores.of(facts);
    OperationalFacts operations =
        new OperationalFacts(
            List.of(
                new OperationalFacts.Freshness(
                    "silver.claims", Duration.ofHours(9), Optional.empty())),
            List.of(BLOCKED));
    return new QualityReport(
        "0198-run",
        Instant.parse("2026-01-08T12:00:00Z"),
        scores,
        List.of(BLOCKED),
        List.of("lab_results"),
        List.of(
            new BrokenRule("vitals", "range(bp_systolic)", 1_204),
            new BrokenRule("lab_results", "required(loinc_code)", 702),
            new BrokenRule("billing_invoice_lines", "values(status)", 120),
            new BrokenRule("claims", "TOAST_UNAVAILABLE", 7)),
        List.of(
            new BrokenRule("prescriptions", "frequency_stated", 67),
            new BrokenRule("providers", "npi_check_digit", 13_000)),
        new Alerts(AlertThresholds.standard()).of(scores, operations));
  }

  private static TableFacts table(
      String layer, String name, long rows, double filled, long rejected, double resolved) {
    long references = rows;
    return new TableFacts(
        layer,
        name,
        rows,
        name.equals("users"),
        List.of(
            new ColumnCompleteness(name + "_id", false, rows, rows),
            new ColumnCompleteness("measured_at", true, rows, Math.round(rows * filled))),
        Optional.of(
            new EventCounts(
                rows / 10, rejected, Map.of("bp_systolic", rejected, "unit", rejected / 3))),
        List.of(
            new ReferenceCounts(
                "patient_id", "users", references, references - Math.round(references * resolved))),
        Optional.of(new KeyCounts(rows, 0)),
        Optional.of(new LandingTimeliness(24, 23)),
        name.equals("vitals")
            ? Optional.empty()
            : Optional.of(new AccuracyCounts(rows, rows - rejected)));
  }
}
