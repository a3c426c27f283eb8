package io.healthfinance.lakehouse.bench;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines for programs with the Java, the class path and the open packages of this one. */
public final class Jvm {

  private Jvm() {}

  /**
   * The command line of {@code main}, to be started by a {@link ProcessBuilder}.
   *
   * @param options of the JVM beside those that Spark needs
   */
  public static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(opened());
    command.addAll(List.of("-XX:+UseParallelGC", "-Duser.timezone=UTC"));
    command.addAll(options);
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.add("-Dlake.repo=" + System.getProperty("lake.repo", "."));
    command.add("-Dlog4j2.configurationFile=lake-log4j2.xml");
    command.addAll(List.of("-cp", classPath(main), main.getName()));
    command.addAll(arguments);
    return command;
  }

  private static List<String> opened() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                option.startsWith("--add-opens")
                    || option.startsWith("-Djdk.reflect")
                    || option.startsWith("-XX:+IgnoreUnrecognized"))
        .toList();
  }

  /** A test launcher may keep the class path in a class loader of its own. */
  private static String classPath(Class<?> main) {
    if (main.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(URL::getPath)
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }
}
