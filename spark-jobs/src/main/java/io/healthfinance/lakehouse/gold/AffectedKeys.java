package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.RunContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * The key values whose rows may differ from the published ones: values in changed input rows, and
 * values for which a moment of change lies between the published as-of and the new one.
 */
final class AffectedKeys {

  /** Above this many values, computing all rows costs less than finding these among them. */
  static final int LIMIT = 5_000;

  private final RunContext run;
  private final SparkSession spark;
  private final SqlTable definition;
  private final SqlTable.Refresh refresh;
  private final SelectRenderer renderer = new SelectRenderer();

  AffectedKeys(RunContext run, SparkSession spark, SqlTable definition) {
    this.run = run;
    this.spark = spark;
    this.definition = definition;
    this.refresh = definition.refresh().orElseThrow();
  }

  /**
   * The values as one column {@code key}; empty when all rows must be computed: an input that is
   * read whole changed, an older snapshot of an input is gone, or there are too many.
   *
   * @param before snapshots of the inputs that the published rows were computed from
   */
  Optional<Dataset<Row>> since(
      Map<String, Long> before, Instant publishedAsOf, PinnedInputs inputs) {
    List<SnapshotDiff> open = new ArrayList<>();
    try {
      List<Dataset<Row>> parts = new ArrayList<>();
      Map<String, Long> after = inputs.snapshots();
      for (SqlTable.Input input : definition.inputs()) {
        Long now = after.get(input.name());
        Long then = before.get(input.name());
        if (now.equals(then)) {
          continue;
        }
        String column = refresh.keyed().get(input.name());
        Table table = run.lake().find(input.layer(), input.table()).orElseThrow();
        if (then == null || column == null) {
          return Optional.empty();
        }
        SnapshotDiff diff =
            new SnapshotDiff(
                spark, table, LakeCatalog.NAME + "." + input.layer() + "." + input.table());
        open.add(diff);
        Optional<Dataset<Row>> keys = diff.changedKeys(then, now, column);
        if (keys.isEmpty()) {
          return Optional.empty();
        }
        parts.add(keys.get());
      }
      if (publishedAsOf.isBefore(run.asOf())) {
        refresh
            .changesAt()
            .forEach(
                (input, times) ->
                    times.forEach(t -> parts.add(passing(input, t, publishedAsOf, inputs))));
      }
      return collected(parts);
    } finally {
      open.forEach(SnapshotDiff::close);
    }
  }

  private Optional<Dataset<Row>> collected(List<Dataset<Row>> parts) {
    Dataset<Row> keys =
        parts.stream()
            .reduce(Dataset::unionAll)
            .map(Dataset::distinct)
            .orElseGet(() -> spark.sql("SELECT '' AS key").where("false"));
    List<Row> values = keys.limit(LIMIT + 1).collectAsList();
    return values.size() > LIMIT
        ? Optional.empty()
        : Optional.of(spark.createDataFrame(values, keys.schema()));
  }

  /** Values for which the moment {@code time} has passed since the published as-of. */
  private Dataset<Row> passing(String input, String time, Instant from, PinnedInputs inputs) {
    String moment = rendered(time, inputs, run.asOf());
    Dataset<Row> rows = spark.sql("SELECT * FROM " + inputs.relation(input));
    boolean isDay =
        rows.selectExpr(moment + " AS t").schema().apply("t").dataType() == DataTypes.DateType;
    String now = isDay ? ":as_of_date" : ":as_of";
    return rows.where(
            "(%1$s) > %2$s AND (%1$s) <= %3$s"
                .formatted(moment, rendered(now, inputs, from), rendered(now, inputs, run.asOf())))
        .selectExpr("`" + refresh.keyed().get(input) + "` AS key");
  }

  private String rendered(String text, PinnedInputs inputs, Instant asOf) {
    return renderer.renderText(
        definition, text, inputs::relation, asOf, run.config().businessZone());
  }
}
