package io.healthfinance.lakehouse.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.OpsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationTest {

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

  private Path hour() {
    return lake.hour("readings", "2026-03-01-10");
  }

  @Test
  void landedFilesAreReadWhereTheyLie() {
    Path file =
        EnvelopeFile.of(readings)
            .with("pulse", 61)
            .with("steps", 12_000L)
            .with("tags", List.of("rest", "night"))
            .write(hour().resolve("a.parquet"));

    BronzeResult result = lake.runOne(readings);

    assertThat(result.filesRegistered()).isEqualTo(1);
    assertThat(result.events()).isEqualTo(1);
    assertThat(result.bytes()).isEqualTo(file.toFile().length());
    assertThat(result.failure()).isEmpty();
    Record row = lake.rows(readings).get(0);
    assertThat(row.getField("landing_hour")).isEqualTo("2026-03-01-10");
    assertThat(row.getField("before")).isNull();
    assertThat(lake.after(readings, "pulse")).containsExactly(61);
    assertThat(lake.after(readings, "steps")).containsExactly(12_000L);
    assertThat(lake.after(readings, "tags")).containsExactly(List.of("rest", "night"));
    assertThat(dataFiles()).containsExactly(file.toString());
  }

  @Test
  void allFilesOfARunAreOneAppendThatNamesTheRun() {
    EnvelopeFile.of(readings).write(hour().resolve("a.parquet"));
    EnvelopeFile.of(readings).write(lake.hour("readings", "2026-03-02-00").resolve("b.parquet"));

    lake.runOne(readings);

    assertThat(lake.table(readings).snapshots()).hasSize(1);
    assertThat(lake.table(readings).currentSnapshot().operation()).isEqualTo("append");
    assertThat(lake.table(readings).currentSnapshot().summary())
        .containsEntry("lake.run-id", "run-1")
        .containsEntry("added-data-files", "2")
        .containsEntry("added-records", "2");
  }

  @Test
  void runningAgainCommitsNothing() {
    EnvelopeFile.of(readings).write(hour().resolve("a.parquet"));
    BronzeResult first = lake.runOne(readings);
    long opsSnapshot = opsSnapshot();

    BronzeResult second = lake.runOne(readings);

    assertThat(first.changed()).isTrue();
    assertThat(second.changed()).isFalse();
    assertThat(second.filesRegistered()).isZero();
    assertThat(second.snapshotId()).isEqualTo(first.snapshotId());
    assertThat(opsSnapshot()).isEqualTo(opsSnapshot);
  }

  @Test
  void aRunThatDiedBeforeItsRecordsWereWrittenIsCompleted() {
    EnvelopeFile.of(readings).write(hour().resolve("a.parquet"));
    EnvelopeFile.of(readings)
        .with("born", "int32 born (DATE)", 12_345)
        .write(hour().resolve("b.parquet"));
    lake.runOne(readings);
    lake.catalog
        .loadTable(OpsTable.BRONZE_FILES.identifier())
        .newDelete()
        .deleteFromRowFilter(Expressions.alwaysTrue())
        .commit();

    BronzeResult again = lake.runOne(readings);

    assertThat(again.filesRegistered()).isZero();
    assertThat(lake.rows(readings)).hasSize(2);
    assertThat(lake.ops.read(OpsTable.BRONZE_FILES)).hasSize(2);
  }

  @Test
  void theSameBytesUnderAnotherNameAreAnotherFile() throws IOException {
    Path file = EnvelopeFile.of(readings).write(hour().resolve("a.parquet"));
    lake.runOne(readings);
    Files.copy(file, hour().resolve("a-again.parquet"));

    assertThat(lake.runOne(readings).filesRegistered()).isEqualTo(1);
    assertThat(lake.rows(readings)).hasSize(2);
  }

  @Test
  void lateFilesInOldHoursAreFoundInsideTheLookBackWindowOnly() {
    EnvelopeFile.of(readings).write(lake.hour("readings", "2026-02-21-09").resolve("old.parquet"));
    EnvelopeFile.of(readings).write(lake.hour("readings", "2026-02-22-10").resolve("late.parquet"));
    LandingWindow week =
        LandingWindow.lookingBack(
            java.time.Duration.ofDays(7), Instant.parse("2026-03-01T10:30:00Z"));

    assertThat(lake.run(week, readings).tables().get(0).filesRegistered()).isEqualTo(1);
    assertThat(dataFiles()).singleElement().asString().endsWith("late.parquet");
    assertThat(lake.runOne(readings).filesRegistered()).isEqualTo(1);
  }

  @Test
  void filesOfWritersAreIgnoredAndUnknownFoldersReported() throws IOException {
    Path hour = Files.createDirectories(hour());
    for (String name :
        List.of("_SUCCESS", ".a.parquet.crc", "a.parquet.tmp", "part_SUCCESS", "b.parquet.crc")) {
      Files.writeString(hour.resolve(name), "not for bronze");
    }
    Files.createDirectories(lake.landing.resolve("_truth"));
    Files.createDirectories(lake.landing.resolve("radings"));

    BronzeRun run = lake.run(readings);

    assertThat(run.unknownFolders()).containsExactly("radings");
    assertThat(run.tables().get(0).rejected()).isEmpty();
    assertThat(run.tables().get(0).filesRegistered()).isZero();
  }

  @Test
  void everyContractGetsItsTableEvenWithoutFiles() {
    lake.run(readings, Contracts.table("empty", "id uuid"));

    assertThat(lake.catalog.listTables(BronzeTables.NAMESPACE))
        .extracting(identifier -> identifier.name())
        .containsExactlyInAnyOrder("readings", "empty");
  }

  @Test
  void aFileOnlyTouchedStaysRegistered() throws IOException {
    Path file = EnvelopeFile.of(readings).write(hour().resolve("a.parquet"));
    lake.runOne(readings);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-05T00:00:00Z")));

    BronzeResult result = lake.runOne(readings);

    assertThat(result.rejected()).isEmpty();
    assertThat(result.filesRegistered()).isZero();
    assertThat(lake.rows(readings)).hasSize(1);
  }

  @Test
  void aChangedFileIsRejectedOnce() throws IOException {
    Path file = EnvelopeFile.of(readings).write(hour().resolve("a.parquet"));
    lake.runOne(readings);
    EnvelopeFile.of(readings).events(2).write(file);

    BronzeResult result = lake.runOne(readings);

    assertThat(result.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectReason.FILE_CHANGED);
              assertThat(rejected.sentence()).contains("a.parquet", "readings", "./lake exclude");
            });
    assertThat(lake.runOne(readings).rejected()).isEmpty();
    assertThat(lake.ops.read(OpsTable.REJECTED_FILES)).hasSize(1);
  }

  @Test
  void aChangedFileOfTheSameLengthIsRejected() throws IOException {
    Path file = EnvelopeFile.of(readings).with("pulse", 61).write(hour().resolve("a.parquet"));
    lake.runOne(readings);
    long length = Files.size(file);
    EnvelopeFile.of(readings).with("pulse", 62).write(file);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-05T00:00:00Z")));

    assertThat(Files.size(file)).isEqualTo(length);
    assertThat(lake.runOne(readings).rejected())
        .extracting(RejectedFile::reason)
        .containsExactly(RejectReason.FILE_CHANGED);
  }

  @Test
  void oneBrokenTableDoesNotStopTheOthers() {
    TableContract other = Contracts.table("other", "id uuid", "size int");
    lake.run(readings, other);
    EnvelopeFile.of(readings).write(hour().resolve("a.parquet"));

    BronzeRun run = lake.run(readings, Contracts.with(other, "size string"));

    assertThat(run.tables().get(0).failure().orElseThrow())
        .contains("other", "size", "int", "string", "give the column its old type");
    assertThat(run.tables().get(1).filesRegistered()).isEqualTo(1);
  }

  @Test
  void fiveHundredFilesAreOneCommit() {
    for (int i = 0; i < 500; i++) {
      EnvelopeFile.of(readings)
          .firstLsn(1000 + i)
          .write(
              lake.hour("readings", "2026-03-0%d-%02d".formatted(1 + i / 100, i % 24))
                  .resolve(i + ".parquet"));
    }

    assertThat(lake.runOne(readings).filesRegistered()).isEqualTo(500);
    assertThat(lake.table(readings).snapshots()).hasSize(1);
    assertThat(lake.rows(readings)).hasSize(500);
    assertThat(lake.runOne(readings).changed()).isFalse();
  }

  private List<String> dataFiles() {
    return java.util.stream.StreamSupport.stream(
            lake.table(readings).newScan().planFiles().spliterator(), false)
        .map(FileScanTask::file)
        .map(file -> file.location())
        .toList();
  }

  private long opsSnapshot() {
    return lake.catalog
        .loadTable(OpsTable.BRONZE_FILES.identifier())
        .currentSnapshot()
        .snapshotId();
  }
}
