package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.util.List;
import org.apache.iceberg.Table;

/**
 * Source tables that have never sent an event. Their silver tables exist all the same, empty, so
 * that a SELECT over them runs: no fraud alert is an answer, not a failure.
 */
public final class SilentServices {

  private final LakeCatalog lake;

  public SilentServices(LakeCatalog lake) {
    this.lake = lake;
  }

  /** Creates what is missing, history included; needs no Spark. */
  public void serveEmpty(List<TableContract> contracts) {
    contracts.stream().filter(this::isSilent).forEach(this::create);
  }

  private boolean isSilent(TableContract contract) {
    return lake.find("bronze", contract.table()).map(Table::currentSnapshot).isEmpty();
  }

  private void create(TableContract contract) {
    SilverTables tables = new SilverTables(contract, lake);
    tables.served();
    if (contract.history()) {
      tables.history();
    }
  }
}
