package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The Iceberg catalog of a lake, without Spark. */
public final class LakeCatalog implements AutoCloseable {

  /** Name of the catalog; PyIceberg, Trino and Spark must use the same. */
  public static final String NAME = "lake";

  /** Namespaces of a lake. */
  public static final List<String> NAMESPACES =
      List.of("bronze", "silver", "gold", "ops", "quarantine", "state");

  private final JdbcCatalog catalog;

  /** A snapshot of a table, published or not, as a relation of Spark SQL. */
  public static String relation(String namespace, String table, long snapshotId) {
    return "%s.%s.%s.snapshot_id_%d".formatted(NAME, namespace, table, snapshotId);
  }

  private LakeCatalog(JdbcCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Opens the catalog and creates what a new one lacks.
   *
   * @throws ConfigException when the warehouse or the catalog database cannot be used
   */
  public static LakeCatalog open(LakeConfig config) {
    Path home = config.path(Setting.HOME);
    create(home, Setting.HOME);
    if (isLocal(config)) {
      create(config.path(Setting.WAREHOUSE), Setting.WAREHOUSE);
    }
    try {
      // Two processes that initialise a fresh catalog at once would collide in its DDL.
      try (FileChannel channel =
              FileChannel.open(
                  home.resolve("catalog.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock ignored = channel.lock()) {
        return initialise(config);
      }
    } catch (IOException e) {
      throw new ConfigException(
          "Cannot lock the catalog in " + home + ": " + e.getMessage() + "; check the disk", e);
    }
  }

  /**
   * Opens the catalog for a run, which must say that it cannot write before it has moved anything.
   *
   * @throws ConfigException when the warehouse or the catalog database cannot be written
   */
  public static LakeCatalog openToWrite(LakeConfig config) {
    LakeCatalog lake = open(config);
    Path warehouse = config.path(Setting.WAREHOUSE);
    try {
      if (isLocal(config)) {
        Files.delete(Files.createTempFile(warehouse, ".writable", null));
      }
      return lake;
    } catch (IOException e) {
      lake.close();
      throw notWritable(warehouse, Setting.WAREHOUSE, e);
    }
  }

  private static void create(Path directory, Setting setting) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw notWritable(directory, setting, e);
    }
  }

  private static ConfigException notWritable(Path directory, Setting setting, IOException e) {
    return new ConfigException(
        "Cannot write to the "
            + setting.key()
            + " directory "
            + directory
            + " ("
            + ConfigException.reason(e)
            + "); let this user write there, or set '"
            + setting.key()
            + "' to a directory that it may write",
        e);
  }

  private static LakeCatalog initialise(LakeConfig config) {
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.setConf(new Configuration(false));
    catalog.initialize(NAME, properties(config));
    for (String name : NAMESPACES) {
      Namespace namespace = Namespace.of(name);
      if (!catalog.namespaceExists(namespace)) {
        catalog.createNamespace(namespace);
      }
    }
    return new LakeCatalog(catalog);
  }

  /** Catalog properties, the same for Java, Spark and other readers. */
  static Map<String, String> properties(LakeConfig config) {
    Map<String, String> properties = new HashMap<>();
    properties.put("uri", config.get(Setting.CATALOG_URI));
    properties.put("warehouse", config.get(Setting.WAREHOUSE));
    properties.put("jdbc.schema-version", "V1");
    if (isLocal(config)) {
      properties.put("io-impl", LocalFileIO.class.getName());
    }
    config.find(Setting.CATALOG_USER).ifPresent(user -> properties.put("jdbc.user", user));
    config
        .find(Setting.CATALOG_PASSWORD_FILE)
        .ifPresent(file -> properties.put("jdbc.password", secret(Path.of(file))));
    return properties;
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigException("Cannot read the catalog password from " + file, e);
    }
  }

  private static boolean isLocal(LakeConfig config) {
    return !config.get(Setting.WAREHOUSE).contains("://");
  }

  public Catalog iceberg() {
    return catalog;
  }

  public Table load(String namespace, String table) {
    return catalog.loadTable(TableIdentifier.of(namespace, table));
  }

  public Optional<Table> find(String namespace, String table) {
    try {
      return Optional.of(load(namespace, table));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    }
  }

  /** Loads a table, creating it first where it is missing. Safe when several threads do it. */
  public Table createIfAbsent(
      TableIdentifier name, Schema schema, PartitionSpec spec, Map<String, String> properties) {
    Optional<Table> existing = find(name.namespace().toString(), name.name());
    if (existing.isPresent()) {
      return existing.get();
    }
    try {
      return catalog.createTable(name, schema, spec, properties);
    } catch (AlreadyExistsException e) {
      return catalog.loadTable(name);
    }
  }

  @Override
  public void close() {
    catalog.close();
  }
}
