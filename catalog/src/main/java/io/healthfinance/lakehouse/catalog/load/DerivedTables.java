package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the derived silver and the gold tables of a catalog, in dependency order. */
final class DerivedTables {
  private static final List<String> LAYERS = List.of("silver", "gold");

  private final ReadableColumns readable;
  private final Mistakes mistakes;

  /**
   * @param readable the columns of source and reference tables; derived ones are added
   */
  DerivedTables(ReadableColumns readable, Mistakes mistakes) {
    this.readable = readable;
    this.mistakes = mistakes;
  }

  List<SqlTable> read(Path catalog) {
    Map<String, SqlTableReader.Read> all = new LinkedHashMap<>();
    for (String layer : LAYERS) {
      SqlTableReader reader = new SqlTableReader(layer, mistakes);
      for (CatalogFile file : CatalogFile.in(catalog, layer, ".yaml")) {
        reader.read(file).ifPresent(read -> addOnce(read, all));
      }
    }
    all.values().forEach(read -> checkLayer(read, all));
    List<SqlTableReader.Read> sorted =
        new DependencyOrder(List.copyOf(all.values()), mistakes).sorted();
    // Known before linking, so that a circle is reported once and not as missing inputs as well.
    sorted.forEach(read -> readable.add(read.table()));
    SqlTableLinker linker = new SqlTableLinker(readable, mistakes);
    List<SqlTable> tables = new ArrayList<>();
    for (SqlTableReader.Read read : sorted) {
      SqlTable table = linker.link(read);
      readable.replace(table);
      tables.add(table);
    }
    return tables;
  }

  private void addOnce(SqlTableReader.Read read, Map<String, SqlTableReader.Read> all) {
    String name = read.table().table();
    if (readable.has(name) || all.putIfAbsent(name, read) != null) {
      mistakes.add(read.yaml().place("table"), "duplicate table '" + name + "'");
    }
  }

  private void checkLayer(SqlTableReader.Read read, Map<String, SqlTableReader.Read> all) {
    for (SqlTable.Input input : read.table().inputs()) {
      SqlTableReader.Read other = all.get(input.name());
      if (other != null
          && read.table().layer().equals("silver")
          && other.table().layer().equals("gold")) {
        mistakes.add(
            read.input(input.name()),
            "a silver table cannot read the gold table '" + input.name() + "'");
      }
    }
  }
}
