package io.healthfinance.lakehouse.ops;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * One table of the {@code ops} namespace. Its columns are the components of its row record, in
 * order and in snake case; every column is nullable and every instant carries a zone.
 *
 * @param name table name inside {@code ops}
 * @param rowType the record of one row
 */
public record OpsTable<R extends Record>(String name, Class<R> rowType) {

  /** The namespace that holds the lake's own records. */
  public static final Namespace NAMESPACE = Namespace.of("ops");

  public static final OpsTable<RunRow> RUNS = new OpsTable<>("runs", RunRow.class);
  public static final OpsTable<TableRunRow> TABLE_RUNS =
      new OpsTable<>("table_runs", TableRunRow.class);
  public static final OpsTable<QualityMetricRow> QUALITY_METRICS =
      new OpsTable<>("quality_metrics", QualityMetricRow.class);
  public static final OpsTable<QualityScoreRow> QUALITY_SCORES =
      new OpsTable<>("quality_scores", QualityScoreRow.class);
  public static final OpsTable<AlertRow> ALERTS = new OpsTable<>("alerts", AlertRow.class);
  public static final OpsTable<RejectedFileRow> REJECTED_FILES =
      new OpsTable<>("rejected_files", RejectedFileRow.class);
  public static final OpsTable<BronzeFileRow> BRONZE_FILES =
      new OpsTable<>("bronze_files", BronzeFileRow.class);
  public static final OpsTable<PublishedRow> PUBLISHED =
      new OpsTable<>("published", PublishedRow.class);
  public static final OpsTable<SourceEpochRow> SOURCE_EPOCHS =
      new OpsTable<>("source_epochs", SourceEpochRow.class);
  public static final OpsTable<OperatorActionRow> OPERATOR_ACTIONS =
      new OpsTable<>("operator_actions", OperatorActionRow.class);

  /** Every ops table, in the order a person would read them. */
  public static final List<OpsTable<?>> ALL =
      List.of(
          RUNS,
          TABLE_RUNS,
          QUALITY_METRICS,
          QUALITY_SCORES,
          ALERTS,
          REJECTED_FILES,
          BRONZE_FILES,
          PUBLISHED,
          SOURCE_EPOCHS,
          OPERATOR_ACTIONS);

  /** Its columns, numbered from 1. */
  public Schema schema() {
    return new RowMapping<>(rowType).schema();
  }

  public TableIdentifier identifier() {
    return TableIdentifier.of(NAMESPACE, name);
  }
}
