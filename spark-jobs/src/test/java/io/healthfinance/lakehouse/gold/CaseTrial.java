package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.WorkedCase;
import io.healthfinance.lakehouse.quality.SqlChecks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Puts changed SELECTs of one table on trial: every worked case, and every check of the gate that
 * the rows of the real SELECT pass. Views of the inputs are made once and serve all trials.
 */
final class CaseTrial {

  private final SparkSession spark;
  private final SqlTable table;
  private final ZoneId zone;
  private final SelectRenderer renderer = new SelectRenderer();
  private final List<Prepared> cases = new ArrayList<>();

  /** A worked case with its views and, once something survives, what the real SELECT gives. */
  private final class Prepared {
    private final WorkedCase workedCase;
    private final Map<String, String> relations;
    private List<Row> real;
    private List<Check> passed;
    private int kills;

    Prepared(WorkedCase workedCase, Map<String, String> relations) {
      this.workedCase = workedCase;
      this.relations = relations;
    }

    List<Row> real() {
      real = real == null ? rows(this, SqlMutants.code(table)) : real;
      return real;
    }

    List<Check> passed() {
      passed = passed == null ? checks(this) : passed;
      return passed;
    }
  }

  private record Check(String name, String aggregate) {}

  /** What became of a changed SELECT. */
  sealed interface Verdict {
    /** A case or a check fails; {@code by} names it. */
    record Killed(String by) implements Verdict {}

    /**
     * Everything passes.
     *
     * @param unstated cases whose rows differ in columns that they do not state
     */
    record Survived(List<String> unstated) implements Verdict {}

    /** Spark refuses the SELECT, so nobody could publish it. */
    record Invalid(String why) implements Verdict {}
  }

  CaseTrial(SparkSession spark, Catalog catalog, CaseInputs inputs, SqlTable table, ZoneId zone) {
    this.spark = spark;
    this.table = table;
    this.zone = zone;
    for (WorkedCase workedCase : table.cases()) {
      String prefix = "trial_" + table.layer() + "_" + table.table() + "_" + cases.size() + "_";
      cases.add(new Prepared(workedCase, inputs.relations(table, workedCase, prefix)));
    }
  }

  /** Stops at the first case that fails; cases that killed most are tried first. */
  Verdict judge(String select) {
    List<String> unstated = new ArrayList<>();
    List<List<Row>> results = new ArrayList<>();
    cases.sort(Comparator.comparingInt((Prepared prepared) -> -prepared.kills));
    try {
      for (Prepared prepared : cases) {
        List<Row> rows = rows(prepared, select);
        if (!ExpectedRows.differences(table, prepared.workedCase, rows).isEmpty()) {
          return killed(prepared, "case: ");
        }
        results.add(rows);
      }
      for (int i = 0; i < results.size(); i++) {
        Prepared prepared = cases.get(i);
        if (!sorted(results.get(i)).equals(sorted(prepared.real()))) {
          int broken = holds(prepared, results.get(i), prepared.passed()).indexOf(false);
          if (broken >= 0) {
            return new Verdict.Killed("check " + prepared.passed().get(broken).name());
          }
          unstated.add(
              prepared.workedCase.name() + ": " + changed(prepared.real(), results.get(i)));
        }
      }
      return new Verdict.Survived(unstated);
    } catch (Exception failed) {
      return failed(failed);
    }
  }

  /** Spark's own errors are an answer; anything else is a mistake in the trial. */
  private Verdict failed(Exception failed) {
    // Scala does not declare AnalysisException, which is checked.
    if (failed instanceof AnalysisException refused) {
      return new Verdict.Invalid(refused.getSimpleMessage());
    }
    if (failed instanceof SparkThrowable stopped) {
      return new Verdict.Killed("failure: " + stopped.getErrorClass());
    }
    throw new IllegalStateException("A trial of " + table.qualified() + " broke off", failed);
  }

  private Verdict killed(Prepared prepared, String how) {
    prepared.kills++;
    return new Verdict.Killed(how + prepared.workedCase.name());
  }

  /** In published types, so that only values can betray a change. */
  private List<Row> rows(Prepared prepared, String select) {
    Dataset<Row> rows = spark.sql(rendered(prepared, select));
    // Without the bookkeeping of a Dataset action, which describes the plan for a user interface.
    return List.of(
        OneTaskPlan.of(rows.to(InputSchemas.published(table)).queryExecution().executedPlan())
            .executeCollectPublic());
  }

  private String rendered(Prepared prepared, String text) {
    return renderer.renderText(
        table, text, prepared.relations::get, Instant.parse(prepared.workedCase.asOf()), zone);
  }

  private List<Check> checks(Prepared prepared) {
    List<Check> checks =
        SqlChecks.of(table, text -> rendered(prepared, text)).stream()
            .flatMap(check -> GateSql.of(check).stream().map(sql -> new Check(check.name(), sql)))
            .toList();
    List<Boolean> held = holds(prepared, prepared.real(), checks);
    List<Check> holding = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      if (held.get(i)) {
        holding.add(checks.get(i));
      }
    }
    return holding;
  }

  private List<Boolean> holds(Prepared prepared, List<Row> rows, List<Check> checks) {
    Row held =
        spark
            .createDataFrame(rows, InputSchemas.published(table))
            .selectExpr(checks.stream().map(Check::aggregate).toArray(String[]::new))
            .first();
    List<Boolean> all = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      all.add(held.getBoolean(i));
    }
    return all;
  }

  private static List<String> sorted(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted().toList();
  }

  /** Columns whose values differ, whatever the rows. */
  private String changed(List<Row> before, List<Row> after) {
    TreeSet<String> columns = new TreeSet<>();
    for (int i = 0; i < table.columns().size(); i++) {
      int column = i;
      if (!sorted(before, column).equals(sorted(after, column))) {
        columns.add(table.columns().get(i).name());
      }
    }
    return before.size() == after.size() ? columns.toString() : "rows";
  }

  private static List<String> sorted(List<Row> rows, int column) {
    return rows.stream().map(row -> String.valueOf(row.get(column))).sorted().toList();
  }
}
