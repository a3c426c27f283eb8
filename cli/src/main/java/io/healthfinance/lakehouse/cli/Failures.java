package io.healthfinance.lakehouse.cli;

import io.healthfinance.lakehouse.catalog.load.CatalogException;
import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.runtime.DiskFullException;
import io.healthfinance.lakehouse.runtime.ErrorText;
import io.healthfinance.lakehouse.runtime.LakeBusyException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns whatever a command throws into one sentence and an exit code. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println(sentence(failure));
    if (isDebug(parsed)) {
      err.print(ErrorText.withoutValues(stackTrace(failure)));
    } else if (isUnexpected(failure)) {
      err.println("Add --debug to see where; the log is in the logs directory of the lake's home.");
    }
    err.flush();
    return exitCode(failure);
  }

  static int exitCode(Throwable failure) {
    if (failure instanceof CommandFailure own) {
      return own.exitCode();
    }
    return failure instanceof ConfigException
            || failure instanceof CatalogException
            || failure instanceof IllegalArgumentException
            || failure instanceof NoSuchFileException
            || failure instanceof AnalysisException
        ? ExitCode.USAGE
        : ExitCode.FAILED;
  }

  /** Everything an expected failure says; of another one, what its deepest cause says first. */
  static String sentence(Throwable failure) {
    if (failure instanceof CatalogException catalog) {
      return catalog.mistakes().size() == 1
          ? catalog.getMessage()
          : catalog.mistakes().size() + " mistakes in the catalog:\n" + catalog.getMessage();
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getReason() == null && missing.getMessage().startsWith("/")
          ? "There is no file or directory " + missing.getMessage()
          : missing.getMessage();
    }
    if (failure instanceof SparkThrowable) {
      return ErrorText.sentence(failure);
    }
    if (!isUnexpected(failure) && failure.getMessage() != null) {
      return failure.getMessage();
    }
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause().getMessage() != null) {
      deepest = deepest.getCause();
    }
    String kind = deepest.getClass().getSimpleName();
    return deepest.getMessage() == null
        ? "Stopped by an unexpected " + kind
        : kind + ": " + ErrorText.sentence(deepest);
  }

  private static String stackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  private static boolean isUnexpected(Throwable failure) {
    return !(failure instanceof CommandFailure)
        && !(failure instanceof LakeBusyException)
        && !(failure instanceof DiskFullException)
        && exitCode(failure) == ExitCode.FAILED;
  }

  private static boolean isDebug(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.hasMatchedOption("--debug");
  }
}
