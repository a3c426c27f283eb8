package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.Grid;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake quarantine}. */
@Command(
    name = "quarantine",
    description = "Say which events broke which rule, and where they are.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake quarantine",
      "  ./lake quarantine vitals --limit 50",
      "",
      "Positions and rules only: the values stay in the landing files."
    })
public final class QuarantineCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "TABLE",
      description = "A source table; without it all tables, by rule.")
  private String table;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Lines to show; default: ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    try (OpenLake lake = OpenLake.open(config)) {
      Quarantine quarantine = new Quarantine(lake);
      if (table == null) {
        List<Quarantine.Reason> reasons = quarantine.reasons();
        print(reasons, terminal);
        terminal.line("./lake quarantine TABLE names the events, ./lake replay TABLE tries again.");
      } else {
        String name = table.replaceFirst("^.*\\.", "");
        if (LakeOptions.catalog(config).findSource(name).isEmpty()) {
          throw CommandFailure.usage(
              "There is no source table " + name + "; ./lake contract list names them.");
        }
        print(quarantine.reasons(name), terminal);
        events(quarantine.events(name), config.path(Setting.LANDING).toString() + "/", terminal);
      }
    }
    return ExitCode.OK;
  }

  private void print(List<Quarantine.Reason> reasons, Terminal terminal) {
    if (reasons.isEmpty()) {
      terminal.line("Nothing is in quarantine.");
      return;
    }
    Grid grid = new Grid("table", "rule", "events", "landing hours");
    for (Quarantine.Reason reason : reasons.stream().limit(limit).toList()) {
      grid.add(reason.table(), reason.rule(), reason.events(), hours(reason));
    }
    grid.print("", terminal.width(), terminal::line);
    rest(reasons.size(), "reasons", terminal);
  }

  private static String hours(Quarantine.Reason reason) {
    List<String> hours = new ArrayList<>(reason.hours());
    return hours.size() == 1
        ? hours.get(0)
        : hours.get(0) + " to " + hours.get(hours.size() - 1) + " (" + hours.size() + ")";
  }

  private void events(List<Quarantine.Event> events, String landing, Terminal terminal) {
    if (events.isEmpty()) {
      return;
    }
    terminal.blank();
    Grid grid = new Grid("lsn", "op", "rules", "row", "file");
    for (Quarantine.Event event : events.stream().limit(limit).toList()) {
      grid.add(
          String.valueOf(event.lsn()),
          event.op(),
          String.join(" ", event.rules()),
          String.valueOf(event.position()),
          event.file().replace(landing, ""));
    }
    // Never cut: the file's name is what the reader came for.
    grid.print("", Integer.MAX_VALUE, terminal::line);
    rest(events.size(), "events", terminal);
  }

  private void rest(int size, String what, Terminal terminal) {
    if (size > limit) {
      terminal.line("... and %,d more %s; --limit shows them", size - limit, what);
    }
  }
}
