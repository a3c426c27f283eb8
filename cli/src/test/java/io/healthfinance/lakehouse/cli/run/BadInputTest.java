package io.healthfinance.lakehouse.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.cli.CommandRun;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad files beside good ones: a run that was killed, one that found the lake held, one that was
 * left alone, one after a registered file had changed, and one with nothing to do.
 */
class BadInputTest {

  @TempDir static Path directory;

  private static SmallLake lake;
  private static long killed;
  private static CommandRun busy;
  private static CommandRun first;
  private static CommandRun afterChange;
  private static Map<String, Long> snapshots;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    lake = new SmallLake(directory);
    land();
    try (LakeProcess holder = LakeProcess.start(directory, lake.run("daily"))) {
      killed = holder.pid();
      lake.awaitHolder(killed);
      busy = CommandRun.lake(lake.run("hourly"));
      assertThat(holder.isAlive()).isTrue();
    }
    first = LakeProcess.lake(directory, lake.run("daily"));
    snapshots = lake.snapshots();
    DoseFile.GOOD.write(lake.hour().resolve("good.parquet"), "k1", "k2", "k3", "k9");
    afterChange = CommandRun.lake(lake.run("daily", "--strict"));
  }

  private static void land() throws IOException {
    Path hour = lake.hour();
    byte[] whole =
        Files.readAllBytes(DoseFile.GOOD.write(hour.resolve("good.parquet"), "k1", "k2", "k3"));
    Files.write(hour.resolve("truncated.parquet"), Arrays.copyOf(whole, whole.length / 2));
    Files.createFile(hour.resolve("empty.parquet"));
    Files.writeString(hour.resolve("text.parquet"), "dose_id,amount\nk7,1\n");
    DoseFile.OF_WRONG_TYPE.write(hour.resolve("wrong-type.parquet"), "k7");
    DoseFile.WITH_FOREIGN_IDS.write(hour.resolve("foreign-ids.parquet"), "k4");
    DoseFile.OF_ANOTHER_SOURCE.write(hour.resolve("other-source.parquet"), "k7");
    Files.createSymbolicLink(hour.resolve("gone.parquet"), directory.resolve("nowhere"));
    DoseFile.GOOD.write(lake.landing("refills").resolve("part.parquet"), "k7");
    for (String name : new String[] {"_SUCCESS", "part.parquet.tmp", ".part.parquet.crc"}) {
      Files.write(hour.resolve(name), whole);
    }
    DoseFile.GOOD.write(hour.resolve("_temporary/part.parquet"), "k7");
  }

  @TestFactory
  Stream<DynamicTest> aBadFileIsNamedWithWhatIsWrongAndWhatToDo() {
    return Stream.of(
            "truncated.parquet ends before its Parquet footer; write it again",
            "empty.parquet has no bytes; write it again",
            "text.parquet is not a Parquet file; land Parquet only",
            "wrong-type.parquet is not doses: column before.amount is DOUBLE, which cannot be read"
                + " as int; correct the source",
            "foreign-ids.parquet; the originals stay, nothing needs to be done",
            "other-source.parquet holds an event whose source.table is 'refills' where table doses"
                + " accepts only 'doses'; land it in the folder of its own table",
            "gone.parquet cannot be opened; check that it exists and that this user may read it")
        .map(
            sentence ->
                DynamicTest.dynamicTest(
                    sentence, () -> assertThat(oneLine(first.out())).containsOnlyOnce(sentence)));
  }

  @Test
  void anUnknownTableFolderIsNamedWithTheFix() {
    assertThat(oneLine(first.out()))
        .contains("unknown landing folder refills", "tables/refills.yaml");
  }

  @Test
  void temporaryAndMarkerFilesAreNobodysBusiness() {
    assertThat(first.out() + first.err()).doesNotContain("_SUCCESS", ".tmp", ".crc", "_temporary");
  }

  @Test
  void aRunDoesItsJobOnTheGoodFilesAndLosesNothing() throws IOException {
    assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.OK);
    assertThat(first.err()).doesNotContain("\tat ");
    assertThat(lake.doses()).containsExactly("k1", "k2", "k3", "k4");
  }

  @Test
  void aFileThatChangedAfterRegistrationFailsAStrictRunAndLeavesTheTablesAsTheyWere() {
    assertThat(afterChange.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(oneLine(afterChange.out()))
        .contains("good.parquet", "has changed since; restore the old bytes", "./lake exclude");
  }

  @Test
  void aRunWithNothingNewCommitsNoDataAndStartsNoEngine() throws IOException, InterruptedException {
    CommandRun idle = LakeProcess.lake(directory, lake.run("hourly"));

    assertThat(idle.exitCode()).as(idle.err()).isEqualTo(ExitCode.OK);
    assertThat(idle.out()).contains("Nothing new: no table had anything to do.");
    assertThat(lake.snapshots()).isEqualTo(snapshots).isNotEmpty();
  }

  @Test
  void theSecondOfTwoRunsSaysWhoHoldsTheLake() {
    assertThat(busy.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(busy.err())
        .contains("Another run holds the lake: daily run", "process " + killed, "lock.wait-seconds")
        .hasLineCount(1);
  }

  @Test
  void theLockOfAKilledRunIsFree() {
    assertThat(first.err()).doesNotContain("holds the lake");
    assertThat(first.out()).contains("1 tables published");
  }

  /** Sentences without the line breaks of the terminal. */
  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
