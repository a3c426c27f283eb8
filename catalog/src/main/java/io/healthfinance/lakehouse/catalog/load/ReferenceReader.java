package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.ValueParser;
import io.healthfinance.lakehouse.catalog.reference.CsvFile;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one {@code reference/*.yaml} and checks the CSV beside it against it. */
final class ReferenceReader {
  private static final Set<String> ATTRIBUTES =
      Set.of("reference", "version", "source", "description", "key", "columns");
  private static final Set<String> COLUMN_ATTRIBUTES = Set.of("type", "description");
  private static final int SHOWN_CELLS = 20;

  private final Mistakes mistakes;

  ReferenceReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  Optional<ReferenceTable> read(CatalogFile file) {
    return YamlMap.read(file, mistakes).map(yaml -> read(file, yaml));
  }

  private ReferenceTable read(CatalogFile file, YamlMap yaml) {
    yaml.allowOnly(ATTRIBUTES, "attribute");
    String name = yaml.required("reference", "the reference table");
    Names.checkSnakeCase("reference", name, yaml.place("reference"), mistakes);
    if (!name.isEmpty() && !name.equals(file.baseName())) {
      mistakes.add(
          yaml.place("reference"), "reference '" + name + "' stands in a file of another name");
    }
    CatalogFile data = file.beside(".csv");
    ReferenceTable table =
        new ReferenceTable(
            name,
            yaml.required("version", "the reference table"),
            yaml.required("source", "the reference table"),
            yaml.required("description", "the reference table"),
            yaml.texts("key"),
            columns(yaml),
            data.path());
    checkKey(table, yaml);
    if (!data.exists()) {
      mistakes.add(yaml.place(), "the data file " + data.shown() + " is missing");
    } else {
      checkData(table, data);
    }
    return table;
  }

  private List<ReferenceTable.Column> columns(YamlMap yaml) {
    List<ReferenceTable.Column> columns = new ArrayList<>();
    Optional<YamlMap> maps = yaml.map("columns");
    if (maps.isEmpty()) {
      mistakes.add(yaml.place("columns"), "the reference table has no columns");
      return columns;
    }
    for (String name : maps.get().names()) {
      Names.checkSnakeCase("column", name, maps.get().place(name), mistakes);
      maps.get()
          .map(name)
          .ifPresent(
              attributes -> {
                attributes.allowOnly(COLUMN_ATTRIBUTES, "attribute of column " + name + ":");
                ColumnType type = new TypeReader(mistakes).read(name, attributes).orElse(null);
                String description = attributes.required("description", "column " + name);
                columns.add(new ReferenceTable.Column(name, type, description));
              });
    }
    return List.copyOf(columns);
  }

  private void checkKey(ReferenceTable table, YamlMap yaml) {
    List<String> names = names(table);
    if (table.key().isEmpty()) {
      mistakes.add(yaml.place("key"), "the reference table has no key");
    }
    for (YamlMap.Item item : yaml.items("key")) {
      if (!names.contains(item.text())) {
        mistakes.addUnknown(
            item.place(), "key names a missing column '" + item.text() + "'", item.text(), names);
      }
    }
  }

  private void checkData(ReferenceTable table, CatalogFile data) {
    CsvFile csv = CsvFile.read(data.path());
    if (!csv.header().equals(names(table))) {
      mistakes.add(
          data.at(1),
          "the header is '%s' but the columns are '%s'"
              .formatted(String.join(",", csv.header()), String.join(",", names(table))));
      return;
    }
    List<Wrong> wrong = new ArrayList<>();
    Map<List<String>, Integer> keys = new HashMap<>();
    for (CsvFile.Line line : csv.records()) {
      if (line.cells().size() != csv.header().size()) {
        wrong.add(
            new Wrong(
                line.number(),
                "%d cells where the header has %d"
                    .formatted(line.cells().size(), csv.header().size())));
      } else {
        checkCells(table, line, wrong);
        checkUnique(table, line, keys, wrong);
      }
    }
    wrong.stream()
        .limit(SHOWN_CELLS)
        .forEach(one -> mistakes.add(data.at(one.line()), one.message()));
    if (wrong.size() > SHOWN_CELLS) {
      int rest = wrong.size() - SHOWN_CELLS;
      mistakes.add(data.at(wrong.get(SHOWN_CELLS).line()), "and " + rest + " more of this file");
    }
  }

  private static void checkCells(ReferenceTable table, CsvFile.Line line, List<Wrong> wrong) {
    for (int i = 0; i < table.columns().size(); i++) {
      ReferenceTable.Column column = table.columns().get(i);
      String cell = line.cells().get(i);
      if (cell.isEmpty() && table.key().contains(column.name())) {
        wrong.add(new Wrong(line.number(), "key column " + column.name() + " is empty"));
      } else if (!cell.isEmpty()
          && column.type() != null
          && ValueParser.parse(column.type(), cell).isEmpty()) {
        wrong.add(
            new Wrong(
                line.number(),
                "'%s' in column %s is not of type %s"
                    .formatted(cell, column.name(), column.type())));
      }
    }
  }

  private static void checkUnique(
      ReferenceTable table, CsvFile.Line line, Map<List<String>, Integer> keys, List<Wrong> wrong) {
    List<String> names = names(table);
    if (!names.containsAll(table.key())) {
      return;
    }
    List<String> key =
        table.key().stream().map(column -> line.cells().get(names.indexOf(column))).toList();
    Integer first = keys.putIfAbsent(key, line.number());
    if (first != null) {
      wrong.add(
          new Wrong(
              line.number(),
              "duplicate key '%s', first at line %d".formatted(String.join(",", key), first)));
    }
  }

  private static List<String> names(ReferenceTable table) {
    return table.columns().stream().map(ReferenceTable.Column::name).toList();
  }

  private record Wrong(int line, String message) {}
}
