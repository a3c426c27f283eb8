package io.healthfinance.lakehouse.cli.setup;

import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.runtime.RunLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./lake clean}. */
@Command(
    name = "clean",
    description = "Delete a lake: its tables, landing files, secrets and reports.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./lake clean", "  ./lake clean --home /tmp/lake --yes"})
public final class CleanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    LakeConfig config = options.config();
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    LakeHome home = new LakeHome(config);
    Path directory = config.path(Setting.HOME);
    if (!Files.isDirectory(directory)) {
      terminal.line("There is nothing in " + directory);
      return ExitCode.OK;
    }
    home.mustLookLikeALake();
    if (!yes && !confirmed(terminal, directory)) {
      terminal.line("Nothing was deleted.");
      return ExitCode.OK;
    }
    try (RunLock lock = RunLock.take(config, Clock.systemUTC(), "lake clean")) {
      home.deleteAll();
    }
    home.deleteLockFiles();
    terminal.line("Deleted " + directory);
    return ExitCode.OK;
  }

  private static boolean confirmed(Terminal terminal, Path directory) throws IOException {
    terminal.line("This deletes " + directory + " with all tables, landing files and secrets.");
    terminal.line("Type yes to go on:");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String answer = in.readLine();
    if (answer == null) {
      throw CommandFailure.usage("Nobody answers here: add --yes to delete without being asked.");
    }
    return answer.strip().equalsIgnoreCase("yes");
  }
}
