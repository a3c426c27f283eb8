package io.healthfinance.lakehouse.cli.operate;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.pipeline.Outcome;
import io.healthfinance.lakehouse.pipeline.Pipeline;
import io.healthfinance.lakehouse.pipeline.Progress;
import io.healthfinance.lakehouse.pipeline.RunReport;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import io.healthfinance.lakehouse.silver.ReplayScope;
import io.healthfinance.lakehouse.silver.SourceEpochs;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake replay}. */
@Command(
    name = "replay",
    description = "Judge the quarantined events of a table again, by the contract as it is now.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake replay vitals                  after a rule was loosened or tightened",
      "",
      "Events that pass now leave quarantine and take their place in the order of their key. Where",
      "the contract did more than loosen rules, all events are judged again. The result waits for",
      "the gate like any other batch."
    })
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(paramLabel = "TABLE", description = "A source table.")
  private String table;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    Catalog catalog = LakeOptions.catalog(config);
    TableContract contract =
        catalog
            .findSource(table)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "No contract for table "
                            + table
                            + "; ./lake contract list names the source tables"));
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    scope(config, contract)
        .reasonForAll()
        .ifPresent(reason -> terminal.line("All events are judged again: %s", reason));
    RunReport report =
        new Pipeline(config, catalog, new LakeClock(config).clock(), Progress.NONE)
            .run(
                RunRequest.hourly()
                    .withLayers(Set.of(Layer.SILVER))
                    .withTables(Set.of(table))
                    .withReplay(true));
    for (Outcome outcome : report.outcomes()) {
      terminal.line(
          "%s.%s %s%s",
          outcome.layer(),
          outcome.table(),
          outcome.status().name().toLowerCase(java.util.Locale.ROOT),
          outcome.message().isEmpty() ? "" : ": " + outcome.message());
    }
    return report.succeeded() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static ReplayScope scope(LakeConfig config, TableContract contract) {
    try (OpenLake lake = OpenLake.open(config)) {
      return ReplayScope.of(
          lake.lake(),
          contract,
          SourceEpochs.of(contract.database(), lake.ops().read(OpsTable.SOURCE_EPOCHS)));
    }
  }
}
