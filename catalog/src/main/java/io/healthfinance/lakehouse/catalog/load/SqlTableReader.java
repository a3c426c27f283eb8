package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.sql.DdlType;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the YAML and the SELECT of one derived table, and checks what they say by themselves. */
final class SqlTableReader {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "table",
          "description",
          "grain",
          "key",
          "partition",
          "sort",
          "freshness",
          "restate",
          "restate_column",
          "refresh",
          "inputs",
          "columns",
          "checks",
          "cases");
  private static final Set<String> COLUMN_ATTRIBUTES =
      Set.of("type", "description", "unit", "sources", "source", "pii", "pii_reason");

  private final String layer;
  private final Mistakes mistakes;

  SqlTableReader(String layer, Mistakes mistakes) {
    this.layer = layer;
    this.mistakes = mistakes;
  }

  /** A derived table whose inputs are not resolved yet, with the lines it was read from. */
  record Read(SqlTable table, YamlMap yaml, Optional<SelectText> select) {
    /** The attributes of a column. */
    YamlMap column(String name) {
      return yaml.map("columns").flatMap(columns -> columns.map(name)).orElse(yaml);
    }

    Mistakes.Place input(String name) {
      return yaml.map("inputs").orElse(yaml).place(name);
    }
  }

  Optional<Read> read(CatalogFile file) {
    return YamlMap.read(file, mistakes).map(yaml -> read(file, yaml));
  }

  private Read read(CatalogFile file, YamlMap yaml) {
    yaml.allowOnly(ATTRIBUTES, "attribute");
    String name = yaml.required("table", "the table");
    Names.checkSnakeCase("table", name, yaml.place("table"), mistakes);
    if (!name.isEmpty() && !name.equals(file.baseName())) {
      mistakes.add(yaml.place("table"), "table '" + name + "' stands in a file of another name");
    }
    CatalogFile sql = file.beside(".sql");
    Optional<SelectText> select = Optional.empty();
    if (sql.exists()) {
      select = Optional.of(SelectText.of(sql));
      select.get().check(mistakes);
    } else {
      mistakes.add(yaml.place(), "the SELECT " + sql.shown() + " is missing");
    }
    List<SqlTable.Column> columns = columns(yaml);
    CheckReader checks = new CheckReader(columns, mistakes);
    SqlTable table =
        new SqlTable(
            layer,
            name,
            yaml.required("description", "the table"),
            yaml.required("grain", "the table"),
            sql.exists() ? sql.text() : "",
            yaml.texts("key"),
            yaml.texts("partition"),
            yaml.texts("sort"),
            columns,
            inputs(yaml),
            checks.checks(yaml),
            new CaseReader(mistakes).cases(yaml),
            Durations.read(yaml, "freshness", mistakes),
            file.path(),
            restatement(yaml, columns),
            new RefreshReader(mistakes).refresh(yaml));
    checkNames(table, yaml);
    return new Read(table, yaml, select);
  }

  private List<SqlTable.Column> columns(YamlMap yaml) {
    List<SqlTable.Column> columns = new ArrayList<>();
    Optional<YamlMap> maps = yaml.map("columns");
    if (maps.isEmpty()) {
      mistakes.add(yaml.place("columns"), "the table has no columns");
      return columns;
    }
    for (String name : maps.get().names()) {
      Names.checkSnakeCase("column", name, maps.get().place(name), mistakes);
      maps.get().map(name).ifPresent(attributes -> columns.add(column(name, attributes)));
    }
    return List.copyOf(columns);
  }

  private SqlTable.Column column(String name, YamlMap attributes) {
    attributes.allowOnly(COLUMN_ATTRIBUTES, "attribute of column " + name + ":");
    String type = attributes.required("type", "column " + name);
    if (!type.isEmpty() && !DdlType.isValid(type)) {
      mistakes.addUnknown(
          attributes.place("type"),
          "unknown type '%s' for column %s".formatted(type, name),
          type,
          List.of("string", "int", "bigint", "boolean", "date", "timestamp", "decimal(12,2)"));
    }
    List<String> sources = attributes.texts(attributes.oneOf("sources", "source"));
    if (sources.isEmpty()) {
      mistakes.add(
          attributes.place(), "column " + name + " has no sources; write [table.column, ...]");
    }
    return new SqlTable.Column(
        name,
        type,
        attributes.required("description", "column " + name),
        attributes.text("unit"),
        List.copyOf(sources),
        ColumnReader.pii(name, attributes, mistakes).orElse(PiiClass.NONE),
        attributes.text("pii_reason"));
  }

  private List<SqlTable.Input> inputs(YamlMap yaml) {
    List<SqlTable.Input> inputs = new ArrayList<>();
    Optional<YamlMap> maps = yaml.map("inputs");
    if (maps.isEmpty()) {
      mistakes.add(yaml.place("inputs"), "the table has no inputs");
      return inputs;
    }
    for (String name : maps.get().names()) {
      inputs.add(new SqlTable.Input(name, maxAge(name, maps.get())));
    }
    return List.copyOf(inputs);
  }

  private Optional<Duration> maxAge(String input, YamlMap inputs) {
    if (inputs.isScalar(input)) {
      if (!inputs.text(input).equals(Optional.of("fresh"))) {
        mistakes.add(
            inputs.place(input), "input %s must be fresh or {stale_ok: 7d}".formatted(input));
      }
      return Optional.empty();
    }
    Optional<YamlMap> map = inputs.map(input);
    map.ifPresent(attributes -> attributes.allowOnly(Set.of("stale_ok"), "attribute of an input:"));
    Optional<Duration> age =
        map.flatMap(attributes -> Durations.read(attributes, "stale_ok", mistakes));
    if (map.isPresent() && age.isEmpty()) {
      mistakes.add(inputs.place(input), "input %s has no stale_ok age".formatted(input));
    }
    return age;
  }

  private Optional<SqlTable.Restatement> restatement(YamlMap yaml, List<SqlTable.Column> columns) {
    if (!yaml.has("restate") && !yaml.has("restate_column")) {
      return Optional.empty();
    }
    String column = yaml.required("restate_column", "the restated table");
    List<String> days =
        columns.stream()
            .filter(candidate -> candidate.type().equals("date"))
            .map(SqlTable.Column::name)
            .toList();
    if (!column.isEmpty() && !days.contains(column)) {
      mistakes.addUnknown(
          yaml.place("restate_column"),
          "restate_column '%s' is not a date column".formatted(column),
          column,
          days);
    }
    Optional<Duration> span = Durations.read(yaml, "restate", mistakes);
    if (span.isEmpty() || !span.get().equals(Duration.ofDays(span.get().toDays()))) {
      mistakes.add(yaml.place("restate"), "restate must be whole days such as 90d");
      return Optional.empty();
    }
    return span.map(wholeDays -> new SqlTable.Restatement(column, wholeDays));
  }

  private void checkNames(SqlTable table, YamlMap yaml) {
    List<String> names = table.columns().stream().map(SqlTable.Column::name).toList();
    if (table.key().isEmpty()) {
      mistakes.add(yaml.place("key"), "the table has no key");
    }
    Set<String> key = new HashSet<>();
    for (YamlMap.Item item : yaml.items("key")) {
      if (!key.add(item.text())) {
        mistakes.add(item.place(), "key names column '" + item.text() + "' twice");
      }
    }
    for (String attribute : List.of("key", "sort")) {
      for (YamlMap.Item item : yaml.items(attribute)) {
        requireColumn(attribute, item.text(), item, names);
      }
    }
    for (YamlMap.Item item : yaml.items("partition")) {
      String column = String.valueOf(item.text()).replaceAll("^\\w+\\((\\d+\\s*,\\s*)?|\\)$", "");
      requireColumn("partition", column, item, names);
    }
  }

  private void requireColumn(
      String attribute, String column, YamlMap.Item item, List<String> names) {
    if (!names.contains(column)) {
      mistakes.addUnknown(
          item.place(),
          "%s names a missing column '%s'".formatted(attribute, column),
          String.valueOf(column),
          names);
    }
  }
}
