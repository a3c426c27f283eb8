package io.healthfinance.lakehouse.cli;

import io.healthfinance.lakehouse.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command line in a process of its own, as a user starts it, and what it says. */
public final class LakeProcess implements AutoCloseable {

  private final Path out;
  private final Path err;
  private final Process process;
  private final long started = System.nanoTime();

  private LakeProcess(Path out, Path err, Process process) {
    this.out = out;
    this.err = err;
    this.process = process;
  }

  /**
   * @param directory keeps what the process says
   */
  public static LakeProcess start(Path directory, String... arguments) throws IOException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    Process process =
        new ProcessBuilder(
                ChildJvm.small()
                    .withOptions("-Dlog4j2.configurationFile=lake-log4j2.xml")
                    .command(Lake.class, arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new LakeProcess(out, err, process);
  }

  /** Runs a command to its end. */
  public static CommandRun lake(Path directory, String... arguments)
      throws IOException, InterruptedException {
    try (LakeProcess process = start(directory, arguments)) {
      return process.end();
    }
  }

  /** Waits for the end. */
  public CommandRun end() throws IOException, InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException("Still running after five minutes");
    }
    return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
