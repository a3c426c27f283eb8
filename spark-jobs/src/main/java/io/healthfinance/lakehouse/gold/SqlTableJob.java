package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TaggedWrite;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Runs the SELECT of one derived table over pinned inputs and writes the rows to the audit branch.
 * The same inputs, SELECT and as-of give the same rows, so a table whose three did not change is
 * left alone.
 */
public final class SqlTableJob {

  private final RunContext run;
  private final SqlTable definition;
  private final boolean followAsOf;
  private final DerivedTable derived;
  private final SelectRenderer renderer = new SelectRenderer();

  /**
   * @param followAsOf whether a moved as-of alone makes the published rows stale
   */
  public SqlTableJob(RunContext run, SqlTable definition, boolean followAsOf) {
    this.run = run;
    this.definition = definition;
    this.followAsOf = followAsOf;
    this.derived = new DerivedTable(run, definition);
  }

  /** Whether the published rows already are what a run would give; needs no Spark. */
  public boolean isCurrent() {
    return run.lake()
        .find(definition.layer(), definition.table())
        .map(Table::currentSnapshot)
        .flatMap(Provenance::of)
        .filter(published -> isCurrent(published, PinnedInputs.of(definition, run.lake())))
        .isPresent();
  }

  private boolean isCurrent(Provenance published, PinnedInputs inputs) {
    return Provenance.of(run, definition, inputs).meaning().equals(published.meaning())
        && (!followAsOf || !readsAsOf() || run.asOf().equals(published.asOf()));
  }

  /** Writes the next state to the audit branch; empty when the published one is current. */
  public Optional<SqlBatch> prepare() {
    if (!run.fullRefresh() && isCurrent()) {
      return Optional.empty();
    }
    long started = System.nanoTime();
    Table table = derived.open();
    PinnedInputs inputs = PinnedInputs.of(definition, run.lake());
    AuditBranch branch = new AuditBranch(table);
    branch.start();
    Provenance provenance = Provenance.of(run, definition, inputs);
    Optional<Dataset<Row>> affected = affected(table.currentSnapshot(), provenance, inputs);
    if (affected.isPresent()) {
      refresh(affected.get(), inputs, branch, provenance.toProperties());
    } else {
      Dataset<Row> rows = sorted(withFrozenDays(derived.typed(select(inputs::relation))));
      new TaggedWrite(
              AuditBranch.sqlName(definition.layer(), definition.table()),
              provenance.toProperties())
          .overwrite(rows, functions.lit(true));
    }
    Snapshot candidate = branch.head().orElseThrow();
    Row total = derived.totals(candidate);
    return Optional.of(
        new SqlBatch(
            definition,
            new PreparedTable(
                definition.layer(),
                definition.table(),
                table,
                table.currentSnapshot().snapshotId(),
                candidate.snapshotId(),
                total.getLong(0),
                total.isNullAt(1) ? BigDecimal.ZERO : total.getDecimal(1),
                List.of()),
            inputs.snapshots(),
            inputs::relation,
            affected,
            (System.nanoTime() - started) / 1e9));
  }

  private Dataset<Row> select(Function<String, String> relationOf) {
    return run.spark()
        .sql(renderer.render(definition, relationOf, run.asOf(), run.config().businessZone()));
  }

  /** Key values to compute anew; empty when that is all of them. */
  private Optional<Dataset<Row>> affected(Snapshot snapshot, Provenance next, PinnedInputs inputs) {
    if (run.fullRefresh() || definition.refresh().isEmpty()) {
      return Optional.empty();
    }
    return Provenance.of(snapshot)
        .filter(published -> published.definition().equals(next.definition()))
        .flatMap(
            published ->
                new AffectedKeys(run, run.spark(), definition)
                    .since(published.inputs(), published.asOf(), inputs));
  }

  private void refresh(
      Dataset<Row> affected,
      PinnedInputs inputs,
      AuditBranch branch,
      Map<String, String> properties) {
    SqlTable.Refresh by = definition.refresh().orElseThrow();
    String view = "affected_" + definition.layer() + "_" + definition.table();
    affected.createOrReplaceTempView(view);
    String oneOf = "`%s` IN (SELECT key FROM " + view + ")";
    Dataset<Row> computed =
        select(
            input -> {
              String relation = inputs.relation(input);
              String column = by.keyed().get(input);
              return column == null
                  ? relation
                  : "(SELECT * FROM " + relation + " WHERE " + oneOf.formatted(column) + ")";
            });
    new KeyedChange(run.spark(), definition)
        .write(
            derived.typed(computed).where(oneOf.formatted(by.column())),
            derived.published().where(oneOf.formatted(by.column())),
            branch,
            properties);
    run.spark().catalog().dropTempView(view);
  }

  private boolean readsAsOf() {
    return definition.select().contains(":as_of");
  }

  /**
   * Rows of days that are no longer restated are carried over as they were published. The table is
   * small, so carrying them costs less than files that follow the days.
   */
  private Dataset<Row> withFrozenDays(Dataset<Row> rows) {
    if (definition.restatement().isEmpty()) {
      return rows;
    }
    SqlTable.Restatement restatement = definition.restatement().get();
    LocalDate firstRestated =
        LocalDate.ofInstant(run.asOf(), run.config().businessZone())
            .minusDays(restatement.span().toDays() - 1);
    Column day = functions.col(restatement.column());
    Dataset<Row> published =
        derived.published().where(day.lt(functions.lit(Date.valueOf(firstRestated))));
    return rows.where(day.geq(functions.lit(Date.valueOf(firstRestated)))).unionByName(published);
  }

  private Dataset<Row> sorted(Dataset<Row> rows) {
    return definition.sort().isEmpty()
        ? rows
        : rows.sortWithinPartitions(
            definition.sort().stream().map(functions::col).toArray(Column[]::new));
  }
}
