package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.bronze.BronzeRun;
import io.healthfinance.lakehouse.pipeline.Outcome.Status;
import java.time.Instant;
import java.util.List;

/**
 * What a run did.
 *
 * @param recovered tables of a killed run that were published first
 * @param nothingNew no table had anything to do and no engine was started
 */
public record RunReport(
    String runId,
    Instant asOf,
    BronzeRun bronze,
    List<Outcome> outcomes,
    List<String> recovered,
    boolean nothingNew,
    boolean strict,
    double seconds) {

  public List<Outcome> withStatus(Status status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
  }

  /** Tables that did not get where they should. */
  public List<Outcome> heldBack() {
    return outcomes.stream().filter(outcome -> outcome.status().holdsBack()).toList();
  }

  /** Whether the run did its job; with {@code strict}, whether every file was readable too. */
  public boolean succeeded() {
    boolean registered = bronze.tables().stream().allMatch(table -> table.failure().isEmpty());
    return heldBack().isEmpty() && registered && (!strict || bronze.isClean());
  }
}
