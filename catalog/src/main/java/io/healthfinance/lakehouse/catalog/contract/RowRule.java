package io.healthfinance.lakehouse.catalog.contract;

import io.healthfinance.lakehouse.catalog.rule.Expression;
import java.util.List;
import java.util.Optional;

/**
 * One rule on an arriving event. It reads only the event's own columns, {@code op} and {@code
 * source_ts}. A {@code when} of NULL means not applicable; a {@code check} of NULL passes, except
 * for {@link Kind#REQUIRED}.
 *
 * @param name unique in its table, for example {@code range(bp_systolic)}
 * @param columns the columns the rule reads
 */
public record RowRule(
    String name,
    Kind kind,
    List<String> columns,
    Optional<Expression> when,
    Expression check,
    Action action,
    String description) {

  /** What a column-level or table-level rule looks at. */
  public enum Kind {
    REQUIRED,
    RANGE,
    VALUES,
    PATTERN,
    LENGTH,
    CHECK
  }

  /** What happens to an event that breaks the rule. */
  public enum Action {
    /** The row is kept and names the rule in {@code _warnings}. */
    WARN,
    /** The event is quarantined. */
    REJECT,
    /** The table is blocked. */
    FAIL
  }
}
