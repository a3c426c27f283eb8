package io.healthfinance.lakehouse.cli.state;

import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.Grid;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Span;
import io.healthfinance.lakehouse.cli.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./lake tables}. */
@Command(
    name = "tables",
    description = "List the tables of every layer with their published rows and sizes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake tables",
      "  ./lake tables --layer gold --layer ops",
      "  ./lake tables --all"
    })
public final class TablesCommand implements Callable<Integer> {

  private static final List<String> SERVED = List.of("bronze", "silver", "gold");
  private static final List<String> ALL =
      List.of("bronze", "silver", "gold", "quarantine", "state", "ops");

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Option(
      names = "--layer",
      paramLabel = "LAYER",
      description =
          "Only this layer; may be repeated: bronze, silver, gold, quarantine, state, ops.")
  private List<String> layers = List.of();

  @Option(names = "--all", description = "The lake's own tables too: quarantine, state, ops.")
  private boolean all;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec.commandLine().getOut());
    List<String> wanted = !layers.isEmpty() ? layers : all ? ALL : SERVED;
    try (OpenLake lake = OpenLake.open(options.config())) {
      List<TableSize> sizes =
          TableSize.of(lake.lake(), ALL.stream().filter(wanted::contains).toList());
      Grid grid = new Grid("table", "rows", "files", "size");
      for (TableSize size : sizes) {
        grid.add(
            size.layer() + "." + size.table(),
            size.rows() < 0 ? "-" : size.rows(),
            size.files(),
            Span.bytes(size.bytes()));
      }
      grid.print("", terminal.width(), terminal::line);
      terminal.line(
          "%d tables, %,d rows, %s",
          sizes.size(),
          sizes.stream().mapToLong(size -> Math.max(0, size.rows())).sum(),
          Span.bytes(sizes.stream().mapToLong(TableSize::bytes).sum()));
    }
    return ExitCode.OK;
  }
}
