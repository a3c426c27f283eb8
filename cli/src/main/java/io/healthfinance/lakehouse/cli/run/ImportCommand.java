package io.healthfinance.lakehouse.cli.run;

import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.Grid;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.RunProgress;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.datagen.synthea.ImportSummary;
import io.healthfinance.lakehouse.datagen.synthea.SyntheaFormatException;
import io.healthfinance.lakehouse.datagen.synthea.SyntheaImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake import}. */
@Command(
    name = "import",
    description = "Map another system's export into landing files of the source tables.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake init --home .synthea",
      "  ./lake import synthea output/csv --home .synthea",
      "  ./lake run daily --home .synthea",
      "",
      "Give the population a lake of its own. What the export says wrongly stays wrong: the",
      "contracts judge it."
    })
public final class ImportCommand implements Callable<Integer> {

  /** Systems whose export is understood. */
  enum Origin {
    SYNTHEA
  }

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(index = "0", paramLabel = "synthea", description = "What wrote the export.")
  private Origin origin;

  @Parameters(index = "1", paramLabel = "DIR", description = "Synthea's csv folder, or its parent.")
  private Path export;

  @Override
  public Integer call() throws IOException {
    LakeConfig config = options.config();
    Path landing = config.path(Setting.LANDING);
    mustBeEmpty(landing);
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    ImportSummary summary;
    try (RunProgress progress = new RunProgress(terminal)) {
      progress.step("importing " + origin.name().toLowerCase(Locale.ROOT) + " from " + export);
      summary = new SyntheaImport(LakeOptions.catalog(config), export, landing).run();
    } catch (SyntheaFormatException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    print(summary, terminal);
    terminal.blank();
    terminal.line("Landed in %s; ./lake run daily moves it on.", landing);
    return ExitCode.OK;
  }

  private static void mustBeEmpty(Path landing) throws IOException {
    if (!Files.isDirectory(landing)) {
      return;
    }
    try (Stream<Path> entries = Files.list(landing)) {
      if (entries.findAny().isPresent()) {
        throw CommandFailure.usage(
            landing
                + " holds other sources' files. Give the import a lake of its own:"
                + " ./lake import synthea DIR --home .synthea");
      }
    }
  }

  private static void print(ImportSummary summary, Terminal terminal) {
    Grid files = new Grid("file", "rows", "mapped", "without target, because");
    summary
        .files()
        .forEach(
            file ->
                files.add(
                    file.file(),
                    file.read(),
                    file.mapped(),
                    String.join("; ", new TreeMap<>(file.withoutTarget()).keySet())));
    files.print("", terminal.width(), terminal::line);
    terminal.blank();
    Grid tables = new Grid("source table", "rows", "rules that rows break");
    new TreeMap<>(summary.rows())
        .forEach(
            (table, rows) ->
                tables.add(
                    table,
                    rows,
                    String.join(
                        ", ",
                        new TreeMap<>(summary.brokenRules().getOrDefault(table, java.util.Map.of()))
                            .entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .toList())));
    tables.print("", terminal.width(), terminal::line);
  }
}
