package io.healthfinance.lakehouse.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileExclusionTest {

  private final TableContract readings = Contracts.readings();
  private TestLake lake;
  private FileExclusion exclusion;
  private String good;
  private String bad;

  @BeforeEach
  void registerTwoFiles(@TempDir Path folder) throws IOException {
    lake = new TestLake(folder);
    exclusion = new FileExclusion(lake.catalog, lake.ops, lake.clock);
    Path hour = lake.hour("readings", "2026-03-01-10");
    good =
        EnvelopeFile.of(readings).with("pulse", 61).write(hour.resolve("good.parquet")).toString();
    bad =
        EnvelopeFile.of(readings).with("pulse", 610).write(hour.resolve("bad.parquet")).toString();
    lake.runOne(readings);
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  @Test
  void anExcludedFileLeavesBronzeAndStaysOut() {
    assertThat(exclusion.exclude(bad, "wrong unit", "ana", "run-x")).isEqualTo("readings");

    assertThat(lake.after(readings, "pulse")).containsExactly(61);
    assertThat(lake.runOne(readings).changed()).isFalse();
    assertThat(Path.of(bad)).exists();
    assertThat(lake.table(readings).currentSnapshot().summary())
        .containsEntry("lake.excluded-file", bad)
        .containsEntry("lake.run-id", "run-x");
  }

  @Test
  void anIncludedFileComesBackWithTheNextRun() {
    exclusion.exclude(bad, "wrong unit", "ana", "run-x");
    exclusion.include(bad, "unit was right", "ben", "run-y");

    assertThat(lake.runOne(readings).filesRegistered()).isEqualTo(1);

    assertThat(lake.after(readings, "pulse")).containsExactlyInAnyOrder(61, 610);
    assertThat(lake.runOne(readings).changed()).isFalse();
    assertThat(lake.ops.read(OpsTable.OPERATOR_ACTIONS))
        .extracting(
            OperatorActionRow::action, OperatorActionRow::tableName, OperatorActionRow::operator)
        .containsExactlyInAnyOrder(
            Tuple.tuple("exclude", "readings", "ana"), Tuple.tuple("include", "readings", "ben"));
  }

  @Test
  void excludingAgainChangesNothing() {
    exclusion.exclude(bad, "wrong unit", "ana", "run-x");
    long snapshot = lake.table(readings).currentSnapshot().snapshotId();

    exclusion.exclude(bad, "still wrong", "ana", "run-y");

    assertThat(lake.table(readings).currentSnapshot().snapshotId()).isEqualTo(snapshot);
  }

  @Test
  void onlyKnownFilesCanBeExcludedAndOnlyExcludedOnesIncluded() {
    assertThatThrownBy(() -> exclusion.exclude("/nowhere.parquet", "typo", "ana", "run-x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/nowhere.parquet")
        .hasMessageContaining("ops.bronze_files");
    assertThatThrownBy(() -> exclusion.include(good, "typo", "ana", "run-x"))
        .hasMessageContaining("good.parquet is not excluded");
  }
}
