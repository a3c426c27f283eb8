package io.healthfinance.lakehouse.cli;

/** Ends a command with a sentence for a person and an exit code for the shell. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** The command was understood and could not do its job. */
  public static CommandFailure failed(String sentence) {
    return new CommandFailure(ExitCode.FAILED, sentence);
  }

  /** The command asks for something that is not there or not allowed. */
  public static CommandFailure usage(String sentence) {
    return new CommandFailure(ExitCode.USAGE, sentence);
  }

  public int exitCode() {
    return exitCode;
  }
}
