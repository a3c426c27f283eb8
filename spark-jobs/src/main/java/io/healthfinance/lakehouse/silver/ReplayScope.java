package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.catalog.contract.ContractMeaning;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Which events of a table a replay judges again. Those in quarantine suffice when every event that
 * was let in would be let in again as the same row, in the same order; else it takes all.
 *
 * @param reasonForAll why all events are judged again, as a clause; empty when the quarantined ones
 *     suffice
 */
public record ReplayScope(Optional<String> reasonForAll) {

  /** Property of a served table: the meaning of the contract of a version, for later replays. */
  private static final String CONTRACT = "lake.contract.";

  /** Decides from metadata, without an engine. */
  public static ReplayScope of(LakeCatalog lake, TableContract contract, SourceEpochs epochs) {
    Optional<Table> served = lake.find("silver", contract.table());
    Optional<Ledger> published = served.flatMap(Ledger::published).filter(l -> l.batch() > 0);
    if (published.isEmpty()) {
      return all("nothing of the table was published yet");
    }
    if (!new Backlog(lake).of(List.of(contract)).isEmpty()) {
      return all("events have landed that were not published yet");
    }
    if (!published.get().epochs().equals(epochs.text())) {
      return all("an epoch of " + contract.database() + " was declared since");
    }
    ContractMeaning meaning = ContractMeaning.of(contract);
    for (String version : published.get().contracts()) {
      Optional<ContractMeaning> judgedBy =
          Optional.ofNullable(served.get().properties().get(CONTRACT + version))
              .map(ContractMeaning::parse);
      if (judgedBy.isEmpty()) {
        return all("contract " + version + ", which judged a part of them, is not on record");
      }
      if (!meaning.loosens(judgedBy.get())) {
        return all("the contract did more than loosen rules since version " + version);
      }
    }
    return new ReplayScope(Optional.empty());
  }

  /** Properties that put a contract on record; they belong to the table before it judges events. */
  static Map<String, String> record(TableContract contract) {
    return Map.of(CONTRACT + contract.version(), ContractMeaning.of(contract).text());
  }

  static boolean isRecorded(Table served, TableContract contract) {
    return served.properties().entrySet().containsAll(record(contract).entrySet());
  }

  boolean isQuarantine() {
    return reasonForAll.isEmpty();
  }

  private static ReplayScope all(String reason) {
    return new ReplayScope(Optional.of(reason));
  }
}
