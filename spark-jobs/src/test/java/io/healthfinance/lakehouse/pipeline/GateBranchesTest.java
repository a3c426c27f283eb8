package io.healthfinance.lakehouse.pipeline;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.gold.SqlBatch;
import io.healthfinance.lakehouse.pipeline.Spoiling.Told;
import io.healthfinance.lakehouse.quality.CheckResult;
import io.healthfinance.lakehouse.quality.GateCheck;
import io.healthfinance.lakehouse.quality.GateVerdict;
import io.healthfinance.lakehouse.quality.SilverChecks;
import io.healthfinance.lakehouse.quality.SqlChecks;
import io.healthfinance.lakehouse.runtime.AuditBranch;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.silver.BatchFacts;
import io.healthfinance.lakehouse.silver.EventClass;
import io.healthfinance.lakehouse.silver.Ledger;
import io.healthfinance.lakehouse.silver.SilverBatch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables of the catalog on Iceberg branches: each branch is spoiled in every way that a check must
 * notice. Exactly that check stops it, and what is published stays as it was.
 */
class GateBranchesTest {

  private static final List<Long> HISTORY = List.of(300L, 300L, 300L);

  private static GateLake lake;

  @BeforeAll
  static void publishSoundTables(@TempDir Path home) {
    lake = new GateLake(home);
    SoundTables.publish(lake);
  }

  @AfterAll
  static void stop() {
    lake.close();
  }

  static Stream<Spoiling> spoilings() {
    return Spoilings.all().stream();
  }

  static Stream<String> tables() {
    return SoundTables.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("spoilings")
  void aSpoiledBranchIsStoppedByThatCheckAlone(Spoiling spoiling) {
    Table table = table(spoiling.table());
    long published = table.currentSnapshot().snapshotId();
    AuditBranch branch = new AuditBranch(table);
    branch.start();
    try {
      for (String statement : spoiling.sql()) {
        lake.spark().sql(statement.replace("{b}", branchOf(table)).replace("{t}", table.name()));
      }
      if (spoiling.sql().isEmpty()) {
        branch.commitEmpty(Map.of());
      }

      GateVerdict verdict = audit(spoiling.table(), spoiling.told());

      assertThat(verdict.passed()).isFalse();
      assertThat(verdict.failures())
          .extracting(CheckResult::name)
          .containsExactlyElementsOf(spoiling.noticedBy());
      assertThat(verdict.reason()).contains(spoiling.table(), spoiling.noticedBy().get(0));
      table.refresh();
      assertThat(table.currentSnapshot().snapshotId()).isEqualTo(published);
      assertThat(lake.spark().table(table.name()).count()).isEqualTo(GateLake.ROWS);
    } finally {
      branch.drop();
      Spoilings.forgetColumn(lake, spoiling);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aSoundBranchPasses(String name) {
    AuditBranch branch = new AuditBranch(table(name));
    branch.start();
    if (name.endsWith("_history")) {
      // A history that a batch did not change is not looked at.
      touch(name, "i7");
    } else {
      branch.commitEmpty(Map.of());
    }
    GateVerdict verdict = audit(name, Told.truth());
    branch.drop();
    assertThat(verdict.failures()).isEmpty();
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.results()).isNotEmpty();
  }

  @Test
  void anHourlyRunLooksAtTheVersionsOfTouchedKeys() {
    String name = "insurance_policies_history";
    AuditBranch branch = new AuditBranch(table(name));
    branch.start();
    lake.spark()
        .sql(
            "UPDATE %s SET valid_to = valid_to + INTERVAL 2 HOURS WHERE policy_id = 'i7'"
                .formatted(branchOf(table(name))));
    touch(name, "i8");
    TableContract contract = contractOf(name);
    HistoryGate hourly = new HistoryGate(lake.run, false);
    SilverBatch batch = batch(name, contract, Told.truth());
    assertThat(hourly.audit(contract, batch).orElseThrow().passed()).isTrue();
    touch(name, "i7");
    assertThat(hourly.audit(contract, batch(name, contract, Told.truth())).orElseThrow().failures())
        .extracting(CheckResult::name)
        .containsExactly("no_overlap");
    branch.drop();
  }

  @Test
  void everyKindOfCheckIsTried() {
    assertThat(Spoilings.all().stream().map(Spoiling::kind).collect(toSet()))
        .isEqualTo(kinds(GateCheck.class).collect(toSet()));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyKindThatATableIsAskedIsTriedOnIt(String name) {
    Set<Class<?>> tried =
        Spoilings.all().stream()
            .filter(spoiling -> spoiling.table().equals(name))
            .map(Spoiling::kind)
            .collect(toSet());
    assertThat(tried).containsAll(asked(name).map(Object::getClass).collect(toSet()));
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(GateBranchesTest::kinds)
        : Stream.of(type);
  }

  private static Stream<GateCheck> asked(String name) {
    if (name.endsWith("_history")) {
      return SilverChecks.ofHistory(contractOf(name)).stream();
    }
    return SoundTables.isDerived(name)
        ? SqlChecks.of(lake.derived(name)).stream()
        : SilverChecks.of(lake.contract(name)).stream();
  }

  /** As if this run had laid out one version of the key. */
  private static void touch(String history, String key) {
    lake.spark()
        .sql(
            "UPDATE %s SET _run_id = 'this-run' WHERE policy_id = '%s' AND is_current"
                .formatted(branchOf(table(history)), key));
  }

  private static GateVerdict audit(String name, Told told) {
    Map<String, List<Long>> history = Map.of(SoundTables.layer(name) + "." + name, HISTORY);
    if (SoundTables.isDerived(name)) {
      SqlTable definition = lake.derived(name);
      return new SqlGate(lake.run, history)
          .audit(
              new SqlBatch(
                  definition,
                  prepared(table(name), definition.layer(), name, rows(name), List.of()),
                  Map.of(),
                  input -> "lake.silver." + input,
                  Optional.empty(),
                  0));
    }
    TableContract contract = contractOf(name);
    SilverBatch batch = batch(name, contract, told);
    return name.endsWith("_history")
        ? new HistoryGate(lake.run, true).audit(contract, batch).orElseThrow()
        : new SilverGate(lake.run, true, Map.of(contract.table(), batch.prepared()), history)
            .audit(contract, batch)
            .verdict();
  }

  /** What the writer would say of a batch that left the branch as it is. */
  private static SilverBatch batch(String name, TableContract contract, Told told) {
    boolean isHistory = name.endsWith("_history");
    Row counted =
        lake.spark()
            .table(branchOf(table(name)))
            .selectExpr(
                isHistory ? "count(DISTINCT policy_id)" : "count(*)",
                "cast(sum(_payload_hash) AS decimal(38, 0))")
            .first();
    long rows = counted.getLong(0);
    Ledger ledger =
        new Ledger(
            2,
            1,
            1,
            rows + told.extraRows(),
            counted.getDecimal(1).add(BigDecimal.valueOf(told.extraChecksum())),
            Optional.empty(),
            0,
            0,
            0,
            List.of(contract.version()),
            "");
    List<Table> companions = isHistory ? List.of(table(name)) : List.of();
    return new SilverBatch(
        prepared(table(name), "silver", contract.table(), rows, companions),
        before(contract),
        ledger,
        facts(told),
        told.eventsIn(),
        1,
        0,
        false);
  }

  private static Ledger before(TableContract contract) {
    return new Ledger(
        1, 0, 0, 0, BigDecimal.ZERO, Optional.empty(), 0, 0, 0, List.of(contract.version()), "");
  }

  private static BatchFacts facts(Told told) {
    Map<EventClass, Long> events = new EnumMap<>(EventClass.class);
    for (EventClass eventClass : EventClass.values()) {
      events.put(eventClass, 0L);
    }
    events.put(EventClass.APPLIED, 100 - told.quarantined());
    events.put(EventClass.QUARANTINED, told.quarantined());
    return new BatchFacts(
        events,
        new TreeMap<>(
            Map.of("2026-03-01-10", new BatchFacts.HourCounts(100, told.quarantined(), null))),
        0,
        100 - told.quarantined(),
        0,
        0,
        0,
        told.fatal(),
        Map.of(),
        Map.of(),
        BigDecimal.ZERO);
  }

  private static PreparedTable prepared(
      Table table, String layer, String name, long rows, List<Table> companions) {
    return new PreparedTable(
        layer,
        name,
        table,
        table.currentSnapshot().snapshotId(),
        new AuditBranch(table).head().orElseThrow().snapshotId(),
        rows,
        BigDecimal.ZERO,
        companions);
  }

  private static long rows(String name) {
    return lake.spark().table(branchOf(table(name))).count();
  }

  private static TableContract contractOf(String name) {
    return lake.contract(name.replace("_history", ""));
  }

  private static Table table(String name) {
    return lake.run.lake().load(SoundTables.layer(name), name);
  }

  private static String branchOf(Table table) {
    return table.name() + ".branch_" + AuditBranch.NAME;
  }
}
