package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A process that runs a {@link CrashLake} whenever it is told to, and that is killed by the
 * operating system, without a chance to clean up, when it reaches the commit point it was told.
 * Reads {@code <hour>|<table>|<point>} a line and answers one line a run.
 */
final class CrashProcess {

  /** A run that goes to its end. */
  static final String NOWHERE = "-|-";

  private CrashProcess() {}

  public static void main(String[] arguments) throws IOException {
    CrashLake lake = new CrashLake(Path.of(arguments[0]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] command = line.split("\\|", 2);
      RunReport report = lake.run(Integer.parseInt(command[0]), killAt(command[1]));
      if (!report.nothingNew()) {
        // The lake may be another one at the next run; the session would keep the old catalog.
        SparkSessions.open(lake.config(), "stop").stop();
      }
      System.out.println(report.succeeded() ? "succeeded" : "held back: " + report.heldBack());
    }
  }

  private static CommitPoints killAt(String wanted) {
    return (table, point) -> {
      if (wanted.equals(table + "|" + point)) {
        System.out.println("killed at " + wanted);
        kill();
      }
    };
  }

  private static void kill() {
    try {
      new ProcessBuilder("sh", "-c", "kill -9 " + ProcessHandle.current().pid()).start();
      new CountDownLatch(1).await();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("Cannot kill this process", e);
    }
  }
}
