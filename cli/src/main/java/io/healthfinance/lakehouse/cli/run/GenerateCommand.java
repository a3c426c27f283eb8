package io.healthfinance.lakehouse.cli.run;

import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.Grid;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.RunProgress;
import io.healthfinance.lakehouse.cli.Span;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.GenerateSummary;
import io.healthfinance.lakehouse.datagen.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./lake generate}. */
@Command(
    name = "generate",
    description = "Write the change events of 27 synthetic services, with declared dirt.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake generate --patients 500 --out /tmp/landing",
      "  ./lake generate --patients 10000 --from 2024-01-01 --to 2026-01-01 --seed 7 --out big",
      "",
      "The same options give the same files. _truth in the directory lists every dirty item with",
      "its expected fate, and the rows that each silver table must have in the end."
    })
public final class GenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Number of patients; default: ${DEFAULT-VALUE}.")
  private int patients;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      defaultValue = "2025-01-01",
      description = "Day of the initial snapshot; default: ${DEFAULT-VALUE}.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      defaultValue = "2026-07-01",
      description = "End of the period, exclusive; default: ${DEFAULT-VALUE}.")
  private LocalDate to;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Any whole number; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory to write; default: the landing directory of the lake.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    LakeConfig config = options.config();
    Path directory = out != null ? out.toAbsolutePath() : config.path(Setting.LANDING);
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    Generator generator =
        new Generator(
            LakeOptions.catalog(config), GenerateOptions.of(patients, from, to, seed, directory));
    GenerateSummary summary;
    try (RunProgress progress = new RunProgress(terminal)) {
      progress.step("generating");
      summary = generator.run(new GenerationProgress(progress));
    }
    terminal.line(
        "%,d events of %d tables in %,d files, %s, %s (%,.0f events/s)",
        summary.events(),
        summary.tables(),
        summary.files(),
        Span.bytes(summary.bytes()),
        Span.seconds(summary.seconds()),
        summary.eventsPerSecond());
    Grid dirt = new Grid("declared dirt", "items");
    summary.items().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(item -> dirt.add(item.getKey(), item.getValue()));
    dirt.print("  ", terminal.width(), terminal::line);
    terminal.line("In " + directory);
    return ExitCode.OK;
  }
}
