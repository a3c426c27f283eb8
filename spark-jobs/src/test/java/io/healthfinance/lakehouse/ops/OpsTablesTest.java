package io.healthfinance.lakehouse.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpsTablesTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir Path folder;

  private JdbcCatalog catalog() {
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.setConf(new Configuration(false));
    catalog.initialize(
        "lake",
        Map.of(
            "uri",
            "jdbc:sqlite:" + folder.resolve("catalog.db") + "?busy_timeout=30000&journal_mode=WAL",
            "warehouse",
            folder.resolve("warehouse").toString(),
            "jdbc.schema-version",
            "V1"));
    return catalog;
  }

  private static AlertRow alert(String run, String message) {
    return new AlertRow(run, "WARNING", "SCHEMA_DRIFT", "vitals", message, NOON);
  }

  static List<OpsTable<?>> allTables() {
    return OpsTable.ALL;
  }

  @ParameterizedTest
  @MethodSource("allTables")
  void everyRowComesBackAsItWasWritten(OpsTable<?> table) throws Exception {
    roundTrip(new OpsTables(catalog()), table);
  }

  private static <R extends Record> void roundTrip(OpsTables ops, OpsTable<R> table)
      throws ReflectiveOperationException {
    R full = row(table.rowType(), true);
    R empty = row(table.rowType(), false);

    assertThat(ops.append(table, List.of(full, empty))).isPresent();

    assertThat(ops.read(table)).containsExactlyInAnyOrder(full, empty);
  }

  private static <R extends Record> R row(Class<R> type, boolean filled)
      throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Map<Class<?>, Object> samples =
        Map.of(
            String.class,
            "text",
            Integer.class,
            7,
            Long.class,
            7_000_000_000L,
            Double.class,
            0.75,
            Boolean.class,
            true,
            BigDecimal.class,
            new BigDecimal("98765432109876543210987654321098765432"),
            Instant.class,
            NOON);
    Object[] values = Arrays.stream(types).map(t -> filled ? samples.get(t) : null).toArray();
    return type.getDeclaredConstructor(types).newInstance(values);
  }

  @Test
  void columnsAreTheComponentsInSnakeCase() {
    OpsTables ops = new OpsTables(catalog());
    ops.createAll();

    Schema schema = catalog().loadTable(OpsTable.TABLE_RUNS.identifier()).schema();
    assertThat(schema.columns())
        .extracting(NestedField::name)
        .startsWith("run_id", "layer", "table_name", "status", "bronze_from", "bronze_to")
        .contains("previous_snapshot_id", "delete_applied", "recorded_at");
    assertThat(schema.findType("checksum")).isEqualTo(Types.DecimalType.of(38, 0));
    assertThat(schema.findType("recorded_at")).isEqualTo(Types.TimestampType.withZone());
  }

  @Test
  void aTableThatNobodyWroteIsEmptyAndIsNotMade() {
    Catalog catalog = catalog();

    assertThat(new OpsTables(catalog).read(OpsTable.RUNS)).isEmpty();
    assertThat(catalog.tableExists(OpsTable.RUNS.identifier())).isFalse();
  }

  @Test
  void noRowsAreNoCommit() {
    assertThat(new OpsTables(catalog()).append(OpsTable.ALERTS, List.of())).isEmpty();
  }

  @Test
  void aFilterReturnsTheRowsOfOneRun() {
    OpsTables ops = new OpsTables(catalog());
    ops.append(OpsTable.ALERTS, List.of(alert("run-1", "a"), alert("run-2", "b")));
    ops.append(OpsTable.ALERTS, List.of(alert("run-1", "c")));

    assertThat(ops.read(OpsTable.ALERTS, Expressions.equal("run_id", "run-1")))
        .extracting(AlertRow::message)
        .containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void aColumnThatCameLaterIsNullInOldRows() {
    Catalog catalog = catalog();
    Namespaces.ensure(catalog, OpsTable.NAMESPACE);
    catalog.createTable(
        OpsTable.SOURCE_EPOCHS.identifier(),
        new Schema(NestedField.optional(1, "database", Types.StringType.get())),
        PartitionSpec.unpartitioned());
    SourceEpochRow row = new SourceEpochRow("billing", NOON, "failover", NOON);

    assertThat(new OpsTables(catalog).read(OpsTable.SOURCE_EPOCHS)).isEmpty();
    new OpsTables(catalog).append(OpsTable.SOURCE_EPOCHS, List.of(row));

    assertThat(new OpsTables(catalog()).read(OpsTable.SOURCE_EPOCHS)).containsExactly(row);
  }

  @Test
  void appendsOfManyThreadsAndTwoWritersAreAllKept() throws Exception {
    List<OpsTables> writers = List.of(new OpsTables(catalog()), new OpsTables(catalog()));
    List<Callable<Object>> work = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      OpsTables writer = writers.get(i % 2);
      String message = "alert " + i;
      work.add(() -> writer.append(OpsTable.ALERTS, List.of(alert("run", message))));
    }
    ExecutorService pool = Executors.newFixedThreadPool(6);
    for (Future<Object> done : pool.invokeAll(work)) {
      done.get();
    }
    pool.shutdown();

    assertThat(new OpsTables(catalog()).read(OpsTable.ALERTS)).hasSize(24).doesNotHaveDuplicates();
  }
}
