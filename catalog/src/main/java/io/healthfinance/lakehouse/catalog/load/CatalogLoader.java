package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loads a catalog and validates it as a whole. */
public final class CatalogLoader {

  /**
   * Reads the catalog that the configuration names, or the one this program was built with.
   *
   * @throws CatalogException naming every mistake
   */
  public Catalog load(LakeConfig config) {
    return config
        .find(Setting.CATALOG_DIR)
        .map(directory -> load(Path.of(directory)))
        .orElseGet(this::loadBundled);
  }

  /**
   * Reads the catalog that this program was built with.
   *
   * @throws CatalogException naming every mistake
   */
  public Catalog loadBundled() {
    return load(BundledCatalog.directory());
  }

  /**
   * Reads {@code tables}, {@code silver}, {@code gold} and {@code reference} below a directory.
   *
   * @throws CatalogException naming every mistake
   * @throws IllegalArgumentException when there is no such directory
   */
  public Catalog load(Path catalogDir) {
    Path directory = catalogDir.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException("The catalog directory " + directory + " does not exist");
    }
    Mistakes mistakes = new Mistakes();
    Map<String, TableContract> sources = sources(directory, mistakes);
    Map<String, ReferenceTable> references = references(directory, mistakes);
    ReadableColumns readable = new ReadableColumns();
    sources.values().forEach(readable::add);
    references.values().forEach(readable::add);
    readable.addOps();
    List<SqlTable> derived = new DerivedTables(readable, mistakes).read(directory);
    new StrayFiles(directory, mistakes).check();
    mistakes.throwIfAny();
    return new Catalog(
        Collections.unmodifiableMap(sources),
        Collections.unmodifiableMap(references),
        layer("silver", derived),
        layer("gold", derived));
  }

  private static Map<String, ReferenceTable> references(Path directory, Mistakes mistakes) {
    ReferenceReader reader = new ReferenceReader(mistakes);
    Map<String, ReferenceTable> references = new TreeMap<>();
    for (CatalogFile file : CatalogFile.in(directory, "reference", ".yaml")) {
      reader.read(file).ifPresent(table -> references.put(table.name(), table));
    }
    return references;
  }

  private static List<SqlTable> layer(String layer, List<SqlTable> derived) {
    return derived.stream().filter(table -> table.layer().equals(layer)).toList();
  }

  private static Map<String, TableContract> sources(Path directory, Mistakes mistakes) {
    ContractReader reader = new ContractReader(mistakes);
    List<ContractReader.Read> all = new ArrayList<>();
    for (CatalogFile file : CatalogFile.in(directory, "tables", ".yaml")) {
      reader.read(file).ifPresent(all::add);
    }
    new ReferenceCheck(all, mistakes).run();
    Map<String, TableContract> sources = new TreeMap<>();
    for (ContractReader.Read read : all) {
      // The version prints rules and types, which a mistaken contract may lack.
      TableContract contract = read.contract();
      sources.putIfAbsent(
          contract.table(),
          mistakes.isEmpty() ? contract.withVersion(ContractVersion.of(contract)) : contract);
    }
    return sources;
  }
}
