package io.healthfinance.lakehouse.cli.setup;

import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./lake config}. */
@Command(
    name = "config",
    description = "Print every setting, its value here and what it means.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake config",
      "  LAKE_SPARK_CONCURRENT_TABLES=2 ./lake config",
      "",
      "A setting comes from the environment, else from lake.yaml, else it has its default.",
      "lake.yaml.example shows the file."
    })
public final class ConfigCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    for (Setting setting : Setting.values()) {
      String value = config.get(setting);
      terminal.line("%s: %s", terminal.bold(setting.key()), value.isEmpty() ? "\"\"" : value);
      terminal.wrapped("    ", setting.description());
      terminal.line("    " + terminal.dim(setting.environmentName()));
    }
    return ExitCode.OK;
  }
}
