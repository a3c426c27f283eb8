package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.quality.Orphans;
import io.healthfinance.lakehouse.quality.ReferenceCounts;
import io.healthfinance.lakehouse.runtime.TableSession;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * References of a silver table without a parent in the silver layer. A run of some tables may come
 * before the first one of their parents, where there is nothing to judge yet: none is counted.
 */
record OrphanCounts(SilverCandidates silver, TableSession session) {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanCounts.class);

  /** One entry per reference of the contract. */
  List<ReferenceCounts> of(TableContract contract, Dataset<Row> touched) {
    Map<Boolean, List<ColumnContract>> references =
        Orphans.references(contract).stream()
            .collect(Collectors.partitioningBy(column -> silver.contains(parent(column))));
    references
        .get(false)
        .forEach(
            column ->
                LOG.warn(
                    "silver.{}: {} refers to {}, which was never loaded, so orphans are not"
                        + " counted: load {} too",
                    contract.table(),
                    column.name(),
                    parent(column),
                    parent(column)));
    return Stream.concat(
            Orphans.count(touched, references.get(true), table -> silver.rows(table, session))
                .stream(),
            references.get(false).stream()
                .map(column -> new ReferenceCounts(column.name(), parent(column), 0, 0)))
        .toList();
  }

  private static String parent(ColumnContract column) {
    return column.references().orElseThrow().table();
  }
}
