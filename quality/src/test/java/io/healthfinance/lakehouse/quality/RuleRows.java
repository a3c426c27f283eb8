package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.rule.Expression;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows around the edges of one rule: for every column that it reads NULL, the literals of the rule
 * and their neighbours, and values that have nothing to do with it.
 */
final class RuleRows {

  private static final Instant COMMITTED = Instant.parse("2026-03-02T12:00:00Z");

  private final Random dice;
  private final List<Expression> parts;
  private final Map<String, List<Object>> candidates = new HashMap<>();
  private final Map<String, List<Object>> named = new HashMap<>();

  RuleRows(TableContract contract, RowRule rule, Random dice) {
    this.dice = dice;
    this.parts =
        Stream.concat(rule.when().stream(), Stream.of(rule.check()))
            .flatMap(Expression::parts)
            .toList();
    for (ColumnContract column : contract.columns()) {
      if (reads(column.name())) {
        List<Object> values = candidates(column);
        candidates.put(column.name(), values);
        named.put(column.name(), named(column.name(), values));
      }
    }
  }

  /** So many rows; columns that the rule does not read are absent, which is NULL. */
  List<Map<String, Object>> sample(int rows) {
    List<Map<String, Object>> sample = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Map<String, Object> row = new HashMap<>();
      row.put("op", List.of("c", "u", "r").get(dice.nextInt(3)));
      row.put("source_ts", COMMITTED);
      candidates.forEach((column, values) -> row.put(column, one(values, named.get(column))));
      sample.add(row);
    }
    return sample;
  }

  /**
   * NULL and what the rule compares the column with come often: conditions wait for one of them.
   */
  private Object one(List<Object> values, List<Object> named) {
    if (dice.nextInt(5) == 0) {
      return null;
    }
    List<Object> from = named.isEmpty() || dice.nextInt(3) == 0 ? values : named;
    return from.get(dice.nextInt(from.size()));
  }

  private List<Object> named(String column, List<Object> values) {
    Expression operand = new Expression.Column(column);
    Set<String> compared = new LinkedHashSet<>();
    for (Expression part : parts) {
      if (part instanceof Expression.In in && in.operand().equals(operand)) {
        in.values().forEach(value -> compared.add(literal(value)));
      } else if (part instanceof Expression.Binary binary && binary.left().equals(operand)) {
        compared.add(literal(binary.right()));
      }
    }
    return values.stream()
        .filter(value -> value != null && compared.contains(value.toString()))
        .toList();
  }

  private static String literal(Expression expression) {
    if (expression instanceof Expression.Text text) {
      return text.value();
    }
    return expression instanceof Expression.Number number ? number.value().toPlainString() : "";
  }

  private boolean reads(String column) {
    return parts.contains(new Expression.Column(column));
  }

  private List<Object> candidates(ColumnContract column) {
    Set<Object> values = new LinkedHashSet<>();
    switch (column.type().kind()) {
      case STRING, UUID, JSON, TIME -> values.addAll(texts(column));
      case BOOLEAN -> Collections.addAll(values, true, false);
      case SMALLINT, INT, BIGINT -> numbers(0, 9).forEach(n -> values.add(whole(column, n)));
      case DECIMAL -> values.addAll(numbers(column.type().scale(), column.type().precision()));
      case DATE -> moments().forEach(at -> values.add(LocalDate.ofInstant(at, ZoneOffset.UTC)));
      case TIMESTAMP, TIMESTAMPTZ -> values.addAll(moments());
      case ARRAY -> Collections.addAll(values, List.of(), List.of("A"));
    }
    List<Object> all = new ArrayList<>(values);
    all.add(null);
    return all;
  }

  private static Object whole(ColumnContract column, BigDecimal number) {
    return column.type().kind() == ColumnType.Kind.BIGINT
        ? (Object) number.longValueExact()
        : (Object) number.intValueExact();
  }

  private List<BigDecimal> numbers(int scale, int precision) {
    BigDecimal step = BigDecimal.ONE.movePointLeft(scale);
    return Stream.concat(
            literals(Expression.Number.class).map(Expression.Number::value),
            Stream.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.TEN))
        .flatMap(
            n -> {
              BigDecimal near = n.setScale(scale, RoundingMode.HALF_UP);
              return Stream.of(
                  near,
                  near.add(step),
                  near.subtract(step),
                  near.negate(),
                  near.add(step).add(step));
            })
        .filter(n -> n.precision() <= precision)
        .distinct()
        .toList();
  }

  private List<Instant> moments() {
    List<Duration> spans =
        new ArrayList<>(
            List.of(
                Duration.ZERO,
                Duration.ofNanos(1000),
                Duration.ofSeconds(1),
                Duration.ofHours(12),
                Duration.ofDays(1),
                Duration.ofDays(2),
                Duration.ofDays(20_000)));
    literals(Expression.Interval.class)
        .map(RuleRows::span)
        .forEach(
            span -> {
              spans.add(span);
              spans.add(span.plusNanos(1000));
              spans.add(span.minusNanos(1000));
              spans.add(span.plusDays(1));
              spans.add(span.minusDays(1));
            });
    List<Instant> moments = new ArrayList<>();
    for (Duration span : spans) {
      moments.add(COMMITTED.plus(span));
      moments.add(COMMITTED.minus(span));
    }
    literals(Expression.Text.class)
        .map(text -> text.value())
        .filter(text -> text.matches("\\d{4}-\\d{2}-\\d{2}"))
        .map(text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant())
        .forEach(
            day ->
                Collections.addAll(
                    moments, day, day.minusNanos(1000), day.minus(Duration.ofDays(1))));
    return moments;
  }

  private static Duration span(Expression.Interval interval) {
    return switch (interval.unit()) {
      case SECONDS -> Duration.ofSeconds(interval.amount());
      case MINUTES -> Duration.ofMinutes(interval.amount());
      case HOURS -> Duration.ofHours(interval.amount());
      case DAYS -> Duration.ofDays(interval.amount());
    };
  }

  private List<String> texts(ColumnContract column) {
    List<String> texts =
        new ArrayList<>(
            List.of("", " ", "other", "ÄßŒ😀", "1234567893", "1234567890", "79927398713", "a\nb"));
    texts.addAll(column.values());
    literals(Expression.Text.class)
        .map(Expression.Text::value)
        .forEach(
            text -> {
              texts.add(text);
              texts.add(text.toLowerCase(java.util.Locale.ROOT));
              texts.add(text + " ");
            });
    for (Expression part : parts) {
      if (part instanceof Expression.Call call && call.function().equals("matches")) {
        texts.addAll(PatternSamples.of(((Expression.Text) call.arguments().get(1)).value()));
      } else if (part instanceof Expression.Call call && call.function().equals("length")) {
        literals(Expression.Number.class)
            .map(number -> number.value().intValue())
            .forEach(
                length -> {
                  texts.add("é".repeat(length));
                  texts.add("é".repeat(length + 1));
                  texts.add("é".repeat(Math.max(0, length - 1)));
                });
      }
    }
    return texts;
  }

  private <E extends Expression> Stream<E> literals(Class<E> kind) {
    return parts.stream().filter(kind::isInstance).map(kind::cast);
  }
}
