package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.cli.Grid;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Span;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.cli.state.LakeState;
import io.healthfinance.lakehouse.cli.state.Quarantine;
import io.healthfinance.lakehouse.cli.state.ScoreLines;
import io.healthfinance.lakehouse.cli.state.TableSize;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.ops.RejectedFileRow;
import io.healthfinance.lakehouse.pipeline.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a person what happened in a demo. */
final class DemoReport {

  private static final List<String> LAYERS = List.of("bronze", "silver", "gold");
  private static final int TOP = 8;
  private static final String INDENT = "  ";

  private final LakeConfig config;
  private final Terminal terminal;

  DemoReport(LakeConfig config, Terminal terminal) {
    this.config = config;
    this.terminal = terminal;
  }

  void print(DemoResult result) {
    try (OpenLake lake = OpenLake.open(config)) {
      List<TableSize> sizes = TableSize.of(lake.lake(), LAYERS);
      layers(sizes);
      events(
          new LakeState(lake).eventsByFate(),
          sizes.stream()
              .filter(size -> size.layer().equals("bronze"))
              .mapToLong(size -> Math.max(0, size.rows()))
              .sum());
      quarantine(new Quarantine(lake).reasons());
      rejected(new LakeState(lake).rejectedFiles());
      new ScoreLines(lake, LakeOptions.catalog(config)).print(terminal);
    }
    gate(result);
    truth(result);
    new PatientSheet(config, terminal).print();
    places(result);
  }

  private void layers(List<TableSize> sizes) {
    terminal.heading("Layers");
    Grid grid = new Grid("", "tables", "rows", "size");
    for (String layer : LAYERS) {
      List<TableSize> own = sizes.stream().filter(s -> s.layer().equals(layer)).toList();
      grid.add(
          layer,
          own.size(),
          own.stream().mapToLong(size -> Math.max(0, size.rows())).sum(),
          Span.bytes(own.stream().mapToLong(TableSize::bytes).sum()));
    }
    grid.print(INDENT, terminal.width(), terminal::line);
  }

  private void events(Map<String, Long> fates, long inBronze) {
    terminal.heading("What became of the events");
    Grid grid = new Grid("", "");
    fates.forEach(
        (fate, events) -> {
          if (events > 0) {
            grid.add(events, fate);
          }
        });
    long told = fates.values().stream().mapToLong(Long::longValue).sum();
    if (inBronze > told) {
      grid.add(inBronze - told, "held back at the gate");
    }
    grid.add(inBronze, "in bronze: every event has one fate");
    grid.print(INDENT, terminal.width(), terminal::line);
  }

  private void quarantine(List<Quarantine.Reason> reasons) {
    terminal.heading("In quarantine, and why");
    Grid grid = new Grid("", "", "");
    reasons.stream()
        .limit(TOP)
        .forEach(reason -> grid.add(reason.events(), reason.table(), reason.rule()));
    grid.print(INDENT, terminal.width(), terminal::line);
    if (reasons.size() > TOP) {
      terminal.line(INDENT + "... and %d more reasons: ./lake quarantine", reasons.size() - TOP);
    }
  }

  private void rejected(List<RejectedFileRow> files) {
    terminal.heading("Files that are not part of bronze");
    Grid grid = new Grid("", "", "");
    files.forEach(
        file ->
            grid.add(
                file.tableName(), file.reason(), Path.of(file.file()).getFileName().toString()));
    grid.print(INDENT, terminal.width(), terminal::line);
  }

  private void gate(DemoResult result) {
    terminal.heading("The gate");
    Optional<Outcome> block = result.block();
    if (block.isEmpty()) {
      terminal.line(
          INDENT + terminal.bad("The bad batch of " + DemoWorld.BAD_TABLE + " was not stopped."));
    } else {
      terminal.line(INDENT + terminal.warning("stopped ") + "silver.%s", block.get().table());
      terminal.wrapped("    ", block.get().message());
      terminal.line("    Readers still see the state before. To publish it after all:");
      terminal.line(
          "      %s",
          terminal.bold(command("release " + block.get().table() + " --reason \"...\"")));
    }
    for (Outcome outcome : result.unexpected()) {
      terminal.line(
          INDENT + terminal.bad("not published ") + outcome.layer() + "." + outcome.table());
      terminal.wrapped("    ", outcome.message());
    }
  }

  private void truth(DemoResult result) {
    terminal.heading("Ground truth");
    int equal = result.compared() - result.deviations().size();
    String sentence = equal + " of " + result.compared() + " tables equal the ground truth";
    terminal.line(
        INDENT
            + (result.deviations().isEmpty() ? terminal.good(sentence) : terminal.bad(sentence)));
    result.deviations().forEach(deviation -> terminal.wrapped("    ", deviation));
  }

  private void places(DemoResult result) {
    terminal.heading("Where things are");
    Grid places = new Grid("", "");
    places.add("tables", config.get(Setting.WAREHOUSE));
    places.add("catalog", config.get(Setting.CATALOG_URI));
    places.add("landing files", config.get(Setting.LANDING));
    places.add("reports", config.get(Setting.REPORTS));
    places.add("ground truth", result.world().staging().resolve("_truth"));
    places.add("log", config.path(Setting.HOME).resolve("logs").resolve("lake.log"));
    places.print(INDENT, Integer.MAX_VALUE, terminal::line);
    terminal.heading("What to try next");
    Grid next = new Grid("", "");
    next.add(command("status"), "what is held back, and why");
    next.add(command("quarantine " + DemoWorld.BAD_TABLE), "the events that broke a rule");
    next.add(command("quality"), "scores by table and column");
    next.add(
        command("sql \"SELECT gender, count(*) FROM gold.patient_360 GROUP BY gender\""),
        "any question");
    next.add(command("contract show vitals"), "what a table means");
    next.add(command("run hourly"), "tries the stopped table again; the rest has nothing new");
    next.print(INDENT, Integer.MAX_VALUE, terminal::line);
    terminal.blank();
    terminal.line(
        "The whole demo took %s.",
        Span.seconds(result.phases().stream().mapToDouble(DemoResult.Phase::seconds).sum()));
  }

  /** The command as it must be typed for this lake. */
  private String command(String rest) {
    Path home = config.path(Setting.HOME);
    boolean standard = home.equals(Path.of(".lake").toAbsolutePath());
    return "./lake " + rest + (standard ? "" : " --home " + home);
  }
}
