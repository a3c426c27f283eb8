package io.healthfinance.lakehouse.cli.run;

import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./lake init}. */
@Command(
    name = "init",
    description = "Make an empty lake: its catalog and the secret key of its tokens.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake init --home /data/lake",
      "",
      "Back the key up: losing it breaks every join on a token. An existing lake is never touched."
    })
public final class InitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    if (OpenLake.exists(config)) {
      throw CommandFailure.usage(
          "There is a lake in " + config.path(Setting.HOME) + " already; it stays as it is.");
    }
    TokenKey.createIfAbsent(config);
    LakeCatalog.open(config).close();
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    terminal.line("Made an empty lake in " + config.path(Setting.HOME));
    terminal.line("Back up " + config.path(Setting.SECRETS).resolve("token.key"));
    return ExitCode.OK;
  }
}
