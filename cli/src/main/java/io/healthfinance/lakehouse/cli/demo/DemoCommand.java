package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.cli.run.LakeClock;
import io.healthfinance.lakehouse.cli.setup.LakeHome;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.runtime.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./lake demo}. */
@Command(
    name = "demo",
    description =
        "Fill a lake with synthetic patients, let the gate stop a bad batch, show it all.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake demo",
      "  ./lake demo --patients 200 --home /tmp/lake",
      "",
      "18 months of 27 services with declared dirt: a full load, three hourly increments with late",
      "data and deletes, a bad batch in the last one, a daily run. Then every table is compared",
      "with the ground truth. A second demo starts anew in the same place."
    })
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Number of patients; default: ${DEFAULT-VALUE}.")
  private int patients;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description =
          "Any whole number; the same one gives the same data. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws IOException {
    if (patients < 1) {
      throw CommandFailure.usage("--patients must be at least 1, not " + patients);
    }
    // A broken file is judged at once: the generator does not go on writing it.
    LakeConfig config = options.config().with(Setting.PENDING_MINUTES, "0");
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    prepare(config, terminal);
    DemoWorld world = new DemoWorld(config, patients, seed);
    DemoResult result = new DemoRun(config, world, terminal).run();
    new DemoReport(config, terminal).print(result);
    return result.asExpected() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Makes room for a new demo; a lake that no demo made is not touched. */
  private static void prepare(LakeConfig config, Terminal terminal) throws IOException {
    Path home = config.path(Setting.HOME);
    boolean earlier = Files.isRegularFile(home.resolve("demo.json"));
    if (!earlier && OpenLake.exists(config)) {
      throw CommandFailure.usage(
          home + " holds a lake that no demo made. Name another place: ./lake demo --home DIR");
    }
    if (earlier) {
      terminal.line("Starting anew: the earlier demo in " + home + " is replaced.");
    }
    try (RunLock lock = RunLock.take(config, Clock.systemUTC(), "lake demo")) {
      if (earlier) {
        new LakeHome(config).deleteData();
      }
      // From here on the lake is the demo's, even when this process is killed.
      new LakeClock(config).set(Instant.now());
    }
  }
}
