package io.healthfinance.lakehouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link CrashProcess}, as a test sees it. */
final class RunProcess implements AutoCloseable {

  /** What the shell reports of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  private final Path log;
  private final Process process;
  private final PrintStream commands;
  private final BufferedReader answers;

  RunProcess(Path directory) throws IOException {
    log = directory.resolve("process.log");
    process =
        new ProcessBuilder(
                ChildJvm.small().command(CrashProcess.class, directory.toAbsolutePath().toString()))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs to the end. */
  void run(int hour) throws IOException {
    commands.println(hour + "|" + CrashProcess.NOWHERE);
    assertThat(answers.readLine()).as("a run to its end, see %s", log).isEqualTo("succeeded");
  }

  /** Runs until the operating system kills the process at a commit point. */
  void dieAt(int hour, CommitPoint point) throws IOException, InterruptedException {
    commands.println(hour + "|" + point.table() + "|" + point.point());
    assertThat(answers.readLine())
        .as("a run to %s, see %s", point, log)
        .isEqualTo("killed at " + point.table() + "|" + point.point());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(KILLED);
    assertThat(answers.readLine()).as("a run that goes on after it was killed").isNull();
  }

  @Override
  public void close() {
    commands.close();
    process.destroyForcibly();
  }

  /**
   * Where a run is killed.
   *
   * @param table a table, or the layer where the point is one of a whole phase
   */
  record CommitPoint(String table, String point) {

    @Override
    public String toString() {
      return table + " " + point;
    }
  }
}
