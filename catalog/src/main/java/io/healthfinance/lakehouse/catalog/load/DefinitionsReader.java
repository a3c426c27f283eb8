package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.dictionary.Definition;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code definitions.yaml}: what the published numbers mean and which columns realise it. */
public final class DefinitionsReader {
  private static final Set<String> ATTRIBUTES = Set.of("title", "text", "source", "numbers");

  private final Map<String, List<String>> columnsOf = new LinkedHashMap<>();

  public DefinitionsReader(Catalog catalog) {
    Stream.concat(catalog.silver().stream(), catalog.gold().stream())
        .forEach(
            table ->
                columnsOf.put(
                    table.qualified(),
                    table.columns().stream().map(SqlTable.Column::name).toList()));
  }

  /**
   * The definitions in the order of the file.
   *
   * @throws CatalogException naming every mistake, a number that no table publishes among them
   */
  public List<Definition> read(Path file) {
    Mistakes mistakes = new Mistakes();
    CatalogFile shown = new CatalogFile(file, "catalog/" + file.getFileName());
    List<Definition> definitions = new ArrayList<>();
    YamlMap.read(shown, mistakes)
        .ifPresent(
            yaml -> {
              for (String id : yaml.names()) {
                Names.checkSnakeCase("definition", id, yaml.place(id), mistakes);
                yaml.map(id).ifPresent(map -> definitions.add(definition(id, map, mistakes)));
              }
            });
    mistakes.throwIfAny();
    return List.copyOf(definitions);
  }

  private Definition definition(String id, YamlMap map, Mistakes mistakes) {
    map.allowOnly(ATTRIBUTES, "attribute of definition " + id + ":");
    if (map.items("numbers").isEmpty()) {
      mistakes.add(map.place(), "definition " + id + " names no numbers");
    }
    map.items("numbers").forEach(item -> checkNumber(item, mistakes));
    String owner = "definition " + id;
    return new Definition(
        id,
        map.required("title", owner),
        map.required("text", owner),
        map.required("source", owner),
        map.texts("numbers"));
  }

  private void checkNumber(YamlMap.Item item, Mistakes mistakes) {
    String number = String.valueOf(item.text());
    if (columnsOf.containsKey(number)) {
      return;
    }
    int dot = number.lastIndexOf('.');
    List<String> columns = dot < 0 ? null : columnsOf.get(number.substring(0, dot));
    if (columns == null) {
      mistakes.addUnknown(
          item.place(), "no table publishes '" + number + "'", number, columnsOf.keySet());
    } else if (!columns.contains(number.substring(dot + 1))) {
      mistakes.addUnknown(
          item.place(), "no table publishes '" + number + "'", number.substring(dot + 1), columns);
    }
  }
}
