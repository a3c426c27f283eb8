package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.QualityReport.BrokenRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report for a terminal. */
final class TextReport {

  private static final int WIDTH = 98;

  private final QualityReport report;
  private final StringBuilder out = new StringBuilder();

  TextReport(QualityReport report) {
    this.report = report;
  }

  String render() {
    QualityScore overall = report.scores().overall();
    line("Data quality as of %s   run %s", report.asOf(), report.runId());
    line("");
    line("Score %s  (target %s)", number(overall.score().total()), QualityReport.TARGET);
    for (Dimension dimension : Dimension.values()) {
      line(
          "  %-13s %8s   weight %s",
          title(dimension), number(overall.score().dimension(dimension)), dimension.weight());
    }
    blocked();
    lagging();
    alerts();
    scores("Layers", report.scores().layers());
    scores("Tables, lowest first", report.worstTables());
    scores("Columns below 100, lowest first", report.worstColumns());
    rules("Quarantined events by rule", report.quarantine());
    rules("Rows kept with a warning, by rule", report.warnings());
    return out.toString();
  }

  private void blocked() {
    if (report.blocked().isEmpty()) {
      return;
    }
    heading("Blocked tables");
    report
        .blocked()
        .forEach(
            blocked -> {
              line(
                  "  %s   holds data back for %s",
                  blocked.table(), Wording.span(blocked.backlogAge()));
              wrap(blocked.reason());
              line("    publish it after all: %s", QualityReport.release(blocked));
            });
  }

  private void lagging() {
    if (report.lagging().isEmpty()) {
      return;
    }
    heading("Contract lag: rows that an older contract judged");
    report.lagging().forEach(table -> line("  %s", QualityReport.replay(table)));
  }

  private void alerts() {
    if (report.alerts().isEmpty()) {
      return;
    }
    heading("Alerts");
    for (Alert alert : report.alerts()) {
      line("  %s", alert.severity());
      wrap(alert.message());
    }
  }

  private void scores(String title, List<QualityScore> scores) {
    if (scores.isEmpty()) {
      return;
    }
    heading(title);
    line("  %-46s %7s %6s %6s %6s %6s %6s", "", "score", "compl", "valid", "cons", "time", "acc");
    for (QualityScore score : scores) {
      out.append(
          String.format(Locale.ROOT, "  %-46s %7s", name(score), number(score.score().total())));
      for (Dimension dimension : Dimension.values()) {
        out.append(String.format(Locale.ROOT, " %6s", number(score.score().dimension(dimension))));
      }
      out.append('\n');
    }
  }

  private void rules(String title, List<BrokenRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    heading(title);
    for (BrokenRule broken : rules.stream().limit(QualityReport.LONGEST).toList()) {
      line("  %10s  %s: %s", Wording.count(broken.events()), broken.table(), broken.rule());
    }
  }

  private void heading(String title) {
    line("");
    line("%s", title);
  }

  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Breaks a sentence between words, indented by four. */
  private void wrap(String sentence) {
    StringBuilder current = new StringBuilder("   ");
    for (String word : sentence.split(" ", -1)) {
      if (current.length() + 1 + word.length() > WIDTH) {
        out.append(current).append('\n');
        current = new StringBuilder("   ");
      }
      current.append(' ').append(word);
    }
    out.append(current).append('\n');
  }

  private static String name(QualityScore score) {
    String name = QualityReport.name(score);
    return name.length() <= 46 ? name : name.substring(0, 45) + "~";
  }

  /** Rounded down, so that 94.996 never reads as 95.00; a dash when it does not apply. */
  static String number(Optional<BigDecimal> value) {
    return value.map(number -> number.setScale(2, RoundingMode.DOWN).toPlainString()).orElse("-");
  }

  static String title(Dimension dimension) {
    return dimension.name().charAt(0) + dimension.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
