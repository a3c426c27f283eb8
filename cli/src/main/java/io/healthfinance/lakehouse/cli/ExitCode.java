package io.healthfinance.lakehouse.cli;

/** What a command tells the shell. */
public final class ExitCode {

  public static final int OK = 0;

  /** A gate stopped a table or a run could not do its job. */
  public static final int FAILED = 1;

  /** The command line or the configuration cannot be used. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
