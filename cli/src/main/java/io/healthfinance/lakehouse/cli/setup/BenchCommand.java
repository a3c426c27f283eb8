package io.healthfinance.lakehouse.cli.setup;

import io.healthfinance.lakehouse.cli.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./lake bench}: the start script runs it with the libraries of the peers; this names it
 * among the commands.
 */
@Command(
    name = "bench",
    description = "Measure the lake against what people would otherwise use.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./lake bench backfill", "  ./lake bench --help names the options"})
public final class BenchCommand implements Callable<Integer> {

  @SuppressWarnings("UnusedVariable") // picocli reads it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public Integer call() {
    throw CommandFailure.usage("The benches are run by the start script: ./lake bench");
  }
}
