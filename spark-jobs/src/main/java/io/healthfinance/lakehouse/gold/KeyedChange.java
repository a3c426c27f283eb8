package io.healthfinance.lakehouse.gold;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.TaggedWrite;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Replaces the rows of some key values on the audit branch of a derived table. Rows that come out
 * the same are not touched, so files without a change stay, and so do the tables that read them.
 */
final class KeyedChange {

  private static final String GONE = "_gone";

  private final SparkSession spark;
  private final SqlTable definition;
  private final String branch;

  KeyedChange(SparkSession spark, SqlTable definition) {
    this.spark = spark;
    this.definition = definition;
    this.branch = AuditBranch.sqlName(definition.layer(), definition.table());
  }

  /**
   * @param computed all rows of the affected values
   * @param published the rows of the same values that readers see now
   * @param properties of the snapshot that this commits
   */
  void write(
      Dataset<Row> computed,
      Dataset<Row> published,
      AuditBranch audit,
      Map<String, String> properties) {
    Dataset<Row> changes =
        computed
            .exceptAll(published)
            .selectExpr("*", "false AS " + GONE)
            .unionByName(
                published
                    .as("p")
                    .join(computed.as("c"), functions.expr(sameKey("p", "c")), "left_anti")
                    .selectExpr("*", "true AS " + GONE))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      if (changes.isEmpty()) {
        audit.commitEmpty(properties);
      } else if (changes
          .as("c")
          .join(published.as("p"), functions.expr(sameKey("c", "p")), "left_semi")
          .isEmpty()) {
        new TaggedWrite(branch, properties).append(changes.drop(GONE));
      } else {
        merge(changes, properties);
      }
    } finally {
      changes.unpersist();
    }
  }

  private String sameKey(String left, String right) {
    return definition.key().stream()
        .map(name -> "%1$s.`%3$s` <=> %2$s.`%3$s`".formatted(left, right, name))
        .collect(joining(" AND "));
  }

  private void merge(Dataset<Row> changes, Map<String, String> properties) {
    String view = "refreshed_" + definition.layer() + "_" + definition.table();
    changes.createOrReplaceTempView(view);
    List<String> columns = definition.columns().stream().map(c -> "`" + c.name() + "`").toList();
    String sql =
        ("MERGE INTO %s AS t USING %s AS s ON %s WHEN MATCHED AND s.%s THEN DELETE"
                + " WHEN MATCHED THEN UPDATE SET %s"
                + " WHEN NOT MATCHED AND NOT s.%4$s THEN INSERT (%6$s) VALUES (%7$s)")
            .formatted(
                branch,
                view,
                sameKey("t", "s"),
                GONE,
                columns.stream().map(c -> "t." + c + " = s." + c).collect(joining(", ")),
                String.join(", ", columns),
                columns.stream().map(c -> "s." + c).collect(joining(", ")));
    try {
      new TaggedWrite(branch, properties).merge(spark, sql);
    } finally {
      spark.catalog().dropTempView(view);
    }
  }
}
