package io.healthfinance.lakehouse.cli.run;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.cli.CommandFailure;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.RunProgress;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.pipeline.Pipeline;
import io.healthfinance.lakehouse.pipeline.RunReport;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake run}. */
@Command(
    name = "run",
    description = "Move new landing files through bronze, silver and gold, gate by gate.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake run hourly --landing /data/landing",
      "  ./lake run daily --as-of 2026-07-01T06:00:00Z",
      "  ./lake run daily --tables vitals --full-refresh",
      "",
      "hourly  lists the landing hours of the last days, moves silver, checks what changed",
      "daily   lists everything, moves silver and gold, checks whole tables",
      "A killed run is finished by the next one. A run with nothing new starts no engine."
    })
public final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(paramLabel = "hourly|daily", description = "How much to look at, see below.")
  private RunRequest.Kind kind;

  @Option(
      names = "--tables",
      paramLabel = "TABLE",
      split = ",",
      description = "Only these source, silver or gold tables, separated by commas.")
  private List<String> tables = List.of();

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = "What SQL takes for now, for example 2026-07-01T06:00:00Z; default: this hour.")
  private Instant asOf;

  @Option(names = "--landing", paramLabel = "DIR", description = "Where change events land.")
  private Path landing;

  @Option(names = "--run-id", paramLabel = "ID", description = "Identifier of the run.")
  private String runId;

  @Option(names = "--full-refresh", description = "Compute the tables anew from their first event.")
  private boolean fullRefresh;

  @Option(
      names = "--strict",
      description = "Fail when a landing file was rejected or a landing folder is unknown.")
  private boolean strict;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    if (landing != null) {
      config = config.with(Setting.LANDING, landing.toAbsolutePath().normalize().toString());
    }
    Catalog catalog = LakeOptions.catalog(config);
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    RunReport report;
    try (RunProgress progress = new RunProgress(terminal)) {
      report =
          new Pipeline(config, catalog, new LakeClock(config).clock(), progress)
              .run(request(catalog));
    }
    new RunSummary(terminal).print(report);
    return report.succeeded() ? ExitCode.OK : ExitCode.FAILED;
  }

  private RunRequest request(Catalog catalog) {
    RunRequest request = kind == RunRequest.Kind.DAILY ? RunRequest.daily() : RunRequest.hourly();
    if (asOf != null) {
      request = request.withAsOf(asOf);
    }
    if (runId != null) {
      request = request.withRunId(runId);
    }
    return request.withTables(known(catalog)).withFullRefresh(fullRefresh).withStrict(strict);
  }

  private Set<String> known(Catalog catalog) {
    Set<String> all = new TreeSet<>(catalog.sources().keySet());
    catalog.silver().forEach(table -> all.add(table.table()));
    catalog.gold().forEach(table -> all.add(table.table()));
    Set<String> wanted =
        tables.stream()
            .map(table -> table.replaceFirst("^(bronze|silver|gold)\\.", ""))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> unknown = new TreeSet<>(wanted);
    unknown.removeAll(all);
    if (!unknown.isEmpty()) {
      throw CommandFailure.usage(
          "The catalog has no table "
              + String.join(", ", unknown)
              + "; ./lake contract list names the sources, ./lake tables all tables.");
    }
    return wanted;
  }
}
