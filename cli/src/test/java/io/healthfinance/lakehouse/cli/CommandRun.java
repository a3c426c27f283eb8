package io.healthfinance.lakehouse.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line said and how it ended. */
public record CommandRun(int exitCode, String out, String err) {

  public static CommandRun lake(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Lake.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
