package io.healthfinance.lakehouse.quality;

import static io.healthfinance.lakehouse.quality.TextReport.number;
import static io.healthfinance.lakehouse.quality.TextReport.title;

import io.healthfinance.lakehouse.quality.OperationalFacts.BlockedTable;
import io.healthfinance.lakehouse.quality.QualityReport.BrokenRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The report as one HTML page; colour is never the only sign of a state. */
final class HtmlReport {

  private final QualityReport report;
  private final StringBuilder out = new StringBuilder();

  HtmlReport(QualityReport report) {
    this.report = report;
  }

  String render() {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<title>Data quality ").append(escape(report.asOf().toString()));
    out.append("</title>\n<style>\n").append(css()).append("</style>\n</head>\n<body>\n<main>\n");
    header();
    blocked();
    lagging();
    alerts();
    scores("Layers", "layer", report.scores().layers());
    scores("Tables, lowest score first", "table", report.worstTables());
    scores("Columns below 100, lowest score first", "column", report.worstColumns());
    rules("Quarantined events by rule", "events", report.quarantine());
    rules("Rows kept with a warning, by rule", "rows", report.warnings());
    footer();
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private void header() {
    Score overall = report.scores().overall().score();
    out.append("<header>\n<div><h1>Data quality</h1>\n<p class=\"meta\">as of <strong>");
    out.append(escape(report.asOf().toString())).append("</strong><br>run <code>");
    out.append(escape(report.runId())).append("</code></p></div>\n");
    out.append("<div class=\"overall ").append(state(overall.total())).append("\"><span>");
    out.append(number(overall.total())).append("</span><small>");
    out.append(verdict(overall.total())).append("</small></div>\n</header>\n");
    out.append("<section class=\"dimensions\">\n");
    for (Dimension dimension : Dimension.values()) {
      Optional<BigDecimal> value = overall.dimension(dimension);
      out.append("<div class=\"card\"><h3>").append(title(dimension)).append("</h3><p>");
      out.append(number(value)).append("</p>").append(bar(value)).append("<small>weight ");
      out.append(dimension.weight().movePointRight(2).toPlainString()).append(" %</small></div>\n");
    }
    out.append("</section>\n");
  }

  private void blocked() {
    if (report.blocked().isEmpty()) {
      out.append("<p class=\"quiet\">No table is blocked.</p>\n");
      return;
    }
    section("Blocked tables");
    for (BlockedTable blocked : report.blocked()) {
      out.append("<article class=\"blocked\"><h3>").append(escape(blocked.table()));
      out.append("</h3><p>").append(escape(blocked.reason()));
      out.append("</p><p>Readers still see the last good snapshot. Data has been held back for ");
      out.append(Wording.span(blocked.backlogAge()));
      out.append(". To publish the branch after all:</p><pre>");
      out.append(escape(QualityReport.release(blocked))).append("</pre></article>\n");
    }
    out.append("</section>\n");
  }

  private void lagging() {
    if (report.lagging().isEmpty()) {
      return;
    }
    section("Contract lag");
    out.append("<p>Rows that an older contract judged; a rule that changed holds for newer rows");
    out.append(" only. To judge all events of a table again:</p>\n<pre>");
    for (String table : report.lagging()) {
      out.append(escape(QualityReport.replay(table))).append('\n');
    }
    out.append("</pre>\n</section>\n");
  }

  private void alerts() {
    if (report.alerts().isEmpty()) {
      out.append("<p class=\"quiet\">No alerts.</p>\n");
      return;
    }
    section("Alerts");
    out.append("<ul class=\"alerts\">\n");
    for (Alert alert : report.alerts()) {
      boolean critical = alert.severity() == Alert.Severity.CRITICAL;
      out.append("<li><span class=\"tag ").append(critical ? "bad" : "weak").append("\">");
      out.append(critical ? "critical" : "warning").append("</span><span>");
      out.append(escape(alert.message())).append("</span></li>\n");
    }
    out.append("</ul>\n</section>\n");
  }

  private void scores(String title, String what, List<QualityScore> scores) {
    if (scores.isEmpty()) {
      return;
    }
    section(title);
    out.append("<table><thead><tr><th>").append(what).append("</th><th class=\"n\">score</th>");
    for (Dimension dimension : Dimension.values()) {
      out.append("<th class=\"n\">").append(title(dimension)).append("</th>");
    }
    out.append("<th class=\"n\">rows</th></tr></thead><tbody>\n");
    for (QualityScore score : scores) {
      out.append("<tr><td>").append(escape(QualityReport.name(score)));
      out.append(score.critical() ? " <span class=\"tag\">critical</span>" : "");
      out.append("</td>").append(cell(score.score().total(), true));
      for (Dimension dimension : Dimension.values()) {
        out.append(cell(score.score().dimension(dimension), false));
      }
      out.append("<td class=\"n\">").append(Wording.count(score.rows())).append("</td></tr>\n");
    }
    out.append("</tbody></table>\n</section>\n");
  }

  private void rules(String title, String counted, List<BrokenRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    long most = rules.get(0).events();
    section(title);
    out.append("<table><thead><tr><th>table</th><th>rule</th><th class=\"n\">").append(counted);
    out.append("</th><th class=\"wide\"></th></tr></thead><tbody>\n");
    for (BrokenRule reason : rules.stream().limit(QualityReport.LONGEST).toList()) {
      out.append("<tr><td>").append(escape(reason.table())).append("</td><td><code>");
      out.append(escape(reason.rule())).append("</code></td><td class=\"n\">");
      out.append(Wording.count(reason.events())).append("</td><td class=\"wide\">");
      out.append("<i class=\"bar\"><i style=\"width:").append(reason.events() * 100 / most);
      out.append("%\"></i></i></td></tr>\n");
    }
    out.append("</tbody></table>\n</section>\n");
  }

  private void footer() {
    out.append("<footer>Score = ");
    for (Dimension dimension : Dimension.values()) {
      out.append(dimension.ordinal() == 0 ? "" : " + ").append(dimension.weight()).append(' ');
      out.append(title(dimension).toLowerCase(java.util.Locale.ROOT));
    }
    out.append(". A dimension that does not apply is shown as a dash and left out. Layers and the");
    out.append(" lake weigh tables by rows, at most 10 % each; critical tables count double.");
    out.append("</footer>\n");
  }

  private void section(String title) {
    out.append("<section>\n<h2>").append(title).append("</h2>\n");
  }

  private static String cell(Optional<BigDecimal> value, boolean strong) {
    String text = number(value);
    return "<td class=\"n "
        + state(value)
        + "\">"
        + (strong ? "<strong>" + text + "</strong>" : text)
        + "</td>";
  }

  private static String bar(Optional<BigDecimal> value) {
    return "<i class=\"bar "
        + state(value)
        + "\"><i style=\"width:"
        + value.map(BigDecimal::intValue).orElse(0)
        + "%\"></i></i>";
  }

  private static String state(Optional<BigDecimal> value) {
    if (value.isEmpty()) {
      return "none";
    }
    BigDecimal score = value.get();
    return score.compareTo(QualityReport.TARGET) >= 0
        ? "good"
        : score.compareTo(BigDecimal.valueOf(85)) >= 0 ? "weak" : "bad";
  }

  private static String verdict(Optional<BigDecimal> total) {
    return total
        .map(
            score ->
                (score.compareTo(QualityReport.TARGET) >= 0 ? "meets" : "below")
                    + " the target of "
                    + QualityReport.TARGET)
        .orElse("nothing measured");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String css() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is missing from the quality module");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css of the quality module cannot be read", e);
    }
  }
}
