package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.RowRule.Kind;
import io.healthfinance.lakehouse.catalog.contract.ValueParser;
import io.healthfinance.lakehouse.catalog.rule.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Turns a column's {@code required}, {@code range}, {@code values}, ... into row rules. */
final class ColumnRules {
  private final Mistakes mistakes;

  ColumnRules(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  List<RowRule> read(ColumnContract column, YamlMap map, RuleReader reader) {
    String name = column.name();
    Optional<Expression> when = reader.condition(map, "when", "column " + name);
    RowRule.Action action = reader.action(map);
    List<RowRule> rules = new ArrayList<>();
    if (column.required()) {
      Expression present = new Expression.IsNull(operand(column), true);
      rules.add(rule(Kind.REQUIRED, column, when, present, action, name + " must be present"));
    }
    if (map.has("range") && column.type() != null) {
      range(column, map)
          .ifPresent(
              check ->
                  rules.add(rule(Kind.RANGE, column, when, check, action, between(column, map))));
    }
    if (!column.values().isEmpty() && areOfTheType(column)) {
      List<Expression> allowed =
          column.values().stream().map(value -> literal(column.type(), value)).toList();
      Expression check = new Expression.In(operand(column), allowed, false);
      String text = name + " must be one of " + String.join(", ", column.values());
      rules.add(rule(Kind.VALUES, column, when, check, action, text));
    }
    if (map.has("pattern")) {
      pattern(column, map)
          .ifPresent(
              check ->
                  rules.add(
                      rule(
                          Kind.PATTERN,
                          column,
                          when,
                          check,
                          action,
                          name + " must match " + map.text("pattern").orElse(""))));
    }
    if (map.has("length")) {
      length(column, map)
          .ifPresent(
              check ->
                  rules.add(
                      rule(
                          Kind.LENGTH,
                          column,
                          when,
                          check,
                          action,
                          "length of " + between(column, map, "length"))));
    }
    if (when.isPresent() && rules.isEmpty()) {
      mistakes.add(map.place("when"), "column " + name + " has a when but no rule it applies to");
    }
    return rules;
  }

  private static RowRule rule(
      Kind kind,
      ColumnContract column,
      Optional<Expression> when,
      Expression check,
      RowRule.Action action,
      String description) {
    String name = kind.name().toLowerCase(Locale.ROOT) + "(" + column.name() + ")";
    List<String> columns = RuleReader.reads(check, when);
    return new RowRule(name, kind, columns, when, check, action, description);
  }

  private Optional<Expression> range(ColumnContract column, YamlMap map) {
    ColumnType type = column.type();
    if (!type.isNumeric() && !type.isTemporal()) {
      mistakes.add(
          map.place("range"),
          "range on column %s, which is %s; a range needs numbers or dates"
              .formatted(column.name(), type));
      return Optional.empty();
    }
    return bounds(column.name(), type, "range", map)
        .map(bounds -> limited(operand(column), bounds));
  }

  private Optional<Expression> length(ColumnContract column, YamlMap map) {
    if (!isText(column, "length", map)) {
      return Optional.empty();
    }
    Expression length = new Expression.Call("length", List.of(operand(column)));
    return bounds(column.name(), ColumnType.of(ColumnType.Kind.INT), "length", map)
        .map(bounds -> limited(length, bounds));
  }

  private Optional<Expression> pattern(ColumnContract column, YamlMap map) {
    Optional<String> pattern = map.text("pattern");
    if (!isText(column, "pattern", map) || pattern.isEmpty()) {
      return Optional.empty();
    }
    try {
      Pattern.compile(pattern.get());
    } catch (PatternSyntaxException invalid) {
      mistakes.add(
          map.place("pattern"),
          "pattern of column %s is not a regular expression: %s at %d"
              .formatted(column.name(), invalid.getDescription(), invalid.getIndex() + 1));
      return Optional.empty();
    }
    return Optional.of(
        new Expression.Call(
            "matches", List.of(operand(column), new Expression.Text(pattern.get()))));
  }

  private static boolean areOfTheType(ColumnContract column) {
    return column.type() != null
        && column.values().stream()
            .allMatch(value -> ValueParser.parse(column.type(), value).isPresent());
  }

  private boolean isText(ColumnContract column, String attribute, YamlMap map) {
    boolean text = column.type() != null && column.type().isText();
    if (column.type() != null && !text) {
      mistakes.add(
          map.place(attribute),
          "%s on column %s, which is %s; only text has one"
              .formatted(attribute, column.name(), column.type()));
    }
    return text;
  }

  /** Both bounds as literals, a missing one as Java null. */
  private Optional<Expression[]> bounds(
      String column, ColumnType type, String attribute, YamlMap map) {
    List<YamlMap.Item> items = map.items(attribute);
    if (items.size() != 2 || items.get(0).text() == null && items.get(1).text() == null) {
      mistakes.add(
          map.place(attribute),
          "%s of column %s must be [min, max], at most one of them null"
              .formatted(attribute, column));
      return Optional.empty();
    }
    List<Object> parsed = new ArrayList<>();
    for (YamlMap.Item item : items) {
      if (item.text() != null) {
        Optional<Object> value = ValueParser.parse(type, item.text());
        if (value.isEmpty()) {
          mistakes.add(
              item.place(),
              "%s bound '%s' of column %s is not of type %s"
                  .formatted(attribute, item.text(), column, type));
          return Optional.empty();
        }
        parsed.add(value.get());
      }
    }
    if (parsed.size() == 2 && isAbove(parsed.get(0), parsed.get(1))) {
      mistakes.add(
          map.place(attribute),
          "%s of column %s is empty: %s is above %s"
              .formatted(attribute, column, items.get(0).text(), items.get(1).text()));
      return Optional.empty();
    }
    return Optional.of(
        items.stream()
            .map(item -> item.text() == null ? null : literal(type, item.text()))
            .toArray(Expression[]::new));
  }

  @SuppressWarnings("unchecked")
  private static boolean isAbove(Object low, Object high) {
    return ((Comparable<Object>) low).compareTo(high) > 0;
  }

  private static Expression limited(Expression operand, Expression[] bounds) {
    if (bounds[0] == null) {
      return new Expression.Binary("<=", operand, bounds[1]);
    }
    return bounds[1] == null
        ? new Expression.Binary(">=", operand, bounds[0])
        : new Expression.Between(operand, bounds[0], bounds[1], false);
  }

  /** A literal of the column's type, moments as explicit conversions. */
  private static Expression literal(ColumnType type, String text) {
    return switch (type.kind()) {
      case SMALLINT, INT, BIGINT, DECIMAL -> new Expression.Number(new BigDecimal(text));
      case BOOLEAN -> new Expression.Bool(Boolean.parseBoolean(text));
      case DATE -> new Expression.Call("date", List.of(new Expression.Text(text)));
      case TIMESTAMP, TIMESTAMPTZ ->
          new Expression.Call("timestamp", List.of(new Expression.Text(text)));
      case STRING, UUID, JSON, TIME, ARRAY -> new Expression.Text(text);
    };
  }

  private static Expression operand(ColumnContract column) {
    return new Expression.Column(column.name());
  }

  private static String between(ColumnContract column, YamlMap map) {
    return between(column, map, "range") + column.unit().map(unit -> " " + unit).orElse("");
  }

  private static String between(ColumnContract column, YamlMap map, String attribute) {
    List<YamlMap.Item> items = map.items(attribute);
    String low = items.get(0).text();
    String high = items.get(1).text();
    if (low == null) {
      return column.name() + " must be at most " + high;
    }
    return column.name()
        + (high == null ? " must be at least " + low : " must be from " + low + " to " + high);
  }
}
