package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.PropertyUtil;

/** Which silver tables have something to move; finding out needs no Spark. */
public final class Backlog {

  private final LakeCatalog lake;

  public Backlog(LakeCatalog lake) {
    this.lake = lake;
  }

  /** Those for which bronze holds files that silver has not published, big ones first. */
  public List<TableContract> of(List<TableContract> sources) {
    return bigFirst(sources.stream().filter(this::hasNews).toList());
  }

  /** Big ones first, so that none of them is left to run alone at the end. */
  public List<TableContract> bigFirst(List<TableContract> sources) {
    record Sized(TableContract contract, long events) {}
    return sources.stream()
        .map(contract -> new Sized(contract, events(contract)))
        .sorted(Comparator.comparingLong(Sized::events).reversed())
        .map(Sized::contract)
        .toList();
  }

  private boolean hasNews(TableContract contract) {
    long published =
        lake.find("silver", contract.table())
            .flatMap(Ledger::published)
            .map(Ledger::bronzeSequence)
            .orElse(0L);
    return bronze(contract).filter(landed -> landed.sequenceNumber() > published).isPresent();
  }

  private long events(TableContract contract) {
    return bronze(contract)
        .map(
            landed ->
                PropertyUtil.propertyAsLong(
                    landed.summary(), SnapshotSummary.TOTAL_RECORDS_PROP, 0))
        .orElse(0L);
  }

  private Optional<Snapshot> bronze(TableContract contract) {
    return lake.find("bronze", contract.table()).map(Table::currentSnapshot);
  }
}
