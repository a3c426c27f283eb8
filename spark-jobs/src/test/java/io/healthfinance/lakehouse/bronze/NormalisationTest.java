package io.healthfinance.lakehouse.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.BronzeFileRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NormalisationTest {

  private final TableContract readings = Contracts.readings();
  private TestLake lake;

  @BeforeEach
  void openLake(@TempDir Path folder) throws IOException {
    lake = new TestLake(folder);
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  private Path file() {
    return lake.hour("readings", "2026-03-01-10").resolve("a.parquet");
  }

  /** Column, its Parquet declaration, the value in the file, the reason, the value in bronze. */
  static Stream<Arguments> otherForms() {
    UUID id = UUID.fromString("6f1d6f0a-2f3c-4b44-9a34-0c7f6a3f1c11");
    byte[] idBytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Stream.of(
        Arguments.of(
            "taken_at",
            "int64 taken_at (TIMESTAMP(MILLIS,false))",
            1_700_000_000_123L,
            "TIMESTAMP_MILLIS",
            1_700_000_000_123_000L),
        Arguments.of(
            "taken_at",
            "int64 taken_at (TIMESTAMP(MICROS,false))",
            1_700_000_000_123_456L,
            "TIMESTAMP_MICROS",
            1_700_000_000_123_456L),
        Arguments.of(
            "created_at",
            "int64 created_at (TIMESTAMP(MILLIS,false))",
            1_700_000_000_123L,
            "TIMESTAMP_MILLIS",
            1_700_000_000_123L),
        Arguments.of(
            "created_at",
            "int64 created_at (TIMESTAMP(MICROS,false))",
            1_700_000_000_123_000L,
            "TIMESTAMP_MICROS",
            1_700_000_000_123L),
        Arguments.of(
            "sent_at",
            "int64 sent_at (TIMESTAMP(MICROS,true))",
            1_700_000_000_123_456L,
            "TIMESTAMP_MICROS",
            "2023-11-14T22:13:20.123456Z"),
        Arguments.of("born", "int32 born (DATE)", 12_345, "DATE", 12_345),
        Arguments.of(
            "wakes_at",
            "int32 wakes_at (TIME(MILLIS,false))",
            21_600_000,
            "TIME_MILLIS",
            21_600_000_000L),
        Arguments.of(
            "weight",
            "int64 weight (DECIMAL(10,1))",
            705L,
            "OTHER_DECIMAL_SCALE",
            new BigDecimal("70.50")),
        Arguments.of(
            "weight",
            "int64 weight (DECIMAL(12,4))",
            705_000L,
            "OTHER_DECIMAL_SCALE",
            new BigDecimal("70.50")),
        Arguments.of(
            "weight",
            "binary weight (DECIMAL(10,2))",
            new byte[] {0x1b, (byte) 0x8a},
            "BINARY_DECIMAL",
            new BigDecimal("70.50")),
        Arguments.of("pulse", "int64 pulse", 61L, "WIDER_INTEGER", 61),
        Arguments.of(
            "note",
            "binary note",
            "calm".getBytes(StandardCharsets.UTF_8),
            "TEXT_WITHOUT_ANNOTATION",
            "calm"),
        Arguments.of(
            "reading_id",
            "fixed_len_byte_array(16) reading_id (UUID)",
            idBytes,
            "BINARY_UUID",
            id.toString()));
  }

  @ParameterizedTest
  @MethodSource("otherForms")
  void aFactInAnotherFormIsCopiedIntoTheContractsForm(
      String column, String declaration, Object value, String reason, Object expected) {
    EnvelopeFile.of(readings).with(column, declaration, value).write(file());

    BronzeResult result = lake.runOne(readings);

    assertThat(result.rejected()).isEmpty();
    assertThat(lake.after(readings, column)).containsExactly(expected);
    BronzeFileRow row = lake.ops.read(OpsTable.BRONZE_FILES).get(0);
    assertThat(row.normalised()).isEqualTo(reason);
    assertThat(row.file()).isEqualTo(file().toString());
    assertThat(row.dataFile()).contains("/warehouse/bronze_normalised/readings/");
    assertThat(lake.runOne(readings).changed()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("lossyForms")
  void aValueThatDoesNotFitRejectsItsFile(String column, String declaration, Object value) {
    EnvelopeFile.of(readings).with(column, declaration, value).write(file());

    assertThat(lake.runOne(readings).rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectReason.VALUE_DOES_NOT_FIT);
              assertThat(rejected.sentence())
                  .contains("after." + column, "readings")
                  .doesNotContain(value.toString());
            });
    assertThat(lake.rows(readings)).isEmpty();
  }

  static Stream<Arguments> lossyForms() {
    return Stream.of(
        Arguments.of("pulse", "int64 pulse", 3_000_000_000L),
        Arguments.of("weight", "int64 weight (DECIMAL(12,4))", 705_001L),
        Arguments.of("weight", "int64 weight (DECIMAL(18,2))", 987_654_321_012L),
        Arguments.of(
            "created_at", "int64 created_at (TIMESTAMP(MICROS,false))", 1_700_000_000_123_456L),
        Arguments.of("note", "binary note", new byte[] {(byte) 0xc3, 0x28}));
  }

  @Test
  void foreignFieldIdsDoNotCrossWireColumns() {
    EnvelopeFile.of(readings)
        .with("pulse", 61)
        .with("born", 12_345)
        .with("note", "calm")
        .with("tags", List.of("rest"))
        .withForeignIds()
        .write(file());

    BronzeResult result = lake.runOne(readings);

    assertThat(result.filesRegistered()).isEqualTo(1);
    assertThat(lake.ops.read(OpsTable.BRONZE_FILES).get(0).normalised())
        .isEqualTo("FOREIGN_FIELD_IDS");
    assertThat(lake.after(readings, "pulse")).containsExactly(61);
    assertThat(lake.after(readings, "born")).containsExactly(12_345);
    assertThat(lake.after(readings, "note")).containsExactly("calm");
    assertThat(lake.after(readings, "tags")).containsExactly(List.of("rest"));
    assertThat(lake.rows(readings).get(0).getField("op")).isEqualTo("c");
  }

  @Test
  void aCopyWithOurOwnIdsIsRegisteredAsItIs() throws IOException {
    EnvelopeFile.of(readings).with("born", "int32 born (DATE)", 12_345).write(file());
    lake.runOne(readings);
    Path copy = Path.of(lake.ops.read(OpsTable.BRONZE_FILES).get(0).dataFile());
    java.nio.file.Files.copy(copy, file().resolveSibling("ours.parquet"));

    assertThat(lake.runOne(readings).filesRegistered()).isEqualTo(1);
    assertThat(lake.ops.read(OpsTable.BRONZE_FILES))
        .filteredOn(row -> row.file().endsWith("ours.parquet"))
        .extracting(BronzeFileRow::normalised)
        .containsOnlyNulls();
    assertThat(lake.after(readings, "born")).containsExactly(12_345, 12_345);
  }

  @Test
  void anIntegerIsReadAsBigintWithoutACopy() {
    EnvelopeFile.of(readings).with("steps", "int32 steps", 12_000).write(file());

    lake.runOne(readings);

    assertThat(lake.ops.read(OpsTable.BRONZE_FILES).get(0).normalised()).isNull();
    assertThat(lake.after(readings, "steps")).containsExactly(12_000L);
  }

  @Test
  void aContractThatWidensAColumnKeepsOldFilesReadable() {
    EnvelopeFile.of(readings).with("pulse", 61).write(file());
    lake.runOne(readings);
    TableContract wider = Contracts.with(readings, "pulse bigint");
    EnvelopeFile.of(wider)
        .with("pulse", 62L)
        .write(lake.hour("readings", "2026-03-01-11").resolve("b.parquet"));

    BronzeResult result = lake.runOne(wider);

    assertThat(result.failure()).isEmpty();
    assertThat(result.filesRegistered()).isEqualTo(1);
    assertThat(lake.after(wider, "pulse")).containsExactlyInAnyOrder(61L, 62L);
  }

  @Test
  void aNewColumnIsTakenInAndReported() {
    EnvelopeFile.of(readings).write(file());
    lake.runOne(readings);
    EnvelopeFile.of(readings)
        .with("mood", "binary mood (STRING)", "calm")
        .write(lake.hour("readings", "2026-03-01-11").resolve("b.parquet"));

    BronzeResult result = lake.runOne(readings);

    assertThat(result.drift())
        .extracting(SchemaDrift::table, SchemaDrift::column, SchemaDrift::type)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("readings", "mood", "string"));
    assertThat(lake.after(readings, "mood")).containsExactlyInAnyOrder(null, "calm");
    assertThat(lake.table(readings).schema().findField("before.mood")).isNotNull();
    assertThat(lake.runOne(readings).drift()).isEmpty();
  }

  @Test
  void newFieldsOfTheEnvelopeAreTakenInSilently() {
    EnvelopeFile.of(readings)
        .withEnvelopeField("source", "optional int64 ts_us;")
        .withEnvelopeField("", "optional int64 ts_us;")
        .write(file());

    BronzeResult result = lake.runOne(readings);

    assertThat(result.filesRegistered()).isEqualTo(1);
    assertThat(result.drift()).isEmpty();
    assertThat(lake.table(readings).schema().findField("source.ts_us")).isNotNull();
    assertThat(((Record) lake.rows(readings).get(0).getField("source")).getField("lsn"))
        .isEqualTo(100L);
  }

  @Test
  void aNewColumnWithTwoTypesIsTakenInOnce() {
    EnvelopeFile.of(readings).with("mood", "binary mood (STRING)", "calm").write(file());
    EnvelopeFile.of(readings)
        .with("mood", "double mood", 0.5)
        .write(file().resolveSibling("b.parquet"));

    BronzeResult result = lake.runOne(readings);

    assertThat(result.filesRegistered()).isEqualTo(1);
    assertThat(result.rejected())
        .extracting(RejectedFile::reason)
        .containsExactly(RejectReason.WRONG_TYPE);
  }
}
