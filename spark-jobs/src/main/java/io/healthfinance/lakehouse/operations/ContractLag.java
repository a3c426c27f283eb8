package io.healthfinance.lakehouse.operations;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.silver.Ledger;
import java.util.Collection;
import java.util.List;

/**
 * A silver table that holds rows which an older version of its contract judged.
 *
 * @param judgedBy version of the oldest contract that the rows were judged by
 * @param contract version of the contract as it is
 */
public record ContractLag(String table, String judgedBy, String contract) {

  /** Tables that lag, in the order of the contracts; needs no engine. */
  public static List<ContractLag> of(LakeCatalog lake, Collection<TableContract> contracts) {
    return contracts.stream()
        .flatMap(
            contract ->
                lake.find("silver", contract.table()).flatMap(Ledger::published).stream()
                    .filter(ledger -> ledger.batch() > 0)
                    .map(
                        ledger ->
                            new ContractLag(
                                contract.table(), ledger.contractVersion(), contract.version())))
        .filter(lag -> !lag.judgedBy().equals(lag.contract()))
        .toList();
  }
}
