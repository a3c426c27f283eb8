package io.healthfinance.lakehouse.catalog.load;

import java.util.List;
import java.util.Map;

/** The lake's own records that a gold SELECT may read, by the name it uses for them. */
public final class OpsColumns {

  /** What the name of such an input begins with; the rest is the table in {@code ops}. */
  public static final String PREFIX = "ops_";

  /** Columns of {@code ops_<table>} by table, in order. */
  public static final Map<String, List<String>> TABLES =
      Map.of(
          "runs",
          List.of("run_id", "kind", "status", "as_of", "started_at", "finished_at", "message"),
          "quality_scores",
          List.of(
              "run_id",
              "layer",
              "table_name",
              "column_name",
              "completeness",
              "validity",
              "consistency",
              "timeliness",
              "accuracy",
              "score",
              "row_count",
              "recorded_at"),
          "quality_metrics",
          List.of(
              "run_id",
              "layer",
              "table_name",
              "check_name",
              "kind",
              "column_name",
              "value",
              "threshold",
              "passed",
              "message",
              "recorded_at"));

  private OpsColumns() {}

  static boolean has(String input) {
    return input.startsWith(PREFIX) && TABLES.containsKey(input.substring(PREFIX.length()));
  }
}
