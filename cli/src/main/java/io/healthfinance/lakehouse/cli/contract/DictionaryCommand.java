package io.healthfinance.lakehouse.cli.contract;

import io.healthfinance.lakehouse.catalog.dictionary.DataDictionary;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./lake dictionary}. */
@Command(
    name = "dictionary",
    description =
        "Write the data dictionary: every table and column, what it means, its PII class.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./lake dictionary", "  ./lake dictionary --out /tmp/dictionary"})
public final class DictionaryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write; default: docs/dictionary beside ./lake.")
  private Path out;

  @Override
  public Integer call() {
    Path directory =
        out != null
            ? out
            : Path.of(System.getProperty("lake.repo", ".")).resolve("docs").resolve("dictionary");
    new DataDictionary(LakeOptions.catalog(options.config())).write(directory);
    Terminal.of(spec.commandLine().getOut()).line("Wrote the data dictionary to " + directory);
    return ExitCode.OK;
  }
}
