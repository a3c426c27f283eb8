package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.sql.DdlType;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the {@code checks} of a derived table. */
final class CheckReader {
  private static final Set<String> ATTRIBUTES =
      Set.of("name", "kind", "columns", "column", "expression", "min", "max", "description");
  private static final List<String> KINDS =
      List.of("unique", "complete", "range", "satisfies", "reconcile");

  private final List<SqlTable.Column> columns;
  private final Mistakes mistakes;

  CheckReader(List<SqlTable.Column> columns, Mistakes mistakes) {
    this.columns = columns;
    this.mistakes = mistakes;
  }

  List<SqlTable.Check> checks(YamlMap yaml) {
    List<SqlTable.Check> checks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMap map : yaml.maps("checks")) {
      SqlTable.Check check = check(map);
      checks.add(check);
      if (!names.add(check.name())) {
        mistakes.add(map.place("name"), "duplicate check '" + check.name() + "'");
      }
    }
    return List.copyOf(checks);
  }

  private SqlTable.Check check(YamlMap map) {
    map.allowOnly(ATTRIBUTES, "attribute of a check:");
    String name = map.required("name", "a check");
    Names.checkSnakeCase("check", name, map.place("name"), mistakes);
    String kind = map.required("kind", "check " + name);
    SqlTable.Check check =
        new SqlTable.Check(
            name,
            kind,
            map.texts(map.oneOf("columns", "column")),
            map.text("expression"),
            map.number("min"),
            map.number("max"));
    if (!KINDS.contains(kind) && !kind.isEmpty()) {
      mistakes.addUnknown(
          map.place("kind"),
          "unknown kind '%s' of check %s, known are %s"
              .formatted(kind, name, String.join(", ", KINDS)),
          kind,
          KINDS);
    }
    checkColumns(check, map);
    checkParts(check, map);
    return check;
  }

  private void checkColumns(SqlTable.Check check, YamlMap map) {
    List<String> names = columns.stream().map(SqlTable.Column::name).toList();
    for (YamlMap.Item item : map.items(map.oneOf("columns", "column"))) {
      if (!names.contains(item.text())) {
        mistakes.addUnknown(
            item.place(),
            "check %s names a missing column '%s'".formatted(check.name(), item.text()),
            String.valueOf(item.text()),
            names);
      }
    }
    if (check.kind().equals("range")) {
      columns.stream()
          .filter(column -> check.columns().contains(column.name()))
          .filter(column -> DdlType.isValid(column.type()) && !DdlType.isNumeric(column.type()))
          .forEach(
              column ->
                  mistakes.add(
                      map.place(),
                      "range check %s on column %s, which is %s"
                          .formatted(check.name(), column.name(), column.type())));
    }
  }

  private void checkParts(SqlTable.Check check, YamlMap map) {
    boolean onColumns = Set.of("unique", "complete", "range").contains(check.kind());
    if (onColumns && check.columns().isEmpty()) {
      mistakes.add(map.place(), "check %s names no columns".formatted(check.name()));
    }
    if (Set.of("satisfies", "reconcile").contains(check.kind()) && check.expression().isEmpty()) {
      mistakes.add(map.place(), "check %s has no expression".formatted(check.name()));
    }
    if (check.kind().equals("range") && check.min().isEmpty() && check.max().isEmpty()) {
      mistakes.add(map.place(), "range check %s has neither min nor max".formatted(check.name()));
    }
    if (check.min().isPresent()
        && check.max().isPresent()
        && check.min().get().compareTo(check.max().get()) > 0) {
      mistakes.add(map.place(), "check %s has its min above its max".formatted(check.name()));
    }
  }
}
