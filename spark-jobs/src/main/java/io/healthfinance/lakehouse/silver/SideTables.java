package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The tables beside one served table, as one batch sees and extends them. */
final class SideTables {

  private final TableContract contract;
  private final RunContext run;
  private final TableSession session;
  private final CommitPoints commitPoints;
  private final RowProjection projection;
  private final SideTable tombstones;
  private final SideTable quarantine;
  private final Optional<SideTable> versions;
  private final Optional<SideTable> history;

  SideTables(
      SilverTables tables,
      TableContract contract,
      RunContext run,
      TableSession session,
      CommitPoints commitPoints) {
    this.contract = contract;
    this.run = run;
    this.session = session;
    this.commitPoints = commitPoints;
    this.projection = new RowProjection(contract);
    this.tombstones = side(tables.tombstones(), "state." + contract.table());
    this.quarantine = side(tables.quarantine(), "quarantine." + contract.table());
    this.versions =
        contract.history()
            ? Optional.of(side(tables.versions(), "state." + contract.table() + "_versions"))
            : Optional.empty();
    this.history =
        contract.history()
            ? Optional.of(side(tables.history(), "silver." + contract.table() + "_history"))
            : Optional.empty();
  }

  private static SideTable side(Table table, String name) {
    return new SideTable(table, LakeCatalog.NAME + "." + name);
  }

  /** Takes back what batches above {@code published} left; everything when starting over. */
  void repair(int published, boolean startOver) {
    List<SideTable> all = new ArrayList<>(List.of(tombstones, quarantine));
    versions.ifPresent(all::add);
    history.ifPresent(all::add);
    for (SideTable side : all) {
      side.repair(published);
      boolean isHistory = history.isPresent() && side == history.get();
      if (startOver && !isHistory && !side.isEmpty()) {
        side.clear(published + 1);
      }
    }
  }

  /** Empties the quarantine as part of a batch, which puts back what is not let in. */
  void emptyQuarantine(int batch) {
    if (!quarantine.isEmpty()) {
      quarantine.clear(batch);
    }
  }

  Optional<Dataset<Row>> earlierTombstones() {
    return rows(tombstones);
  }

  Optional<Dataset<Row>> earlierRejects() {
    return rows(quarantine);
  }

  /**
   * Fixed at what is there now. Spark computes a cached batch anew when a table that it reads is
   * written; a delete would then meet its own tombstone and be taken for a repeated one.
   */
  private Optional<Dataset<Row>> rows(SideTable side) {
    return side.isEmpty()
        ? Optional.empty()
        : Optional.of(
            session.gathered(
                session
                    .spark()
                    .read()
                    .option(SparkReadOptions.SNAPSHOT_ID, side.snapshotId())
                    .table(side.sqlName())));
  }

  /**
   * Keeps the deletes that decide. A delete that lost to a newer row, tombstone or floor needs no
   * tombstone: what it lost to is at least as great, and the greatest known position of a key never
   * falls. A row leaves silver only by a delete, which is kept here, or below a floor, which the
   * ledger keeps; a rejected event never takes part, and one that a replay lets in comes like a
   * late one; an excluded file is followed by a full refresh, which reads every event again and
   * forgets all tombstones.
   */
  void appendTombstones(Dataset<Row> classified, BatchFacts facts, int batch) {
    if (facts.of(EventClass.DELETE_APPLIED) == 0) {
      return;
    }
    List<String> select = new ArrayList<>(projection.keys());
    select.addAll(RowProjection.position());
    tombstones.append(
        classified
            .where("_event_class = 'delete_applied' AND _op = 'd'")
            .selectExpr(select.toArray(String[]::new)),
        batch);
  }

  void appendQuarantine(Dataset<Row> classified, BatchFacts facts, int batch) {
    if (facts.of(EventClass.QUARANTINED) == 0) {
      return;
    }
    quarantine.append(
        classified
            .where("_event_class = 'quarantined'")
            .selectExpr(
                "_src_file AS file",
                "_src_pos AS row_pos",
                projection.keyToken() + " AS key_token",
                "_op AS op",
                "_epoch AS epoch",
                "_class AS class",
                "_lsn AS lsn",
                "_source_ts AS source_ts",
                "_landing_hour AS landing_hour",
                "_rules AS rules",
                "'" + run.runId() + "' AS run_id"),
        batch);
  }

  /**
   * Splices the batch into the history's audit branch.
   *
   * @param events how many events the batch holds
   * @param endsKeys keys may end that the batch does not name: it holds a truncate or a complete
   *     re-snapshot, even one below the floor, or judges all events anew
   * @param resnapshots floors of complete re-snapshots: they end keys like a truncate does
   * @return the history table, when the contract asks for one
   */
  List<Table> writeHistory(
      Dataset<Row> classified,
      long events,
      boolean endsKeys,
      List<OrderKey> resnapshots,
      SourceEpochs epochs,
      int batch) {
    if (history.isEmpty()) {
      return List.of();
    }
    HistoryWriter writer = new HistoryWriter(session, contract);
    Dataset<Row> touched = writer.versions(classified);
    for (OrderKey resnapshot : resnapshots) {
      touched = touched.unionByName(writer.ending(resnapshot, epochs, touched.schema()));
    }
    versions.orElseThrow().append(touched, batch);
    commitPoints.reached(contract.table(), "after versions");
    Table table = history.orElseThrow().table();
    new AuditBranch(table).start();
    writer.write(
        session.gathered(session.spark().table(versions.orElseThrow().sqlName())),
        touched,
        events,
        history.orElseThrow().isEmpty(),
        endsKeys,
        run.runId(),
        Map.of(Ledger.BATCH, Integer.toString(batch), Ledger.RUN_ID, run.runId()));
    return List.of(table);
  }
}
