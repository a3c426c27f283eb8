package io.healthfinance.lakehouse.cli.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What this process logs and prints, from the start of the capture. The log is that of {@code
 * ./lake} with its own configuration, but the lake's own packages log at DEBUG.
 */
final class CapturedOutput implements AutoCloseable {

  private static final String OWN = "io.healthfinance.lakehouse";
  private static final String LOG_DIRECTORY = "lake.log.dir";

  private final Path logs;
  private final URI outerConfiguration = context().getConfigLocation();
  private final Level outerLevel = LogManager.getLogger(OWN).getLevel();
  private final String outerLogs = System.getProperty(LOG_DIRECTORY);
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private CapturedOutput(Path logs) {
    this.logs = logs;
    System.setProperty(LOG_DIRECTORY, logs.toString());
    Configurator.reconfigure(configuration());
    Configurator.setLevel(OWN, Level.DEBUG);
    System.setOut(tee(out));
    System.setErr(tee(err));
  }

  /**
   * Starts to capture.
   *
   * @param logs where {@code ./lake} writes its log
   */
  static CapturedOutput start(Path logs) throws IOException {
    Files.createDirectories(logs);
    return new CapturedOutput(logs);
  }

  private static URI configuration() {
    try {
      return CapturedOutput.class.getClassLoader().getResource("lake-log4j2.xml").toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private PrintStream tee(PrintStream original) {
    OutputStream both =
        new OutputStream() {
          @Override
          public void write(int b) {
            original.write(b);
            printed.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            original.write(bytes, from, length);
            printed.write(bytes, from, length);
          }
        };
    return new PrintStream(both, true, StandardCharsets.UTF_8);
  }

  /** The log files so far. */
  String log() throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      List<Path> all = files.sorted().toList();
      return all.stream().map(CapturedOutput::read).collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Standard output and error so far. */
  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    if (outerLogs == null) {
      System.clearProperty(LOG_DIRECTORY);
    } else {
      System.setProperty(LOG_DIRECTORY, outerLogs);
    }
    // Back to what was before, which may be another capture; the file is released.
    context().setConfigLocation(outerConfiguration);
    Configurator.setLevel(OWN, outerLevel);
  }

  private static LoggerContext context() {
    return (LoggerContext) LogManager.getContext(false);
  }
}
