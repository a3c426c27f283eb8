package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.PiiClass.SilverForm;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.rule.SparkSqlRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks of a silver base table, from its contract. They look again, independently, at what
 * cleaning promises (keys, required columns, ranges), and at what cleaning cannot promise: critical
 * columns, orphans, volume and the share of quarantined events.
 */
public final class SilverChecks {

  /**
   * Greatest share of NULLs in a critical column before the table is stopped. Between this and the
   * target of 98 % filled the table is published, scored lower, and alerted on.
   */
  public static final double CRITICAL_NULL_LIMIT = 0.10;

  /** Stands for the operation of an event, which a row of silver no longer has. */
  private static final String OPERATION = "<op>";

  private SilverChecks() {}

  public static List<GateCheck> of(TableContract contract) {
    List<String> key = contract.key().stream().map(name -> silver(contract, name)).toList();
    List<GateCheck> checks = new ArrayList<>();
    checks.add(new GateCheck.Unique(key));
    key.forEach(column -> checks.add(new GateCheck.Complete(column, 1)));
    checks.add(new GateCheck.Complete("_lsn", 1));
    for (String column : CompletenessColumns.required(contract)) {
      if (!key.contains(column)) {
        checks.add(new GateCheck.Complete(column, 1));
      }
    }
    for (String column : CompletenessColumns.critical(contract)) {
      checks.add(new GateCheck.Complete(column, 1 - CRITICAL_NULL_LIMIT));
    }
    for (RowRule rule : contract.rules()) {
      again(contract, rule).ifPresent(checks::add);
      if (rule.action() == RowRule.Action.FAIL) {
        checks.add(new GateCheck.FailRule(rule.name()));
      }
    }
    for (ColumnContract column : contract.columns()) {
      column
          .references()
          .filter(parent -> column.pii().silverForm() != SilverForm.ABSENT)
          .map(
              parent ->
                  new GateCheck.Orphans(column.name(), parent.table(), contract.orphanLimit()))
          .ifPresent(checks::add);
    }
    checks.add(new GateCheck.QuarantineShare(contract.quarantineLimit()));
    checks.add(GateCheck.Volume.standard());
    return List.copyOf(checks);
  }

  /**
   * Whether a check of {@link #of} repeats what the contract says of a row. Rows that an older
   * contract judged may break it; keys, positions and everything about the table may not.
   */
  public static boolean isRule(TableContract contract, GateCheck check) {
    if (check instanceof GateCheck.Complete complete) {
      return !complete.column().equals("_lsn")
          && contract.key().stream().noneMatch(k -> silver(contract, k).equals(complete.column()));
    }
    return check instanceof GateCheck.Range || check instanceof GateCheck.Satisfies;
  }

  /**
   * The checks of {@code <table>_history}, asked of {@link HistoryIntervals}: a version ends after
   * it begins and before the next one begins, and only the last one of a key may be open.
   */
  public static List<GateCheck> ofHistory(TableContract contract) {
    List<GateCheck> checks = new ArrayList<>();
    contract.key().stream()
        .map(name -> silver(contract, name))
        .forEach(column -> checks.add(new GateCheck.Complete(column, 1)));
    checks.add(new GateCheck.Complete("valid_from", 1));
    checks.add(new GateCheck.Satisfies("interval_order", "valid_from < valid_to", 1));
    checks.add(new GateCheck.Satisfies("no_overlap", "valid_to <= " + HistoryIntervals.NEXT, 1));
    checks.add(
        new GateCheck.Satisfies(
            "one_open_version",
            "valid_to IS NOT NULL OR " + HistoryIntervals.NEXT + " IS NULL",
            1));
    checks.add(new GateCheck.Satisfies("current_is_open", "is_current <=> (valid_to IS NULL)", 1));
    return List.copyOf(checks);
  }

  /**
   * The name under which silver stores a contract column: itself, or its token when only that is
   * kept.
   */
  static String silver(TableContract contract, String name) {
    ColumnContract column = contract.column(name);
    return column.pii().silverForm() == SilverForm.TOKEN ? column.tokenName() : name;
  }

  /**
   * A rule that rejects events, asked again of the rows: ranges and conditions between columns. A
   * rule that reads a column silver does not keep, or the operation, cannot be asked.
   */
  private static Optional<GateCheck> again(TableContract contract, RowRule rule) {
    boolean kind = rule.kind() == RowRule.Kind.RANGE || rule.kind() == RowRule.Kind.CHECK;
    boolean kept =
        rule.columns().stream()
            .allMatch(name -> contract.find(name).filter(c -> c.pii().isClear()).isPresent());
    if (!kind || !kept || rule.action() != RowRule.Action.REJECT) {
      return Optional.empty();
    }
    Optional<GateCheck> range = NumericLimits.of(rule).map(limits -> limits.toCheck(rule.name()));
    return range.or(() -> condition(rule));
  }

  private static Optional<GateCheck> condition(RowRule rule) {
    String violation = new SparkSqlRenderer(OPERATION, "_source_ts").violation(rule);
    return violation.contains(OPERATION)
        ? Optional.empty()
        : Optional.of(
            new GateCheck.Satisfies(
                rule.name(), String.join(", ", rule.columns()), "NOT " + violation, 1));
  }
}
