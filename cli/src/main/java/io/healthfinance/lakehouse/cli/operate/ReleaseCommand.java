package io.healthfinance.lakehouse.cli.operate;

import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.operations.Release;
import io.healthfinance.lakehouse.ops.TableRunRow;
import io.healthfinance.lakehouse.runtime.RunLock;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake release}. */
@Command(
    name = "release",
    description = "Publish a table that the gate blocked, on your word, or take that back.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake release vitals --reason \"device recall, confirmed with the clinic\"",
      "  ./lake release vitals --undo --reason \"the recall was for another model\"",
      "",
      "A release can be taken back until the next run has built on it. Who released what and why is"
          + " kept in ops.operator_actions."
    })
public final class ReleaseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(paramLabel = "TABLE", description = "Blocked table; ./lake status lists them.")
  private String table;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason;

  @Option(names = "--undo", description = "Take the last release of the table back.")
  private boolean undo;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    Clock clock = new LakeClock(config).clock();
    try (RunLock lock = RunLock.take(config, clock, "lake release");
        OpenLake lake = OpenLake.open(config)) {
      Release release = new Release(lake.lake(), lake.ops(), clock);
      String operator = System.getProperty("user.name");
      Terminal terminal = Terminal.of(spec.commandLine().getOut());
      if (undo) {
        TableRunRow withdrawn = release.withdraw(table, reason, operator);
        terminal.line(
            "Readers of %s.%s see again what they saw before the release; it is blocked.",
            withdrawn.layer(), table);
      } else {
        TableRunRow released = release.release(table, reason, operator);
        terminal.line(
            "%s.%s is published with %,d rows; the next run moves what waited for it.",
            released.layer(), table, released.rowCount());
      }
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    return ExitCode.OK;
  }
}
