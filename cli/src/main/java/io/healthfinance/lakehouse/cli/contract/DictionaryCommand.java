package io.healthfinance.lakehouse.cli.contract;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.dictionary.DataDictionary;
import io.healthfinance.lakehouse.catalog.dictionary.DefinitionsPage;
import io.healthfinance.lakehouse.catalog.load.DefinitionsReader;
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
        "Write the data dictionary: every table and column, what it means, its PII class; and the"
            + " definitions of the published numbers with their SQL and worked cases.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./lake dictionary", "  ./lake dictionary --out /tmp/dictionary"})
public final class DictionaryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to write the pages of the layers; default: docs/dictionary beside ./lake, and"
              + " docs/definitions.md, which links into the repository.")
  private Path out;

  @Override
  public Integer call() {
    Catalog catalog = LakeOptions.catalog(options.config());
    Path repository = Path.of(System.getProperty("lake.repo", "."));
    Path docs = repository.resolve("docs");
    Path directory = out != null ? out : docs.resolve("dictionary");
    new DataDictionary(catalog).write(directory);
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    terminal.line("Wrote the data dictionary to " + directory);
    if (out == null) {
      Path page = docs.resolve("definitions.md");
      new DefinitionsPage(
              catalog,
              new DefinitionsReader(catalog)
                  .read(repository.resolve("catalog").resolve("definitions.yaml")))
          .write(page);
      terminal.line("Wrote the definitions to " + page);
    }
    return ExitCode.OK;
  }
}
