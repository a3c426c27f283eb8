package io.healthfinance.lakehouse.quality;

import java.math.BigDecimal;
import java.util.List;

/**
 * A condition that must hold on a branch before it is published. Shares are 0-1. Every kind is one
 * record here and one line in {@link Gate}.
 */
public sealed interface GateCheck {

  /** Unique among the checks of a table, for example {@code complete(measured_at)}. */
  String name();

  /** The kind, as {@code ops.quality_metrics} stores it. */
  String kind();

  /** The column or columns the check is about; null for a check of the table. */
  default String column() {
    return null;
  }

  /** A condition on rows that Deequ measures in its one fused pass over the candidate. */
  sealed interface OnRows extends GateCheck {}

  /** A condition on numbers that the run already knows. */
  sealed interface OnFacts extends GateCheck {}

  /** No two rows agree in all of the columns. Rows where all of them are NULL do not count. */
  record Unique(String name, List<String> columns) implements OnRows {
    public Unique {
      columns = List.copyOf(columns);
    }

    public Unique(List<String> columns) {
      this("unique(" + String.join(", ", columns) + ")", columns);
    }

    @Override
    public String kind() {
      return "unique";
    }

    @Override
    public String column() {
      return String.join(", ", columns);
    }
  }

  /** At least {@code minShare} of the rows have a value in the column. */
  record Complete(String name, String column, double minShare) implements OnRows {
    public Complete(String column, double minShare) {
      this("complete(" + column + ")", column, minShare);
    }

    @Override
    public String kind() {
      return "complete";
    }
  }

  /**
   * Every value of a numeric column lies between the limits, both included; NULL is not judged.
   *
   * @param min null when open
   * @param max null when open
   */
  record Range(String name, String column, BigDecimal min, BigDecimal max) implements OnRows {
    public Range {
      if (min == null && max == null) {
        throw new IllegalArgumentException("Check " + name + " needs a min or a max");
      }
    }

    public Range(String column, BigDecimal min, BigDecimal max) {
      this("range(" + column + ")", column, min, max);
    }

    @Override
    public String kind() {
      return "range";
    }
  }

  /**
   * At least {@code minShare} of the rows satisfy a SQL predicate; a predicate of NULL is
   * satisfied, as in a SQL CHECK.
   */
  record Satisfies(String name, String column, String predicate, double minShare)
      implements OnRows {
    public Satisfies(String name, String predicate, double minShare) {
      this(name, null, predicate, minShare);
    }

    @Override
    public String kind() {
      return "satisfies";
    }
  }

  /** The candidate has exactly these columns, in this order and of these Spark types. */
  record Columns(List<Column> columns) implements GateCheck {
    /** A column as it is to be published. */
    public record Column(String name, String type) {}

    public Columns {
      columns = List.copyOf(columns);
    }

    @Override
    public String name() {
      return "columns";
    }

    @Override
    public String kind() {
      return "columns";
    }
  }

  /**
   * Two aggregates over the candidate agree, for example {@code sum(total)} and {@code sum(paid) +
   * sum(open)}. A side may hold a scalar subquery over a pinned input. Judged on whole tables only.
   *
   * @param tolerance greatest absolute difference
   */
  record ReconcileSql(String name, String left, String right, BigDecimal tolerance)
      implements GateCheck {
    @Override
    public String kind() {
      return "reconcile";
    }
  }

  /**
   * Two numbers that the run has computed agree.
   *
   * @param left null when the aggregate had no rows
   * @param right null when the aggregate had no rows
   * @param tolerance greatest absolute difference
   */
  record Reconcile(String name, BigDecimal left, BigDecimal right, BigDecimal tolerance)
      implements OnFacts {
    @Override
    public String kind() {
      return "reconcile";
    }
  }

  /**
   * The row count does not jump against the table's own history. Deequ's relative rate of change
   * compares the new count with the one published last.
   *
   * @param minPoints history needed before the check judges
   * @param minRows a table that was smaller before is not judged: small numbers jump
   * @param lowest smallest new count as a multiple of the last
   * @param highest greatest new count as a multiple of the last
   */
  record Volume(int minPoints, long minRows, double lowest, double highest) implements OnFacts {
    /** Three published snapshots of 100 rows or more; at least half, at most five times. */
    public static Volume standard() {
      return new Volume(3, 100, 0.5, 5.0);
    }

    @Override
    public String name() {
      return "volume";
    }

    @Override
    public String kind() {
      return "volume";
    }
  }

  /**
   * No landing hour has a greater share of quarantined events. Judged per hour, so that later good
   * data cannot dilute a bad hour away.
   *
   * @param minEvents an hour with fewer events is not judged
   */
  record QuarantineShare(double limit, long minEvents) implements OnFacts {
    /** Events an hour needs before its share says anything. */
    public static final long MIN_EVENTS = 50;

    public QuarantineShare(double limit) {
      this(limit, MIN_EVENTS);
    }

    @Override
    public String name() {
      return "quarantine_share";
    }

    @Override
    public String kind() {
      return "quarantine_share";
    }
  }

  /** At most {@code limit} of the column's references miss their parent. */
  record Orphans(String column, String parentTable, double limit) implements OnFacts {
    @Override
    public String name() {
      return "orphans(" + column + ")";
    }

    @Override
    public String kind() {
      return "orphans";
    }
  }

  /** No event broke a contract rule whose action is {@code fail}. */
  record FailRule(String rule) implements OnFacts {
    @Override
    public String name() {
      return rule;
    }

    @Override
    public String kind() {
      return "fail_rule";
    }
  }
}
