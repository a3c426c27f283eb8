package io.healthfinance.lakehouse.datagen.dirt;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.datagen.event.RowCheck;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Changes one column of a valid row so that it breaks exactly one rule. The contract's own rules
 * judge the result, so a mutation never claims what it does not do.
 */
final class InvalidMutation {

  /**
   * A row that breaks one rule.
   *
   * @param rule its name
   */
  record Broken(Object[] row, String rule) {}

  private final TableLayout layout;
  private final RowCheck check;
  private final SplittableRandom random;

  InvalidMutation(TableLayout layout, RowCheck check, SplittableRandom random) {
    this.layout = layout;
    this.check = check;
    this.random = random;
  }

  /** Breaks one of the accepted rules; empty when none can be broken in this row. */
  Optional<Broken> apply(Object[] row, char op, long sourceTsMs, Predicate<RowRule> accepted) {
    List<RowRule> rules = layout.contract().rules().stream().filter(accepted).toList();
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    int start = random.nextInt(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      RowRule rule = rules.get((start + i) % rules.size());
      Optional<Broken> broken = breaking(rule, row, op, sourceTsMs);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** Breaks the rule and no other; empty when it cannot be done by changing one column. */
  Optional<Broken> breaking(RowRule rule, Object[] row, char op, long sourceTsMs) {
    Candidates candidates = new Candidates(Literals.of(rule.check()), moments(row, sourceTsMs));
    for (String name : rule.columns()) {
      Optional<ColumnContract> column = layout.contract().find(name);
      if (column.isEmpty() || layout.isKey(layout.position(name))) {
        continue;
      }
      int position = layout.position(name);
      List<Object> values = new ArrayList<>();
      if (rule.kind() == RowRule.Kind.REQUIRED || rule.kind() == RowRule.Kind.CHECK) {
        values.add(null);
      }
      if (rule.kind() != RowRule.Kind.REQUIRED) {
        values.addAll(candidates.of(column.get().type(), row[position]));
      }
      int start = values.isEmpty() ? 0 : random.nextInt(values.size());
      for (int i = 0; i < values.size(); i++) {
        Object[] mutated = row.clone();
        mutated[position] = values.get((start + i) % values.size());
        if (check.broken(mutated, op, sourceTsMs).equals(List.of(rule.name()))) {
          return Optional.of(new Broken(mutated, rule.name()));
        }
      }
    }
    return Optional.empty();
  }

  private List<Instant> moments(Object[] row, long sourceTsMs) {
    List<Instant> moments = new ArrayList<>();
    moments.add(Instant.ofEpochMilli(sourceTsMs));
    for (Object value : row) {
      if (value instanceof Instant instant) {
        moments.add(instant);
      } else if (value instanceof LocalDateTime time) {
        moments.add(time.toInstant(ZoneOffset.UTC));
      } else if (value instanceof LocalDate day) {
        moments.add(day.atStartOfDay(ZoneOffset.UTC).toInstant());
      }
    }
    return moments;
  }
}
