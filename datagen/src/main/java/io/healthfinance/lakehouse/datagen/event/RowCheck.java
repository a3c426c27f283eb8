package io.healthfinance.lakehouse.datagen.event;

import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.rule.RuleEvaluator;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells which rules of its contract a row breaks. Safe for use by several threads. */
public final class RowCheck {

  private static final int REMEMBERED = 5_000;

  private final TableLayout layout;
  private final List<CheckedRule> rules;
  private final RuleEvaluator evaluator = new RuleEvaluator();

  /** A rule; if it judges one column, that column and some values known to pass. */
  private record CheckedRule(RowRule rule, int single, Set<Object> passed) {}

  RowCheck(TableLayout layout) {
    this.layout = layout;
    TableContract contract = layout.contract();
    this.rules = contract.rules().stream().map(this::checked).toList();
  }

  private CheckedRule checked(RowRule rule) {
    boolean ofOneColumn = rule.kind() != RowRule.Kind.CHECK && !rule.columns().isEmpty();
    String name = rule.name();
    int open = name.indexOf('(');
    int single =
        ofOneColumn && open > 0 ? layout.position(name.substring(open + 1, name.length() - 1)) : -1;
    return new CheckedRule(rule, single, ConcurrentHashMap.newKeySet());
  }

  /** Names of the broken rules, in contract order. */
  public List<String> broken(Object[] row, char op, long sourceTsMs) {
    List<String> broken = null;
    RowView view = null;
    for (CheckedRule checked : rules) {
      if (checked.single() >= 0 && passesCheaply(checked, row[checked.single()])) {
        continue;
      }
      if (view == null) {
        view = new RowView(layout, row, String.valueOf(op), Instant.ofEpochMilli(sourceTsMs));
      }
      // Most rows satisfy the check itself, so its condition need not be asked.
      Boolean holds = evaluator.evaluate(checked.rule().check(), view);
      if (Boolean.TRUE.equals(holds)) {
        remember(checked, row);
      } else if (holds != null && !evaluator.passes(checked.rule(), view)) {
        broken = broken == null ? new ArrayList<>(1) : broken;
        broken.add(checked.rule().name());
      }
    }
    return broken == null ? List.of() : broken;
  }

  /** NULL passes every column rule but {@code required}, which any value passes. */
  private static boolean passesCheaply(CheckedRule checked, Object value) {
    if (checked.rule().kind() == RowRule.Kind.REQUIRED) {
      return value != null;
    }
    return value == null || checked.passed().contains(value);
  }

  private static void remember(CheckedRule checked, Object[] row) {
    if (checked.single() >= 0
        && checked.rule().kind() != RowRule.Kind.REQUIRED
        && checked.passed().size() < REMEMBERED) {
      checked.passed().add(row[checked.single()]);
    }
  }

  /** The row as the rule language sees it. */
  private static final class RowView extends AbstractMap<String, Object> {
    private final TableLayout layout;
    private final Object[] row;
    private final String op;
    private final Instant sourceTs;

    RowView(TableLayout layout, Object[] row, String op, Instant sourceTs) {
      this.layout = layout;
      this.row = row;
      this.op = op;
      this.sourceTs = sourceTs;
    }

    @Override
    public Object get(Object name) {
      return switch ((String) name) {
        case "op" -> op;
        case "source_ts" -> sourceTs;
        default -> row[layout.position((String) name)];
      };
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
      throw new UnsupportedOperationException("Rules read columns by name only");
    }
  }
}
