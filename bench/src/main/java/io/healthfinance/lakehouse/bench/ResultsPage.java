package io.healthfinance.lakehouse.bench;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as Markdown. */
final class ResultsPage {

  private static final double SHOWN = 0.005;

  private final List<Result> results;

  ResultsPage(List<Result> results) {
    this.results = results;
  }

  String text() {
    StringBuilder page = new StringBuilder();
    page.append("# Results of `./lake bench`\n\n");
    page.append("Written by the command; [README.md](README.md) says how to read it.\n");
    results.forEach(result -> section(result, page));
    return page.toString();
  }

  private static void section(Result result, StringBuilder page) {
    page.append("\n## %s\n\n%s\n\n".formatted(result.bench(), result.question()));
    page.append(
        "%s; size %s, %d repetitions, heap %s, %s. %s.\n\n"
            .formatted(
                result.input(),
                number(result.size()),
                result.repetitions(),
                result.memory(),
                result.day(),
                result.machine()));
    page.append(
        "| side | median s | min | max | ratio | peak RSS MB | written MB | rows | checksum |\n");
    page.append("|---|---:|---:|---:|---:|---:|---:|---:|---|\n");
    result.sides().forEach(side -> page.append(row(side)));
    page.append('\n');
    result.sides().forEach(side -> page.append("- `%s`: %s\n".formatted(side.side(), side.how())));
    page.append("\n| goal | reached | |\n|---|---:|---|\n");
    result.goals().forEach(goal -> page.append(row(goal)));
    page.append("\nSeconds of the parts: ");
    page.append(
        result.sides().stream()
            .map(side -> "`%s` %s".formatted(side.side(), parts(side.steps())))
            .collect(joining("; ")));
    page.append(".\n");
  }

  private static String row(Figures side) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %.2f | %.2f | %.2f | %.2f | %,d | %,.1f | %,d | %s |%n",
        side.side(),
        side.median(),
        side.min(),
        side.max(),
        side.ratio(),
        Math.round(side.peakBytes() / 1e6),
        side.bytesWritten() / 1e6,
        side.rows().count(),
        side.rows().checksum());
  }

  private static String row(Goal.Reached goal) {
    return String.format(
        Locale.ROOT,
        "| %s %s %s %s | %.2f %s | %s |%n",
        goal.text(),
        goal.atLeast() ? ">=" : "<=",
        number(goal.bound()),
        goal.unit(),
        goal.value(),
        goal.unit(),
        goal.met() ? "met" : "missed");
  }

  private static String parts(Map<String, Double> steps) {
    return steps.entrySet().stream()
        .filter(step -> step.getValue() >= SHOWN)
        .map(step -> String.format(Locale.ROOT, "%s %.2f", step.getKey(), step.getValue()))
        .collect(joining(", "));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }
}
