package io.healthfinance.lakehouse.cli.run;

import io.healthfinance.lakehouse.bronze.BronzeResult;
import io.healthfinance.lakehouse.bronze.BronzeResult.CopiedFile;
import io.healthfinance.lakehouse.bronze.PendingFile;
import io.healthfinance.lakehouse.bronze.RejectedFile;
import io.healthfinance.lakehouse.bronze.SchemaDrift;
import io.healthfinance.lakehouse.cli.Span;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.pipeline.Outcome;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import io.healthfinance.lakehouse.pipeline.RunReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in a few lines what a run did. */
public final class RunSummary {

  private final Terminal terminal;

  public RunSummary(Terminal terminal) {
    this.terminal = terminal;
  }

  public void print(RunReport report) {
    if (!report.recovered().isEmpty()) {
      terminal.line(
          "Finished what a killed run had decided: " + String.join(", ", report.recovered()));
    }
    bronze(report);
    if (report.nothingNew()) {
      terminal.line("Nothing new: no table had anything to do.");
    }
    for (String layer : List.of("silver", "gold")) {
      layer(layer, report.outcomes());
    }
    report.heldBack().forEach(this::heldBack);
    terminal.line(
        "Run %s as of %s took %s", report.runId(), report.asOf(), Span.seconds(report.seconds()));
  }

  private void bronze(RunReport report) {
    List<BronzeResult> tables = report.bronze().tables();
    long files = tables.stream().mapToLong(BronzeResult::filesRegistered).sum();
    if (files > 0) {
      terminal.line(
          "bronze  %,d files, %,d events, %s",
          files,
          tables.stream().mapToLong(BronzeResult::events).sum(),
          Span.bytes(tables.stream().mapToLong(BronzeResult::bytes).sum()));
    }
    for (BronzeResult table : tables) {
      copied(table);
      for (RejectedFile rejected : table.rejected()) {
        terminal.line(
            terminal.warning("rejected ")
                + rejected.reason().name().toLowerCase(Locale.ROOT)
                + "  "
                + rejected.file().location());
        terminal.wrapped("    ", rejected.sentence());
      }
      for (PendingFile pending : table.pending()) {
        terminal.line(
            terminal.warning("pending ") + pending.file().location() + ": " + pending.sentence());
      }
      for (SchemaDrift drift : table.drift()) {
        terminal.line("new column  bronze.%s: %s %s", drift.table(), drift.column(), drift.type());
      }
      table
          .failure()
          .ifPresent(
              sentence -> {
                terminal.line(terminal.bad("failed ") + " bronze." + table.table());
                terminal.wrapped("    ", sentence);
              });
    }
    report
        .bronze()
        .unknownFolders()
        .forEach(
            folder ->
                terminal.line(
                    terminal.warning("unknown landing folder ")
                        + folder
                        + ": no contract describes it, its files stay where they are; describe"
                        + " it in tables/"
                        + folder
                        + ".yaml of the catalog, or land it elsewhere"));
  }

  private void copied(BronzeResult table) {
    Map<List<String>, List<CopiedFile>> byReason =
        table.copied().stream().collect(Collectors.groupingBy(CopiedFile::reasons));
    byReason.forEach(
        (reasons, files) ->
            terminal.line(
                "copied  %d files of bronze.%s whose types had to be adapted (%s), for example %s;"
                    + " the originals stay, nothing needs to be done",
                files.size(),
                table.table(),
                String.join(", ", reasons).toLowerCase(Locale.ROOT),
                files.get(0).location()));
  }

  private void layer(String layer, List<Outcome> outcomes) {
    List<Outcome> own = outcomes.stream().filter(o -> o.layer().equals(layer)).toList();
    long published = own.stream().filter(o -> o.status() == Status.PUBLISHED).count();
    long held = own.stream().filter(o -> o.status().holdsBack()).count();
    if (published + held > 0) {
      terminal.line(
          "%-6s  %d tables published%s", layer, published, held == 0 ? "" : ", " + held + " not");
    }
  }

  private void heldBack(Outcome outcome) {
    String status = outcome.status().name().toLowerCase(Locale.ROOT);
    String name = outcome.layer() + "." + outcome.table();
    terminal.line(terminal.bad(status) + "  " + name);
    terminal.wrapped("    ", outcome.message());
    if (outcome.status() == Status.BLOCKED) {
      terminal.line(
          "    publish it after all: ./lake release %s --reason \"...\"", outcome.table());
    }
  }
}
