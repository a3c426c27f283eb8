package io.healthfinance.lakehouse.bench.demo;

import io.healthfinance.lakehouse.bench.Jvm;
import io.healthfinance.lakehouse.bench.PeakMemory;
import io.healthfinance.lakehouse.cli.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command line of ours in a process of its own, from its start to its end. */
final class LakeCommand {

  private static final long POLL_MILLIS = 100;

  private long peakBytes;

  /**
   * Runs it.
   *
   * @param log keeps what it says
   * @param options of the JVM, as {@code ./lake} chooses them for the command
   * @throws IOException when it does not end with 0
   */
  void run(Path log, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = Jvm.command(options, Lake.class, List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      peakBytes = Math.max(peakBytes, PeakMemory.bytesOf(process.pid()));
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "lake %s ended with %d; what it said is in %s"
              .formatted(arguments[0], process.exitValue(), log));
    }
  }

  long peakBytes() {
    return peakBytes;
  }
}
