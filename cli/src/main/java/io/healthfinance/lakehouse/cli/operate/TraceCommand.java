package io.healthfinance.lakehouse.cli.operate;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.operations.Trace;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake trace}. */
@Command(
    name = "trace",
    description = "Follow a row back to its run, snapshot, landing files and log positions.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake trace users 7b0f...            every event of one user",
      "  ./lake trace patient_360 7b0f...      a row of patient_360 is a row of users"
    })
public final class TraceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(index = "0", paramLabel = "TABLE", description = "A source table or patient_360.")
  private String table;

  @Parameters(index = "1", paramLabel = "KEY", description = "Key; several columns by commas.")
  private String key;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    Catalog catalog = LakeOptions.catalog(config);
    TableContract contract =
        catalog
            .findSource(table.equals("patient_360") ? "users" : table)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "No contract for table "
                            + table
                            + "; ./lake contract list names the source tables"));
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    try (OpenLake lake = OpenLake.open(config)) {
      Trace.Result trace =
          new Trace(SparkSessions.open(config, "lake trace"), lake.lake(), lake.ops())
              .of(contract, List.of(key.split(",", -1)));
      terminal.line(
          "silver.%s at snapshot %d: %s",
          contract.table(),
          trace.snapshotId(),
          trace.runId().map(run -> "written by run " + run).orElse("no row of this key"));
      trace
          .newerRejectedLsn()
          .ifPresent(lsn -> terminal.line("A newer event, LSN %d, is in quarantine.", lsn));
      for (Trace.Event event : trace.events()) {
        terminal.line(
            "%s %s  LSN %-20d %s  %s row %d",
            event.shown() ? "->" : "  ",
            event.operation(),
            event.lsn(),
            event.sourceTime(),
            event.file(),
            event.position());
      }
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    return ExitCode.OK;
  }
}
