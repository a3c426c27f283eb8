package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.bronze.LostFiles;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.BronzeFileRow;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableSession;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Brings one silver table up to its bronze table: reads the new files, classifies every event,
 * writes tombstones, quarantine, history and finally the served table, each to where no reader sees
 * it. A rerun after a crash takes back what an unpublished batch left and starts from the same
 * published state, so it ends the same.
 */
public final class SilverTableJob {

  private static final String JUDGED_AS = "lake.judged-as";

  private final RunContext run;
  private final TableContract contract;
  private final SourceEpochs epochs;
  private final SilverTables tables;
  private final CommitPoints commitPoints;

  public SilverTableJob(
      RunContext run, TableContract contract, SourceEpochs epochs, CommitPoints commitPoints) {
    this.run = run;
    this.contract = contract;
    this.epochs = epochs;
    this.tables = new SilverTables(contract, run.lake());
    this.commitPoints = commitPoints;
  }

  /**
   * Whether the batch that left a snapshot was judged by the very contract, its limits included.
   */
  public static boolean isJudgedAs(Snapshot snapshot, TableContract contract) {
    return judgedAs(contract).equals(snapshot.summary().get(JUDGED_AS));
  }

  private static String judgedAs(TableContract contract) {
    return "contract %s, quarantine limit %s, orphan limit %s"
        .formatted(contract.version(), contract.quarantineLimit(), contract.orphanLimit());
  }

  /** Writes the next batch to the audit branch; empty when there is nothing new. */
  public Optional<SilverBatch> prepare() {
    Optional<Table> bronze = run.lake().find("bronze", contract.table());
    if (bronze.isEmpty() || bronze.get().currentSnapshot() == null) {
      return Optional.empty();
    }
    Table served = tables.served();
    Ledger published = Ledger.published(served).orElseGet(Ledger::empty);
    boolean narrow = run.replay() && ReplayScope.of(run.lake(), contract, epochs).isQuarantine();
    boolean anew = run.fullRefresh() || (run.replay() && !narrow);
    Ledger from = anew ? Ledger.empty() : published;
    Snapshot to = bronze.get().currentSnapshot();
    if (!anew && !narrow && to.sequenceNumber() <= published.bronzeSequence()) {
      return Optional.empty();
    }
    if (anew && published.batch() > 0) {
      refuseShortened(bronze.get());
    }
    long started = System.nanoTime();
    BronzeFiles landed = BronzeFiles.after(bronze.get(), from.bronzeSequence());
    TableSession session = run.session(landed.events() + from.rows() / 10);
    SparkSession spark = session.spark();
    SideTables sides = new SideTables(tables, contract, run, session, commitPoints);
    sides.repair(published.batch(), anew);
    EventSelection selection =
        narrow
            ? sides
                .earlierRejects()
                .map(rows -> EventSelection.quarantined(contract.table(), bronze.get(), rows))
                .orElseGet(() -> EventSelection.all(landed))
            : EventSelection.all(landed);
    try (BronzeFiles.Staged staged = selection.read(spark, contract.table())) {
      Set<String> wire = wireColumns(bronze.get());
      Dataset<Row> events = session.gathered(staged.rows());
      BatchProbe probe = BatchProbe.of(events, epochs, from);
      refuseRegression(probe);
      Optional<OrderKey> floor = probe.floorAfter(from.floor());
      Optional<Dataset<Row>> servedRows =
          from.rows() > 0
              ? Optional.of(session.gathered(spark.table(sql("silver", contract.table()))))
              : Optional.empty();
      Dataset<Row> classified =
          session.kept(
              new EventClassifier(contract, session)
                  .classify(
                      new EventDecoder(contract, epochs, wire).decode(events),
                      servedRows,
                      sides.earlierTombstones(),
                      from.floor(),
                      floor),
              selection.events());
      try {
        BatchFacts facts = BatchFacts.of(classified);
        return Optional.of(
            write(
                served,
                published,
                from,
                narrow,
                to,
                selection,
                probe,
                floor,
                servedRows,
                classified,
                facts,
                sides,
                session,
                started));
      } finally {
        classified.unpersist();
      }
    }
  }

  private SilverBatch write(
      Table served,
      Ledger published,
      Ledger from,
      boolean narrow,
      Snapshot to,
      EventSelection selection,
      BatchProbe probe,
      Optional<OrderKey> floor,
      Optional<Dataset<Row>> servedRows,
      Dataset<Row> classified,
      BatchFacts facts,
      SideTables sides,
      TableSession session,
      long started) {
    int batch = published.batch() + 1;
    boolean floorMoved = !floor.equals(from.floor());
    SilverChanges changesOf = new SilverChanges(contract, run.runId(), session);
    Dataset<Row> changes =
        changesOf.of(classified, narrow ? Optional.empty() : sides.earlierRejects());
    FloorEffect dead =
        floorMoved && servedRows.isPresent()
            ? FloorEffect.of(changesOf.deadBelow(floor.orElseThrow(), servedRows.get(), changes))
            : FloorEffect.none();
    commitPoints.reached(contract.table(), "before tombstones");
    sides.appendTombstones(classified, facts, batch);
    commitPoints.reached(contract.table(), "after tombstones");
    if (narrow) {
      sides.emptyQuarantine(batch);
    }
    sides.appendQuarantine(classified, facts, batch);
    commitPoints.reached(contract.table(), "after quarantine");
    List<Table> companions =
        sides.writeHistory(
            classified,
            selection.events(),
            // Judged anew, keys may be known no more: all of their versions are quarantined now.
            probe.floor().isPresent() || (from.batch() == 0 && published.batch() > 0),
            probe.resnapshots(),
            epochs,
            batch);
    commitPoints.reached(contract.table(), "after history");

    BigDecimal checksum = from.checksum().add(facts.checksumDelta()).subtract(dead.checksum());
    Ledger ledger =
        new Ledger(
            batch,
            to.snapshotId(),
            to.sequenceNumber(),
            from.rows() + facts.inserted() - facts.removed() - dead.rows(),
            checksum,
            floor,
            probe.newestEpoch(),
            probe.newestLsn(),
            probe.newestLsnTime(),
            narrow ? List.of(contract.version()) : from.contractsWith(contract.version()),
            from.batch() == 0 ? epochs.text() : from.epochs());
    AuditBranch branch = new AuditBranch(served);
    branch.start();
    Map<String, String> properties = new HashMap<>(ledger.toProperties(run.runId()));
    properties.put(JUDGED_AS, judgedAs(contract));
    SilverWriter writer = new SilverWriter(session, contract);
    // Events that stay in quarantine mark the rows that they marked before.
    long touched = narrow ? facts.replaced() + facts.removed() : facts.touched();
    boolean changesRows = facts.inserted() + touched + dead.rows() > 0;
    if (from.batch() == 0 && published.rows() > 0) {
      writer.replace(changes, properties);
    } else if (!changesRows) {
      branch.commitEmpty(properties);
    } else {
      writer.change(
          dead.rowsToRemove()
              .map(rows -> changes.unionByName(rows.select(columns(changes))))
              .orElse(changes),
          facts.inserted() > 0,
          facts.touched() + dead.rows(),
          properties);
    }
    commitPoints.reached(contract.table(), "after silver branch");
    PreparedTable prepared =
        new PreparedTable(
            "silver",
            contract.table(),
            served,
            served.currentSnapshot().snapshotId(),
            branch.head().orElseThrow().snapshotId(),
            ledger.rows(),
            checksum,
            companions);
    return new SilverBatch(
        prepared,
        published,
        ledger,
        facts,
        selection.events(),
        selection.files().bytes(),
        (System.nanoTime() - started) / 1e9,
        from.batch() == 0);
  }

  private static org.apache.spark.sql.Column[] columns(Dataset<Row> rows) {
    return java.util.Arrays.stream(rows.columns())
        .map(name -> org.apache.spark.sql.functions.col("`" + name + "`"))
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  /** Rows and tombstones of events that bronze no longer holds would be gone for good. */
  private void refuseShortened(Table bronze) {
    List<BronzeFileRow> lost =
        LostFiles.of(bronze, contract.table(), new OpsTables(run.lake().iceberg()));
    if (!lost.isEmpty()) {
      throw new TableBlockedException(
          contract.table(),
          "A full refresh of silver."
              + contract.table()
              + " would lose rows: bronze no longer holds "
              + lost.size()
              + " of its landed files, the oldest of landing hour "
              + lost.get(0).landingHour()
              + ". Bring them back from the archive, or leave them out on purpose: ./lake exclude "
              + lost.get(0).file()
              + " --reason \"...\"");
    }
  }

  private void refuseRegression(BatchProbe probe) {
    if (probe.regressions() > 0) {
      throw new TableBlockedException(
          contract.table(),
          probe.regressions()
              + " events of "
              + contract.database()
              + " lie far behind the newest LSN although they were committed later: the source was"
              + " restored or failed over. Declare a new epoch: ./lake epoch "
              + contract.database()
              + " --from <time of the failover> --reason \"...\"");
    }
  }

  private static Set<String> wireColumns(Table bronze) {
    Types.StructType after = bronze.schema().findType("after").asStructType();
    return after.fields().stream().map(Types.NestedField::name).collect(Collectors.toSet());
  }

  private static String sql(String namespace, String table) {
    return LakeCatalog.NAME + "." + namespace + "." + table;
  }
}
