package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.operations.ContractLag;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.QualityMetricRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.iceberg.expressions.Expressions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake quality}. */
@Command(
    name = "quality",
    description = "Show quality scores and failed checks, and where the full report is.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake quality",
      "  ./lake quality vitals",
      "",
      "score = 0.30 completeness + 0.25 validity + 0.20 consistency + 0.15 timeliness",
      "        + 0.10 accuracy, each from 0 to 100; a dash where a dimension does not apply."
    })
public final class QualityCommand implements Callable<Integer> {

  private static final String WARNING = "warning";

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(arity = "0..1", paramLabel = "TABLE", description = "One table and its columns.")
  private String table;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "15",
      description = "Tables and checks to show; default: ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public Integer call() throws IOException {
    LakeConfig config = options.config();
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    try (OpenLake lake = OpenLake.open(config)) {
      ScoreLines scores = new ScoreLines(lake, LakeOptions.catalog(config));
      if (scores.isEmpty()) {
        terminal.line("No scores yet: ./lake run daily computes them.");
      } else if (table == null) {
        scores.print(terminal);
        terminal.heading("Tables, lowest score first");
        scores.tables(terminal, limit);
      } else {
        scores.table(terminal, table.replaceFirst("^.*\\.", ""));
      }
      lagging(lake, config, terminal);
      failed(lake, terminal);
    }
    report(config.path(Setting.REPORTS))
        .ifPresent(
            file -> {
              terminal.blank();
              terminal.line("Report: " + file);
            });
    return ExitCode.OK;
  }

  private void lagging(OpenLake lake, LakeConfig config, Terminal terminal) {
    for (ContractLag lag :
        ContractLag.of(lake.lake(), LakeOptions.catalog(config).sources().values())) {
      if (table == null || lag.table().equals(table.replaceFirst("^.*\\.", ""))) {
        terminal.line(
            "Contract lag: silver.%s holds rows that an older contract judged; ./lake replay %s",
            lag.table(), lag.table());
      }
    }
  }

  /** Checks that failed when they were last asked. */
  private void failed(OpenLake lake, Terminal terminal) {
    List<QualityMetricRow> rows =
        table == null
            ? lake.ops().read(OpsTable.QUALITY_METRICS)
            : lake.ops()
                .read(
                    OpsTable.QUALITY_METRICS,
                    Expressions.equal("table_name", table.replaceFirst("^.*\\.", "")));
    Map<String, QualityMetricRow> newest = new HashMap<>();
    for (QualityMetricRow row : rows) {
      newest.merge(
          row.layer() + "." + row.tableName() + "/" + row.checkName(),
          row,
          (one, two) -> one.recordedAt().isAfter(two.recordedAt()) ? one : two);
    }
    print(newest.values(), terminal);
    warnings(newest.values(), terminal);
  }

  private void print(Collection<QualityMetricRow> newest, Terminal terminal) {
    List<QualityMetricRow> failed =
        newest.stream()
            .filter(row -> Boolean.FALSE.equals(row.passed()))
            .sorted(
                Comparator.comparing(QualityMetricRow::layer)
                    .thenComparing(QualityMetricRow::tableName)
                    .thenComparing(QualityMetricRow::checkName))
            .toList();
    long checks = newest.stream().filter(row -> !row.kind().equals(WARNING)).count();
    terminal.blank();
    terminal.line("%,d checks, %,d of them failed", checks, failed.size());
    for (QualityMetricRow row : failed.stream().limit(limit).toList()) {
      terminal.line(
          "  %s %s.%s  %s", terminal.bad("failed"), row.layer(), row.tableName(), row.checkName());
      if (row.message() != null) {
        terminal.wrapped("    ", row.message());
      }
    }
  }

  /** Rules that rows of the newest batch break without being rejected. */
  private void warnings(Collection<QualityMetricRow> newest, Terminal terminal) {
    List<QualityMetricRow> warnings =
        newest.stream()
            .filter(row -> row.kind().equals(WARNING))
            .sorted(Comparator.comparing(QualityMetricRow::value).reversed())
            .toList();
    if (!warnings.isEmpty()) {
      terminal.blank();
      terminal.line("Rows kept with a warning when they last came");
      for (QualityMetricRow row : warnings.stream().limit(limit).toList()) {
        terminal.line("  %,10.0f  %s: %s", row.value(), row.tableName(), row.checkName());
      }
    }
  }

  private static Optional<Path> report(Path reports) throws IOException {
    if (!Files.isDirectory(reports)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(reports)) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()));
    }
  }
}
