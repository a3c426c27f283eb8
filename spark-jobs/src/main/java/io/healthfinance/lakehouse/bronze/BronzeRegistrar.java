package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.BronzeFileRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.RejectedFileRow;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes landed files part of bronze, where they lie. A file is registered once, however often this
 * runs and whoever runs at the same time; what cannot be read as its contract is set aside with a
 * reason, and the other files and tables go on. Needs no engine.
 */
public final class BronzeRegistrar {

  private static final Logger LOG = LoggerFactory.getLogger(BronzeRegistrar.class);

  private final BronzeTables tables;
  private final OpsTables ops;
  private final LandingZone zone;
  private final BronzeSettings settings;
  private final Clock clock;
  private final CommitPoints commitPoints;

  public BronzeRegistrar(
      Catalog catalog, OpsTables ops, LandingZone zone, BronzeSettings settings, Clock clock) {
    this(catalog, ops, zone, settings, clock, CommitPoints.NONE);
  }

  /**
   * @param commitPoints told at every commit point; tests kill the process there
   */
  public BronzeRegistrar(
      Catalog catalog,
      OpsTables ops,
      LandingZone zone,
      BronzeSettings settings,
      Clock clock,
      CommitPoints commitPoints) {
    this.tables = new BronzeTables(catalog);
    this.ops = ops;
    this.zone = zone;
    this.settings = settings;
    this.clock = clock;
    this.commitPoints = commitPoints;
  }

  private record Outcome(
      BronzeResult result, List<BronzeFileRow> registered, List<RejectedFileRow> rejected) {}

  /**
   * Registers what is new in the window.
   *
   * @param contracts all source tables by name; a landing folder outside of them is reported
   * @param selected names of the tables to work on; empty for all
   * @param runId written into every snapshot as {@code lake.run-id}
   * @throws IOException when the landing zone cannot be listed
   */
  public BronzeRun register(
      Map<String, TableContract> contracts,
      Set<String> selected,
      LandingWindow window,
      String runId)
      throws IOException {
    List<String> unknownFolders =
        zone.tableFolders().stream().filter(name -> !contracts.containsKey(name)).toList();
    FileLedger ledger = FileLedger.read(ops, window);
    Instant now = clock.instant();
    List<Callable<Outcome>> work =
        contracts.values().stream()
            .filter(contract -> selected.isEmpty() || selected.contains(contract.table()))
            .map(
                contract ->
                    (Callable<Outcome>) () -> registerTable(contract, ledger, window, now, runId))
            .toList();
    List<Outcome> outcomes = runAll(work);
    commitPoints.reached("bronze", "after registration");
    ops.append(
        OpsTable.BRONZE_FILES,
        outcomes.stream().flatMap(outcome -> outcome.registered().stream()).toList());
    commitPoints.reached("bronze", "after file rows");
    ops.append(
        OpsTable.REJECTED_FILES,
        outcomes.stream().flatMap(outcome -> outcome.rejected().stream()).toList());
    return new BronzeRun(outcomes.stream().map(Outcome::result).toList(), unknownFolders);
  }

  private Outcome registerTable(
      TableContract contract, FileLedger ledger, LandingWindow window, Instant now, String runId) {
    try {
      Table table = tables.open(contract);
      FileJudge judge =
          new FileJudge(
              contract, table, zone, new NormalisedCopy(settings.normalisedRoot(), contract));
      TableRegistration registration =
          new TableRegistration(contract, table, ledger, judge, settings, now, runId);
      BronzeResult result = registration.register(zone.files(contract.table(), window));
      return new Outcome(result, registration.registrationRows(), registration.rejectionRows());
    } catch (IOException | RuntimeException e) {
      LOG.error("Table {} could not be registered in bronze", contract.table(), e);
      return new Outcome(
          BronzeResult.failed(
              contract.table(),
              "Table "
                  + contract.table()
                  + " could not be registered in bronze: "
                  + e.getMessage()),
          List.of(),
          List.of());
    }
  }

  private List<Outcome> runAll(List<Callable<Outcome>> work) {
    ExecutorService pool = Executors.newFixedThreadPool(settings.parallelTables());
    try {
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> outcome : pool.invokeAll(work)) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while registering landing files", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Registering landing files failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
