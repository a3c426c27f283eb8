package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Resolves what a derived table reads, and from that the PII class of its columns. */
final class SqlTableLinker {
  /** Sources that are no table's column: what the run itself says. */
  private static final Set<String> OF_THE_RUN = Set.of("as_of", "business_zone");

  private final ReadableColumns readable;
  private final InputResolver resolver;
  private final Mistakes mistakes;

  SqlTableLinker(ReadableColumns readable, InputResolver resolver, Mistakes mistakes) {
    this.readable = readable;
    this.resolver = resolver;
    this.mistakes = mistakes;
  }

  /**
   * The table with the tables that its inputs stand for and the PII classes of its columns; what it
   * reads must have been linked before.
   */
  SqlTable link(SqlTableReader.Read read) {
    checkInputs(read);
    checkCases(read);
    checkRefresh(read);
    SqlTable table = read.table();
    List<SqlTable.Column> columns =
        table.columns().stream().map(column -> link(read, column)).toList();
    return table.linked(
        table.inputs().stream().map(input -> resolver.resolve(table, input)).toList(), columns);
  }

  private void checkInputs(SqlTableReader.Read read) {
    Set<String> declared = inputs(read);
    for (String input : declared) {
      if (!readable.has(input) && !input.equals(SqlTable.PUBLISHED)) {
        mistakes.addUnknown(
            read.input(input), "unknown input '" + input + "'", input, readable.tables());
      }
    }
    if (read.select().isEmpty()) {
      return;
    }
    Set<String> used = new LinkedHashSet<>();
    for (SelectText.Use use : read.select().get().inputs()) {
      used.add(use.input());
      if (!declared.contains(use.input())) {
        mistakes.addUnknown(
            use.place(),
            "the SELECT reads ${%s}, which is not declared under inputs".formatted(use.input()),
            use.input(),
            declared);
      }
    }
    checkChecks(read, declared, used);
    for (String input : declared) {
      if (!used.contains(input)) {
        mistakes.add(
            read.input(input),
            "input '" + input + "' is read neither by the SELECT nor by a check; remove it");
      }
    }
  }

  /** A check may read an input of its own: a table whose sums must equal this one's. */
  private void checkChecks(SqlTableReader.Read read, Set<String> declared, Set<String> used) {
    List<YamlMap> places = read.yaml().maps("checks");
    for (int i = 0; i < places.size(); i++) {
      SqlTable.Check check = read.table().checks().get(i);
      for (String input : check.inputs()) {
        used.add(input);
        if (!declared.contains(input)) {
          mistakes.addUnknown(
              places.get(i).place("expression"),
              "check %s reads ${%s}, which is not declared under inputs"
                  .formatted(check.name(), input),
              input,
              declared);
        }
      }
    }
  }

  private void checkRefresh(SqlTableReader.Read read) {
    read.table()
        .refresh()
        .ifPresent(
            refresh ->
                refresh.keyed().entrySet().stream()
                    .filter(keyed -> readable.has(keyed.getKey()))
                    .filter(keyed -> readable.pii(keyed.getKey(), keyed.getValue()).isEmpty())
                    .forEach(
                        keyed ->
                            mistakes.addUnknown(
                                read.input(keyed.getKey()),
                                "input %s has no column '%s' to refresh by; name its column under"
                                        .formatted(keyed.getKey(), keyed.getValue())
                                    + " refresh: through, or the input under refresh: whole",
                                keyed.getValue(),
                                readable.columns(keyed.getKey()))));
  }

  private SqlTable.Column link(SqlTableReader.Read read, SqlTable.Column column) {
    YamlMap yaml = read.column(column.name());
    PiiClass strictest = PiiClass.NONE;
    for (YamlMap.Item item : yaml.items(yaml.oneOf("sources", "source"))) {
      PiiClass source = source(read, column.name(), item);
      strictest = source.compareTo(strictest) > 0 ? source : strictest;
    }
    Optional<String> declared = yaml.text("pii");
    if (declared.isEmpty()) {
      return column.withPii(strictest);
    }
    if (column.pii().compareTo(strictest) < 0 && column.piiReason().isEmpty()) {
      mistakes.add(
          yaml.place("pii"),
          "column %s lowers its PII class from %s without a pii_reason"
              .formatted(column.name(), strictest.name().toLowerCase(Locale.ROOT)));
    }
    return column;
  }

  private PiiClass source(SqlTableReader.Read read, String column, YamlMap.Item item) {
    String source = String.valueOf(item.text());
    if (OF_THE_RUN.contains(source)) {
      return PiiClass.NONE;
    }
    int dot = source.indexOf('.');
    String table = source.substring(0, Math.max(dot, 0));
    String name = source.substring(dot + 1);
    String message = "source '%s' of column %s ".formatted(source, column);
    if (dot < 1) {
      mistakes.add(item.place(), message + "is not table.column");
    } else if (!inputs(read).contains(table)) {
      mistakes.addUnknown(
          item.place(), message + "is not of a declared input", table, inputs(read));
    } else if (table.equals(SqlTable.PUBLISHED)) {
      // Earlier values of a column have the class of what they were computed from.
      if (!columns(read).contains(name)) {
        mistakes.addUnknown(
            item.place(), message + "is not a column of the table", name, columns(read));
      }
      return PiiClass.NONE;
    } else if (readable.has(table) && readable.pii(table, name).isEmpty()) {
      mistakes.addUnknown(
          item.place(),
          message + "is not a column that silver serves",
          name,
          readable.columns(table));
    }
    return readable.pii(table, name).orElse(PiiClass.NONE);
  }

  private void checkCases(SqlTableReader.Read read) {
    Set<String> published = columns(read);
    for (YamlMap workedCase : read.yaml().maps("cases")) {
      String owner = "case '" + workedCase.text("name").orElse("") + "' ";
      CaseReader.givenMap(workedCase).ifPresent(given -> checkGiven(read, owner, given));
      for (YamlMap row : CaseReader.expectedMaps(workedCase)) {
        checkRow(owner + "expects", row, published);
        checkKey(read.table(), owner, row);
      }
    }
  }

  private void checkGiven(SqlTableReader.Read read, String owner, YamlMap given) {
    for (String table : given.names()) {
      if (!inputs(read).contains(table)) {
        mistakes.addUnknown(
            given.place(table),
            owner + "gives rows of '" + table + "', which is not an input",
            table,
            inputs(read));
      } else if (readable.has(table) || table.equals(SqlTable.PUBLISHED)) {
        Set<String> columns =
            table.equals(SqlTable.PUBLISHED) ? columns(read) : readable.columns(table);
        for (YamlMap row : given.maps(table)) {
          checkRow(owner + "gives " + table, row, columns);
        }
      }
    }
  }

  private void checkRow(String owner, YamlMap row, Collection<String> columns) {
    for (String name : row.plain().keySet()) {
      if (!columns.contains(name)) {
        mistakes.addUnknown(
            row.place(name), owner + " a missing column '" + name + "'", name, columns);
      }
    }
  }

  private void checkKey(SqlTable table, String owner, YamlMap row) {
    Set<String> missing = new LinkedHashSet<>(table.key());
    missing.removeAll(row.plain().keySet());
    if (!missing.isEmpty()) {
      mistakes.add(
          row.place(),
          owner + "expects a row without the key column " + String.join(", ", missing));
    }
  }

  private static Set<String> columns(SqlTableReader.Read read) {
    return read.table().columns().stream()
        .map(SqlTable.Column::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> inputs(SqlTableReader.Read read) {
    return read.table().inputs().stream()
        .map(SqlTable.Input::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
