package io.healthfinance.lakehouse.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs each side in a new JVM with the options that all sides share. */
final class ForkedRunner implements Runner {

  private final Bench bench;
  private final Workspace workspace;
  private final double warmUp;
  private final String memory;

  /**
   * @param warmUp size of the run before the measured one, in the same process
   * @param memory heap of the JVM, such as {@code 4g}
   */
  ForkedRunner(Bench bench, Workspace workspace, double warmUp, String memory) {
    this.bench = bench;
    this.workspace = workspace;
    this.warmUp = warmUp;
    this.memory = memory;
  }

  @Override
  public void prepare(Side side, double size) throws Exception {
    start(SideProcess.PREPARE, side, size, workspace.root().resolve("prepared"));
  }

  @Override
  public Measurement measure(Side side, double size) throws Exception {
    Path result = workspace.root().resolve("measurement.json");
    Files.deleteIfExists(result);
    start(SideProcess.MEASURE, side, size, result);
    return new ObjectMapper().readValue(result.toFile(), Measurement.class);
  }

  private void start(String what, Side side, double size, Path result)
      throws IOException, InterruptedException {
    Path log = workspace.root().resolve(side.name() + ".log");
    Process process =
        new ProcessBuilder(
                command(
                    what,
                    bench.name(),
                    side.name(),
                    workspace.root().toString(),
                    String.valueOf(size),
                    String.valueOf(warmUp),
                    result.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            "Bench %s: %s ended with status %d; what it said is in %s"
                .formatted(bench.name(), side.name(), status, log));
      }
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private List<String> command(String... arguments) {
    return Jvm.command(
        List.of("-Xmx" + memory, "-Dlake.log.dir=" + workspace.root().resolve("logs")),
        SideProcess.class,
        List.of(arguments));
  }
}
