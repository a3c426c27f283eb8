package io.healthfinance.lakehouse.cli.operate;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.SourceEpochRow;
import io.healthfinance.lakehouse.runtime.RunLock;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake epoch}. */
@Command(
    name = "epoch",
    description = "Declare that a source database's log positions start over.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake epoch healthfinance_billing --from 2026-06-30T22:00:00Z --reason \"failover\"",
      "",
      "Needed after a failover, a restore or a new replication slot: every event from that source",
      "time on outranks all earlier ones, whatever its LSN."
    })
public final class EpochCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(paramLabel = "DATABASE", description = "Database as the contracts name it.")
  private String database;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      required = true,
      description = "First source time (source.ts_ms) of the new epoch.")
  private Instant from;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; recorded in ops.source_epochs.")
  private String reason;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    TreeSet<String> databases =
        LakeOptions.catalog(config).sources().values().stream()
            .map(TableContract::database)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!databases.contains(database)) {
      throw CommandFailure.usage(
          "No contract has the database "
              + database
              + ". There are "
              + String.join(", ", databases));
    }
    Clock clock = new LakeClock(config).clock();
    try (RunLock lock = RunLock.take(config, clock, "lake epoch");
        OpenLake lake = OpenLake.open(config)) {
      lake.ops()
          .append(
              OpsTable.SOURCE_EPOCHS,
              List.of(
                  new SourceEpochRow(
                      database, from, reason, clock.instant().truncatedTo(ChronoUnit.MICROS))));
    }
    Terminal.of(spec.commandLine().getOut())
        .line("%s has a new epoch from %s on; the next run heeds it.", database, from);
    return ExitCode.OK;
  }
}
