package io.healthfinance.lakehouse.cli;

import io.healthfinance.lakehouse.cli.contract.ContractCommand;
import io.healthfinance.lakehouse.cli.contract.DictionaryCommand;
import io.healthfinance.lakehouse.cli.demo.DemoCommand;
import io.healthfinance.lakehouse.cli.operate.EpochCommand;
import io.healthfinance.lakehouse.cli.operate.ExcludeCommand;
import io.healthfinance.lakehouse.cli.operate.ReleaseCommand;
import io.healthfinance.lakehouse.cli.operate.ReplayCommand;
import io.healthfinance.lakehouse.cli.operate.TraceCommand;
import io.healthfinance.lakehouse.cli.run.GenerateCommand;
import io.healthfinance.lakehouse.cli.run.ImportCommand;
import io.healthfinance.lakehouse.cli.run.InitCommand;
import io.healthfinance.lakehouse.cli.run.RunCommand;
import io.healthfinance.lakehouse.cli.setup.BenchCommand;
import io.healthfinance.lakehouse.cli.setup.CleanCommand;
import io.healthfinance.lakehouse.cli.setup.ConfigCommand;
import io.healthfinance.lakehouse.cli.setup.TestCommand;
import io.healthfinance.lakehouse.cli.sql.SqlCommand;
import io.healthfinance.lakehouse.cli.state.QualityCommand;
import io.healthfinance.lakehouse.cli.state.QuarantineCommand;
import io.healthfinance.lakehouse.cli.state.StatusCommand;
import io.healthfinance.lakehouse.cli.state.TablesCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./lake}: the lakehouse at the command line. */
@Command(
    name = "lake",
    mixinStandardHelpOptions = true,
    version = "HealthFinance Lakehouse 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    header = "Change events of 27 healthcare services become clean, gated, queryable tables.",
    description = {
      "",
      "Start with @|bold ./lake demo|@: it fills a lake with synthetic patients, stops a bad batch"
          + " at the gate and shows what happened.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ok",
      "1:a gate stopped a table, or a run could not do its job",
      "2:the command line or the configuration cannot be used"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake demo",
      "  ./lake run hourly --landing /data/landing",
      "  ./lake sql \"SELECT count(*) FROM gold.patient_360\"",
      "",
      "./lake help COMMAND says more about a command."
    },
    subcommands = {
      DemoCommand.class,
      GenerateCommand.class,
      InitCommand.class,
      RunCommand.class,
      StatusCommand.class,
      TablesCommand.class,
      SqlCommand.class,
      QualityCommand.class,
      QuarantineCommand.class,
      ReplayCommand.class,
      TraceCommand.class,
      ReleaseCommand.class,
      ExcludeCommand.class,
      EpochCommand.class,
      ImportCommand.class,
      ContractCommand.class,
      DictionaryCommand.class,
      ConfigCommand.class,
      CleanCommand.class,
      TestCommand.class,
      BenchCommand.class,
      HelpCommand.class
    })
public final class Lake implements Runnable {

  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** The command line, writing to the given places. */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new Lake())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_WIDTH)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(new UsageMistakes());
  }

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = commandLine(out, err).execute(arguments);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }
}
