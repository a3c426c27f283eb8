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
    sorted.stream().filter(read -> isReadByName(read, all)).forEach(r -> readable.add(r.table()));
    SqlTableLinker linker =
        new SqlTableLinker(readable, new InputResolver(readable, all.keySet()), mistakes);
    List<SqlTable> tables = new ArrayList<>();
    for (SqlTableReader.Read read : sorted) {
      SqlTable table = linker.link(read);
      if (isReadByName(read, all)) {
        readable.replace(table);
      }
      tables.add(table);
    }
    return tables;
  }

  private void addOnce(SqlTableReader.Read read, Map<String, SqlTableReader.Read> all) {
    String name = read.table().table();
    if (readable.has(name)
        || name.equals(SqlTable.PUBLISHED)
        || all.putIfAbsent(read.table().qualified(), read) != null) {
      mistakes.add(read.yaml().place("table"), "duplicate table '" + name + "'");
    }
  }

  /** A gold table with the name of a derived silver one: the name stands for the silver one. */
  private static boolean isReadByName(
      SqlTableReader.Read read, Map<String, SqlTableReader.Read> all) {
    return read.table().layer().equals("silver")
        || !all.containsKey("silver." + read.table().table());
  }

  private void checkLayer(SqlTableReader.Read read, Map<String, SqlTableReader.Read> all) {
    for (SqlTable.Input input : read.table().inputs()) {
      if (read.table().layer().equals("silver")
          && !all.containsKey("silver." + input.name())
          && all.containsKey("gold." + input.name())) {
        mistakes.add(
            read.input(input.name()),
            "a silver table cannot read the gold table '" + input.name() + "'");
      }
    }
  }
}
