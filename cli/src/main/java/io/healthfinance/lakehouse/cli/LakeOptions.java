package io.healthfinance.lakehouse.cli;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that every command which touches a lake has. */
public final class LakeOptions {

  private static final String FILE = "lake.yaml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration; default: lake.yaml here or beside ./lake, if there is one.")
  private Path file;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Home of the lake, wins over the configuration; default: .lake")
  private Path home;

  @SuppressWarnings("UnusedVariable") // Failures asks the parse result, which any command has.
  @Option(names = "--debug", description = "Show where an error comes from.")
  private boolean debug;

  @SuppressWarnings("UnusedVariable") // picocli reads it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** Reads the configuration and sends the log to the lake it names. */
  public LakeConfig config() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (home != null) {
      environment.put(Setting.HOME.environmentName(), home.toAbsolutePath().toString());
    }
    LakeConfig config = LakeConfig.load(configurationFile(), environment);
    // Read once, when the first logger is made: nothing before this line may log.
    System.setProperty("lake.log.dir", config.path(Setting.HOME).resolve("logs").toString());
    return config;
  }

  /** The catalog that the configuration names, or the one this program was built with. */
  public static Catalog catalog(LakeConfig config) {
    return new CatalogLoader().load(config);
  }

  private Optional<Path> configurationFile() {
    if (file != null) {
      return Optional.of(file);
    }
    return Stream.of(Path.of(FILE), Path.of(System.getProperty("lake.repo", "."), FILE))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
