package io.healthfinance.lakehouse.gold;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.PartitionText;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableLayout;
import io.healthfinance.lakehouse.runtime.TaggedWrite;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Runs the SELECT of one derived table over pinned inputs and writes the rows to the audit branch.
 * The same inputs, SELECT and as-of give the same rows, so a table whose three did not change is
 * left alone.
 */
public final class SqlTableJob {

  private static final String MEANING = "lake.meaning";
  private static final String DEFINITION = "lake.definition";
  private static final String AS_OF = "lake.as-of";
  private static final String INPUT = "lake.input.";

  private final RunContext run;
  private final SqlTable definition;
  private final boolean followAsOf;
  private final SelectRenderer renderer = new SelectRenderer();

  /**
   * @param followAsOf whether a moved as-of alone makes the published rows stale
   */
  public SqlTableJob(RunContext run, SqlTable definition, boolean followAsOf) {
    this.run = run;
    this.definition = definition;
    this.followAsOf = followAsOf;
  }

  /** Whether the published rows already are what a run would give; needs no Spark. */
  public boolean isCurrent() {
    return run.lake()
        .find(definition.layer(), definition.table())
        .map(Table::currentSnapshot)
        .map(Snapshot::summary)
        .filter(p -> p.containsKey(MEANING))
        .filter(p -> meaning(PinnedInputs.of(definition, run.lake())).equals(p.get(MEANING)))
        .filter(p -> !followAsOf || !readsAsOf() || run.asOf().toString().equals(p.get(AS_OF)))
        .isPresent();
  }

  /** Writes the next state to the audit branch; empty when the published one is current. */
  public Optional<SqlBatch> prepare() {
    if (!run.fullRefresh() && isCurrent()) {
      return Optional.empty();
    }
    long started = System.nanoTime();
    Table table = table();
    PinnedInputs inputs = PinnedInputs.of(definition, run.lake());
    AuditBranch branch = new AuditBranch(table);
    branch.start();
    Map<String, String> properties = new HashMap<>();
    properties.put("lake.run-id", run.runId());
    properties.put(AS_OF, run.asOf().toString());
    properties.put(DEFINITION, name(definitionText()));
    properties.put(MEANING, meaning(inputs));
    inputs.snapshots().forEach((name, id) -> properties.put(INPUT + name, id.toString()));
    Optional<Dataset<Row>> affected = affected(table.currentSnapshot(), inputs);
    if (affected.isPresent()) {
      refresh(affected.get(), inputs, branch, properties);
    } else {
      Dataset<Row> rows = sorted(withFrozenDays(typed(select(inputs::relation))));
      new TaggedWrite(AuditBranch.sqlName(definition.layer(), definition.table()), properties)
          .overwrite(rows, functions.lit(true));
    }
    Snapshot candidate = branch.head().orElseThrow();
    Row total = totals(candidate.snapshotId());
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
  private Optional<Dataset<Row>> affected(Snapshot published, PinnedInputs inputs) {
    Map<String, String> summary = published.summary();
    if (run.fullRefresh()
        || definition.refresh().isEmpty()
        || !name(definitionText()).equals(summary.get(DEFINITION))) {
      return Optional.empty();
    }
    Map<String, Long> before = new HashMap<>();
    summary.forEach(
        (key, value) -> {
          if (key.startsWith(INPUT)) {
            before.put(key.substring(INPUT.length()), Long.valueOf(value));
          }
        });
    return new AffectedKeys(run, run.spark(), definition)
        .since(before, Instant.parse(summary.get(AS_OF)), inputs);
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
    Dataset<Row> published = run.spark().table(LakeCatalog.NAME + "." + definition.qualified());
    new KeyedChange(run.spark(), definition)
        .write(
            typed(computed).where(oneOf.formatted(by.column())),
            typed(published).where(oneOf.formatted(by.column())),
            branch,
            properties);
    run.spark().catalog().dropTempView(view);
  }

  private boolean readsAsOf() {
    return definition.select().contains(":as_of");
  }

  private Row totals(long snapshotId) {
    Dataset<Row> written =
        run.spark()
            .table(
                LakeCatalog.NAME
                    + "."
                    + definition.layer()
                    + "."
                    + definition.table()
                    + ".snapshot_id_"
                    + snapshotId);
    return written.selectExpr("count(*)", "sum(cast(xxhash64(*) AS decimal(20, 0)))").first();
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
        run.spark()
            .table(LakeCatalog.NAME + "." + definition.layer() + "." + definition.table())
            .where(day.lt(functions.lit(Date.valueOf(firstRestated))));
    return rows.where(day.geq(functions.lit(Date.valueOf(firstRestated))))
        .unionByName(typed(published));
  }

  private Dataset<Row> typed(Dataset<Row> rows) {
    return rows.selectExpr(
        definition.columns().stream()
            .map(
                column ->
                    "cast(`"
                        + column.name()
                        + "` AS "
                        + column.type()
                        + ") AS `"
                        + column.name()
                        + "`")
            .toArray(String[]::new));
  }

  private Dataset<Row> sorted(Dataset<Row> rows) {
    return definition.sort().isEmpty()
        ? rows
        : rows.sortWithinPartitions(
            definition.sort().stream().map(functions::col).toArray(Column[]::new));
  }

  private Table table() {
    String ddl =
        definition.columns().stream()
            .map(
                column ->
                    "`"
                        + column.name()
                        + "` "
                        + column.type()
                        + " COMMENT '"
                        + column.description().replace("\\", "\\\\").replace("'", "\\'")
                        + "'")
            .collect(joining(", "));
    Schema schema = SparkSchemaUtil.convert(StructType.fromDDL(ddl));
    Table table =
        run.lake()
            .createIfAbsent(
                TableIdentifier.of(definition.layer(), definition.table()),
                schema,
                PartitionText.parse(definition.partition(), schema),
                TableLayout.derived(!definition.partition().isEmpty()).properties());
    if (table.currentSnapshot() == null) {
      table.newAppend().commit();
    }
    return table;
  }

  /** Name of (SELECT, columns, inputs, zone): equal names at one as-of give equal rows. */
  private String meaning(PinnedInputs inputs) {
    return name(
        definitionText()
            + inputs.news().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Object::toString)
                .collect(joining(",")));
  }

  private String definitionText() {
    return definition.select() + definition.columns() + run.config().businessZone();
  }

  private static String name(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
