package io.healthfinance.lakehouse.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command line that cannot be understood: what is wrong, and how it is used. */
final class UsageMistakes implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(mistake.getMessage());
    UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println();
    err.print(
        command.getHelp().synopsisHeading()
            + command.getHelp().synopsis(command.getHelp().synopsisHeadingLength()));
    err.println("./" + command.getCommandSpec().qualifiedName() + " --help says more.");
    err.flush();
    return ExitCode.USAGE;
  }
}
