package io.healthfinance.lakehouse.cli;

import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.nio.file.Files;
import java.nio.file.Path;

/** An existing lake, open without an engine. */
public record OpenLake(LakeConfig config, LakeCatalog lake, OpsTables ops)
    implements AutoCloseable {

  /**
   * Opens a lake; unlike a run it never creates one.
   *
   * @throws CommandFailure when there is none
   */
  public static OpenLake open(LakeConfig config) {
    if (!exists(config)) {
      throw CommandFailure.usage(
          "There is no lake in "
              + config.path(Setting.HOME)
              + ". ./lake demo makes one, ./lake run fills one from --landing, --home names"
              + " another.");
    }
    LakeCatalog lake = LakeCatalog.open(config);
    return new OpenLake(config, lake, new OpsTables(lake.iceberg()));
  }

  /** Whether a lake was ever opened here; for a catalog on a server nobody can say. */
  public static boolean exists(LakeConfig config) {
    String uri = config.get(Setting.CATALOG_URI);
    if (!uri.startsWith("jdbc:sqlite:")) {
      return true;
    }
    String file = uri.substring("jdbc:sqlite:".length()).replaceFirst("\\?.*", "");
    return Files.isRegularFile(Path.of(file));
  }

  @Override
  public void close() {
    lake.close();
  }
}
