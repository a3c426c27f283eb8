package io.healthfinance.lakehouse.testing;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Starts a process of its own with the Java, the class path and the open packages of this one. */
public final class ChildJvm {

  private final List<String> options = new ArrayList<>();

  private ChildJvm() {}

  /**
   * A JVM with 1 GB of heap and the first compiler only: it lives for seconds. Its own warnings go
   * to standard error, so that standard output is what the program says.
   */
  public static ChildJvm small() {
    return new ChildJvm()
        .withOptions("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
        .withOptions("-XX:ReservedCodeCacheSize=240m", "-Xlog:disable", "-Xlog:all=warning:stderr")
        .withOptions(opened().toArray(String[]::new))
        .withOptions("-Duser.timezone=UTC");
  }

  public ChildJvm withOptions(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** The command line of {@code main}, to be started by a {@link ProcessBuilder}. */
  public List<String> command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.add("-Dlake.repo=" + System.getProperty("lake.repo", "."));
    command.addAll(List.of("-cp", classPath(main), main.getName()));
    command.addAll(List.of(arguments));
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
