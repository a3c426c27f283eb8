package io.healthfinance.lakehouse.cli.setup;

import io.healthfinance.lakehouse.cli.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lake test}: the start script runs the tests; this describes them. */
@Command(
    name = "test",
    description = "Build and run all tests, then print how many ran and failed.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./lake test", "  ./lake test --long"})
public final class TestCommand implements Callable<Integer> {

  @Option(names = "--long", description = "Run the long forms of the tests too.")
  private boolean longForms;

  @SuppressWarnings("UnusedVariable") // picocli reads it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "The tests are run by the start script: ./lake test" + (longForms ? " --long" : ""));
  }
}
