package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.Grid;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Span;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.operations.ContractLag;
import io.healthfinance.lakehouse.operations.HeldBack;
import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.RejectedFileRow;
import io.healthfinance.lakehouse.ops.RunRow;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./lake status}. */
@Command(
    name = "status",
    description = "Show the last runs, what is held back and why, and what was rejected.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake status",
      "",
      "Exit code 1 when a table is held back or the last run failed."
    })
public final class StatusCommand implements Callable<Integer> {

  private static final int RUNS = 5;
  private static final int ACTIONS = 3;

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    try (OpenLake lake = OpenLake.open(config)) {
      LakeState state = new LakeState(lake);
      terminal.line("Lake in " + config.path(Setting.HOME));
      new LakeClock(config)
          .demoTime()
          .ifPresent(
              now ->
                  terminal.line("A demo; its clock says " + now.truncatedTo(ChronoUnit.SECONDS)));
      List<RunRow> runs = state.runs();
      runs(runs, terminal);
      List<HeldBack> held = state.heldBack();
      heldBack(held, terminal);
      lagging(ContractLag.of(lake.lake(), sources(config)), terminal);
      rejected(state.rejectedFiles(), terminal);
      actions(state.operatorActions(), terminal);
      boolean failed = !runs.isEmpty() && runs.get(0).status().equals("FAILED");
      return held.isEmpty() && !failed ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static void runs(List<RunRow> runs, Terminal terminal) {
    if (runs.isEmpty()) {
      terminal.line("No run yet: ./lake run daily --landing DIR");
      return;
    }
    terminal.heading("Last runs");
    Grid grid = new Grid("started", "kind", "status", "took", "as of", "run");
    for (RunRow run : runs.stream().limit(RUNS).toList()) {
      grid.add(
          run.startedAt().truncatedTo(ChronoUnit.SECONDS),
          run.kind().toLowerCase(Locale.ROOT),
          run.status().toLowerCase(Locale.ROOT),
          run.finishedAt() == null
              ? "-"
              : Span.clock(Duration.between(run.startedAt(), run.finishedAt())),
          run.asOf(),
          run.runId());
    }
    grid.print("  ", Integer.MAX_VALUE, terminal::line);
  }

  private static void heldBack(List<HeldBack> held, Terminal terminal) {
    if (held.isEmpty()) {
      terminal.blank();
      terminal.line(terminal.good("Every table is published."));
      return;
    }
    terminal.heading("Held back; readers see the state before");
    for (HeldBack table : held) {
      terminal.line("  %s  since %s", terminal.bad(table.table()), table.since());
      terminal.wrapped("    ", table.reason());
      if (table.releasable()) {
        terminal.line(
            "    publish it after all: ./lake release %s --reason \"...\"", table.table());
      }
    }
  }

  private static Collection<TableContract> sources(LakeConfig config) {
    return LakeOptions.catalog(config).sources().values();
  }

  private static void lagging(List<ContractLag> lagging, Terminal terminal) {
    if (lagging.isEmpty()) {
      return;
    }
    terminal.heading("Contract lag: rows that an older contract judged");
    for (ContractLag lag : lagging) {
      terminal.line("  %s  judge all its events again: ./lake replay %s", lag.table(), lag.table());
    }
  }

  private static void rejected(List<RejectedFileRow> files, Terminal terminal) {
    if (files.isEmpty()) {
      return;
    }
    Map<String, Integer> reasons = new TreeMap<>();
    files.forEach(file -> reasons.merge(file.reason(), 1, Integer::sum));
    terminal.heading("Rejected landing files");
    reasons.forEach((reason, count) -> terminal.line("  %4d  %s", count, reason));
    terminal.line("  ./lake sql \"SELECT file, sentence FROM ops.rejected_files\" says more");
  }

  private static void actions(List<OperatorActionRow> actions, Terminal terminal) {
    if (actions.isEmpty()) {
      return;
    }
    terminal.heading("Last decisions of operators");
    for (OperatorActionRow action : actions.stream().limit(ACTIONS).toList()) {
      terminal.line(
          "  %s  %s %s by %s: %s",
          action.at(),
          action.action(),
          action.file() == null ? action.tableName() : action.file(),
          action.operator(),
          action.reason());
    }
  }
}
