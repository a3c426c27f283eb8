package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.load.Mistakes.Place;
import io.healthfinance.lakehouse.catalog.rule.Expression;
import io.healthfinance.lakehouse.catalog.rule.RuleColumns;
import io.healthfinance.lakehouse.catalog.rule.RuleParser;
import io.healthfinance.lakehouse.catalog.rule.RuleSyntaxException;
import io.healthfinance.lakehouse.catalog.rule.RuleTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads rules of a table and checks them against its columns. */
final class RuleReader {
  private static final Set<String> ATTRIBUTES =
      Set.of("name", "check", "when", "action", "description");
  private static final List<String> ACTIONS = List.of("warn", "reject", "fail");

  private final Map<String, ColumnContract> columns = new LinkedHashMap<>();
  private final Mistakes mistakes;

  RuleReader(List<ColumnContract> columns, Mistakes mistakes) {
    columns.forEach(column -> this.columns.put(column.name(), column));
    this.mistakes = mistakes;
  }

  /** The rules under {@code rules}; one that cannot be read is left out. */
  List<RowRule> tableRules(YamlMap yaml) {
    List<RowRule> rules = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (YamlMap map : yaml.maps("rules")) {
      map.allowOnly(ATTRIBUTES, "attribute of a rule:");
      String name = map.required("name", "a rule");
      Names.checkSnakeCase("rule", name, map.place("name"), mistakes);
      if (!names.add(name)) {
        mistakes.add(map.place("name"), "duplicate rule '" + name + "'");
      }
      String description = map.required("description", "rule " + name);
      String owner = "rule " + name;
      Optional<Expression> when = condition(map, "when", owner);
      if (map.required("check", owner).isEmpty()) {
        continue;
      }
      condition(map, "check", owner)
          .ifPresent(
              check ->
                  rules.add(
                      new RowRule(
                          name,
                          RowRule.Kind.CHECK,
                          reads(check, when),
                          when,
                          check,
                          action(map),
                          description)));
    }
    return rules;
  }

  /** Parses and checks the condition under a name; empty when absent or mistaken. */
  Optional<Expression> condition(YamlMap map, String attribute, String owner) {
    Optional<String> text = map.text(attribute);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Place place = map.place(attribute);
    try {
      Expression expression = RuleParser.parse(text.get());
      checkColumns(expression, owner, place);
      for (String mistake : RuleTypes.mistakes(expression, types())) {
        mistakes.add(place, owner + ": " + mistake);
      }
      return Optional.of(expression);
    } catch (RuleSyntaxException invalid) {
      mistakes.add(
          place,
          "%s: cannot read %s at column %d: %s"
              .formatted(owner, attribute, invalid.column(), invalid.getMessage()));
      return Optional.empty();
    }
  }

  RowRule.Action action(YamlMap map) {
    String text = map.text("action").orElse("reject");
    if (!ACTIONS.contains(text)) {
      mistakes.addUnknown(
          map.place("action"),
          "unknown action '%s', known are warn, reject, fail".formatted(text),
          text,
          ACTIONS);
      return RowRule.Action.REJECT;
    }
    return RowRule.Action.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Columns that a check and its condition read, in order of appearance. */
  static List<String> reads(Expression check, Optional<Expression> when) {
    Set<String> names = new LinkedHashSet<>(RuleColumns.of(check));
    when.ifPresent(condition -> names.addAll(RuleColumns.of(condition)));
    return List.copyOf(names);
  }

  private void checkColumns(Expression expression, String owner, Place place) {
    for (String name : RuleColumns.of(expression)) {
      if (!columns.containsKey(name)) {
        mistakes.addUnknown(
            place, owner + " reads a missing column '" + name + "'", name, columns.keySet());
      }
    }
  }

  private RuleTypes.Columns types() {
    return new RuleTypes.Columns() {
      @Override
      public Optional<ColumnType> type(String column) {
        return Optional.ofNullable(columns.get(column)).map(ColumnContract::type);
      }

      @Override
      public List<String> values(String column) {
        return Optional.ofNullable(columns.get(column))
            .map(ColumnContract::values)
            .orElse(List.of());
      }
    };
  }
}
