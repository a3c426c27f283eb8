package io.healthfinance.lakehouse.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plays every scenario on a real PostgreSQL and keeps what Debezium says about it. Argument: the
 * folder of the captured files; its {@code landing}, {@code expected} and lists are replaced, the
 * contracts in {@code tables} stay.
 */
public final class Capture {
  private Capture() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Usage: Capture FOLDER");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]).toAbsolutePath().normalize();
    delete(folder.resolve("landing"));
    delete(folder.resolve("expected"));
    Path work = Files.createTempDirectory("capture-work");
    try (PostgresServer server = PostgresServer.start()) {
      ExpectedRows expected = new ExpectedRows(folder.resolve("expected"));
      LandingSink sink = new LandingSink(folder.resolve("landing"));
      new OneDatabase(server, work, sink, expected).run();
      List<String> epochs = new NewEpochs(server, work, sink, expected).run();
      Files.writeString(
          folder.resolve("epochs.csv"),
          "database,from,reason\n" + String.join("\n", epochs) + "\n");
    }
    delete(work);
    list(folder);
  }

  static String resource(String name) {
    try (InputStream in = Capture.class.getResourceAsStream("/ddl/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read /ddl/" + name, e);
    }
  }

  /** A list of the files, since a folder inside a jar cannot be listed. */
  private static void list(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .filter(name -> !name.equals("files.txt"))
              .sorted()
              .toList();
      Files.write(folder.resolve("files.txt"), names);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
