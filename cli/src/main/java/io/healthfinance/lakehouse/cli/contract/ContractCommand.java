package io.healthfinance.lakehouse.cli.contract;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.ContractPrinter;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake contract}. */
@Command(
    name = "contract",
    synopsisSubcommandLabel = "validate|list|show",
    description = "Check and read the contracts of the source tables.",
    subcommands = HelpCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake contract validate",
      "  ./lake contract show vitals",
      "  LAKE_CATALOG_DIR=catalog ./lake contract validate     the files of a work tree"
    })
public final class ContractCommand implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli reads it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say validate, list or show TABLE.");
  }

  @Command(
      name = "validate",
      description = "Check every contract, table and reference file; print all mistakes at once.")
  void validate(@Mixin LakeOptions options) {
    Catalog catalog = LakeOptions.catalog(options.config());
    terminal()
        .line(
            "No mistakes: %d source tables, %d derived silver tables, %d gold tables, %d reference"
                + " tables",
            catalog.sources().size(),
            catalog.silver().size(),
            catalog.gold().size(),
            catalog.references().size());
  }

  @Command(name = "list", description = "One line per source table.")
  void list(@Mixin LakeOptions options) {
    print(new ContractPrinter(LakeOptions.catalog(options.config())).list());
  }

  @Command(
      name = "show",
      description = "Everything a contract says: columns, rules, PII, who reads the table.")
  void show(
      @Mixin LakeOptions options,
      @Parameters(paramLabel = "TABLE", description = "A source table.") String table) {
    print(new ContractPrinter(LakeOptions.catalog(options.config())).show(table));
  }

  private void print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }

  private Terminal terminal() {
    return Terminal.of(spec.commandLine().getOut());
  }
}
