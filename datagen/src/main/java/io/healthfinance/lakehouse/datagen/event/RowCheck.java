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

  /** A rule; if it judges one column, that column and the values known to pass. */
  private static final class CheckedRule {
    private final RowRule rule;
    private final int single;
    private final Set<Object> passed = ConcurrentHashMap.newKeySet();
    private volatile boolean tooMany;

    CheckedRule(RowRule rule, int single) {
      this.rule = rule;
      this.single = single;
    }

    /** NULL passes every column rule but {@code required}, which any value passes. */
    boolean passesCheaply(Object[] row) {
      if (single < 0) {
        return false;
      }
      Object value = row[single];
      if (rule.kind() == RowRule.Kind.REQUIRED) {
        return value != null;
      }
      return value == null || !tooMany && passed.contains(value);
    }

    /** A column of many values is judged sooner than looked up. */
    void remember(Object[] row) {
      if (single < 0 || tooMany || rule.kind() == RowRule.Kind.REQUIRED) {
        return;
      }
      if (passed.size() < REMEMBERED) {
        passed.add(row[single]);
      } else {
        tooMany = true;
        passed.clear();
      }
    }
  }

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
    return new CheckedRule(rule, single);
  }

  /** Names of the broken rules, in contract order. */
  public List<String> broken(Object[] row, char op, long sourceTsMs) {
    List<String> broken = null;
    RowView view = null;
    for (CheckedRule checked : rules) {
      if (checked.passesCheaply(row)) {
        continue;
      }
      if (view == null) {
        view = new RowView(layout, row, String.valueOf(op), Instant.ofEpochMilli(sourceTsMs));
      }
      // Most rows satisfy the check itself, so its condition need not be asked.
      Boolean holds = evaluator.evaluate(checked.rule.check(), view);
      if (Boolean.TRUE.equals(holds)) {
        checked.remember(row);
      } else if (holds != null && !evaluator.passes(checked.rule, view)) {
        broken = broken == null ? new ArrayList<>(1) : broken;
        broken.add(checked.rule.name());
      }
    }
    return broken == null ? List.of() : broken;
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
