package io.healthfinance.lakehouse.cli.operate;

import io.healthfinance.lakehouse.bronze.FileExclusion;
import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.RunId;
import io.healthfinance.lakehouse.runtime.RunLock;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake exclude}. */
@Command(
    name = "exclude",
    description = "Take a landing file's events out of the lake, or back in.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake exclude .lake/landing/vitals/2026/07/01/hour=02/vitals-bad.parquet --reason"
          + " \"...\"",
      "  ./lake exclude FILE --undo --reason \"the sink confirmed it\"",
      "",
      "The file stays where it is. The next run leaves its events out. When they were published",
      "before, add --full-refresh to that run: ./lake run hourly --tables TABLE --full-refresh"
    })
public final class ExcludeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(paramLabel = "FILE", description = "Landing file as ./lake quarantine names it.")
  private String file;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason;

  @Option(names = "--undo", description = "Take the file back in.")
  private boolean undo;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    Clock clock = new LakeClock(config).clock();
    try (RunLock lock = RunLock.take(config, clock, "lake exclude");
        OpenLake lake = OpenLake.open(config)) {
      FileExclusion exclusion = new FileExclusion(lake.lake().iceberg(), lake.ops(), clock);
      String operator = System.getProperty("user.name");
      String runId = RunId.next(clock.instant());
      String table =
          undo
              ? exclusion.include(file, reason, operator, runId)
              : exclusion.exclude(file, reason, operator, runId);
      Terminal.of(spec.commandLine().getOut())
          .line(
              undo
                  ? "The next run takes the file back into %s."
                  : "The next run of %s leaves the file out.",
              table);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    return ExitCode.OK;
  }
}
