package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.WorkedCase;
import io.healthfinance.lakehouse.quality.SqlChecks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Puts changed SELECTs of one table on trial: every worked case, and every check of the gate that
 * the rows of the real SELECT pass. Views of the inputs are made once and serve all trials.
 */
final class CaseTrial {

  private final SparkSession spark;
  private final SqlTable table;
  private final StructType published;
  private final ZoneId zone;
  private final StagedSelect real;
  private final SelectRenderer renderer = new SelectRenderer();
  private final List<Prepared> cases = new ArrayList<>();

  /** A worked case with its views and, once something needs them, the rows of the real SELECT. */
  private final class Prepared {
    private final WorkedCase workedCase;
    private final Map<String, String> relations;
    private final String prefix;
    private final Map<String, Part> parts = new HashMap<>();
    private List<Check> passed;
    private int kills;

    Prepared(WorkedCase workedCase, Map<String, String> relations, String prefix) {
      this.workedCase = workedCase;
      this.relations = relations;
      this.prefix = prefix;
    }

    List<Row> real() {
      return part(StagedSelect.RESULT).rows();
    }

    List<Check> passed() {
      passed = passed == null ? checks(this) : passed;
      return passed;
    }

    /** What a part of the real SELECT gives. */
    Part part(String name) {
      Part known = parts.get(name);
      if (known == null) {
        known = part(name, real.parts().get(name), read -> part(read).view(), "real_");
        parts.put(name, known);
      }
      return known;
    }

    Part part(String name, String text, UnaryOperator<String> views, String kind) {
      Dataset<Row> query = query(this, text, views);
      boolean last = name.equals(StagedSelect.RESULT);
      List<Row> rows = OneTaskPlan.rows(last ? inPublishedTypes(query) : query);
      String view = prefix + kind + name;
      if (!last) {
        spark.createDataFrame(rows, query.schema()).coalesce(1).createOrReplaceTempView(view);
      }
      return new Part(rows, view);
    }
  }

  /** Rows of a part of a SELECT and the view that holds them. */
  private record Part(List<Row> rows, String view) {}

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
    this.published = InputSchemas.published(table);
    this.zone = zone;
    this.real = StagedSelect.of(table.qualified(), SqlMutants.code(table));
    for (WorkedCase workedCase : table.cases()) {
      String prefix = "trial_" + table.layer() + "_" + table.table() + "_" + cases.size() + "_";
      cases.add(new Prepared(workedCase, inputs.relations(table, workedCase, prefix), prefix));
    }
  }

  /** Stops at the first case that fails; cases that killed most are tried first. */
  Verdict judge(String select) {
    List<String> unstated = new ArrayList<>();
    List<List<Row>> results = new ArrayList<>();
    Optional<StagedSelect> changed = inParts(select);
    cases.sort(Comparator.comparingInt((Prepared prepared) -> -prepared.kills));
    try {
      for (Prepared prepared : cases) {
        List<Row> rows = rows(prepared, select, changed);
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

  /**
   * The rows of a changed SELECT. Only the parts that the change reaches are computed: where a part
   * still gives the rows it gave, what is behind it does too.
   */
  private List<Row> rows(Prepared prepared, String select, Optional<StagedSelect> changed) {
    if (changed.isPresent()) {
      try {
        return staged(prepared, changed.get());
      } catch (Exception inPieces) {
        // A part alone may fail over a column that the whole never computes: the whole decides.
      }
    }
    return whole(prepared, select);
  }

  /** Empty when Spark cannot parse it, or when it has other parts than the real SELECT. */
  private Optional<StagedSelect> inParts(String select) {
    try {
      return Optional.of(StagedSelect.of(table.qualified(), select))
          .filter(changed -> changed.parts().keySet().equals(real.parts().keySet()));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private List<Row> staged(Prepared prepared, StagedSelect changed) {
    Map<String, String> views = new HashMap<>();
    for (Map.Entry<String, String> part : changed.parts().entrySet()) {
      String name = part.getKey();
      boolean reached =
          !part.getValue().equals(real.parts().get(name))
              || changed.reads().get(name).stream().anyMatch(views::containsKey);
      if (reached) {
        Part given =
            prepared.part(
                name,
                part.getValue(),
                read -> views.containsKey(read) ? views.get(read) : prepared.part(read).view(),
                "changed_");
        if (name.equals(StagedSelect.RESULT)) {
          return given.rows();
        }
        if (!sorted(given.rows()).equals(sorted(prepared.part(name).rows()))) {
          views.put(name, given.view());
        }
      }
    }
    return prepared.real();
  }

  private List<Row> whole(Prepared prepared, String select) {
    return OneTaskPlan.rows(inPublishedTypes(query(prepared, select, name -> name)));
  }

  /** Whether the real SELECT gives the same rows in parts as in one piece, in every case. */
  boolean partsGiveWhatTheWholeGives() {
    return cases.stream()
        .allMatch(
            prepared ->
                sorted(whole(prepared, SqlMutants.code(table))).equals(sorted(prepared.real())));
  }

  private Dataset<Row> query(Prepared prepared, String text, UnaryOperator<String> views) {
    return spark.sql(
        rendered(
            prepared,
            text,
            input -> {
              String part = StagedSelect.partBehind(input);
              return part == null ? prepared.relations.get(input) : views.apply(part);
            }));
  }

  /**
   * So that only values can betray a change. Bringing rows to a schema analyses the whole query
   * again, and a change rarely touches types.
   */
  private Dataset<Row> inPublishedTypes(Dataset<Row> rows) {
    return rows.schema().catalogString().equals(published.catalogString())
        ? rows
        : rows.to(published);
  }

  private String rendered(Prepared prepared, String text, Function<String, String> relationOf) {
    return renderer.renderText(
        table, text, relationOf, Instant.parse(prepared.workedCase.asOf()), zone);
  }

  private List<Check> checks(Prepared prepared) {
    List<Check> checks =
        SqlChecks.of(table, text -> rendered(prepared, text, prepared.relations::get)).stream()
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
        OneTaskPlan.rows(
                spark
                    .createDataFrame(rows, published)
                    .selectExpr(checks.stream().map(Check::aggregate).toArray(String[]::new)))
            .get(0);
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
