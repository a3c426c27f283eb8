package io.healthfinance.lakehouse.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.OpsTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnfitFileTest {

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

  private Path file(String name) {
    return lake.hour("readings", "2026-03-01-10").resolve(name);
  }

  private RejectedFile onlyRejectionBesideAGoodFile() {
    EnvelopeFile.of(readings).write(file("good.parquet"));
    BronzeResult result = lake.runOne(readings);
    assertThat(result.filesRegistered()).isEqualTo(1);
    assertThat(result.rejected()).hasSize(1);
    assertThat(lake.ops.read(OpsTable.REJECTED_FILES))
        .singleElement()
        .satisfies(
            row -> assertThat(row.reason()).isEqualTo(result.rejected().get(0).reason().name()));
    assertThat(lake.runOne(readings).rejected()).isEmpty();
    assertThat(lake.ops.read(OpsTable.REJECTED_FILES)).hasSize(1);
    return result.rejected().get(0);
  }

  private void isRejected(RejectReason reason, String... wordsOfTheSentence) {
    RejectedFile rejected = onlyRejectionBesideAGoodFile();
    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.sentence()).contains("bad").contains(wordsOfTheSentence);
  }

  private void writeBytes(Consumer<Path> damage) {
    damage.accept(EnvelopeFile.of(readings).write(file("bad.parquet")));
  }

  private static void keep(Path file, int from, int to) {
    try {
      Files.write(file, Arrays.copyOfRange(Files.readAllBytes(file), from, to));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aTruncatedFileIsRejected() {
    writeBytes(file -> keep(file, 0, 1500));
    isRejected(RejectReason.TRUNCATED, "ends before its Parquet footer");
  }

  @Test
  void anEmptyFileIsRejected() {
    writeBytes(file -> keep(file, 0, 0));
    isRejected(RejectReason.EMPTY_FILE, "has no bytes");
  }

  @Test
  void aTextFileIsRejected() throws IOException {
    Files.createDirectories(file("bad.parquet").getParent());
    Files.writeString(file("bad.parquet"), "reading_id,pulse\nkey,61\n");
    isRejected(RejectReason.NOT_PARQUET, "is not a Parquet file");
  }

  @Test
  void aFooterOfGarbageIsRejected() throws IOException {
    Path bad = EnvelopeFile.of(readings).write(file("bad.parquet"));
    byte[] bytes = Files.readAllBytes(bad);
    Arrays.fill(bytes, bytes.length - 400, bytes.length - 8, (byte) 0xff);
    Files.write(bad, bytes);
    isRejected(RejectReason.BAD_FOOTER, "footer");
  }

  @Test
  void aFileWithItsHeadCutOffIsRejected() throws IOException {
    Path bad = EnvelopeFile.of(readings).events(5000).write(file("bad.parquet"));
    byte[] bytes = Files.readAllBytes(bad);
    byte[] shorter = Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length);
    System.arraycopy("PAR1".getBytes(StandardCharsets.US_ASCII), 0, shorter, 0, 4);
    Files.write(bad, shorter);
    isRejected(RejectReason.BAD_FOOTER, "points beyond its end");
  }

  @Test
  void aFileThatCannotBeOpenedIsRejectedAndTriedAgain() throws IOException {
    Files.createDirectories(file("bad.parquet").getParent());
    Path elsewhere = lake.landing.resolve("_elsewhere.parquet");
    Files.createSymbolicLink(file("bad.parquet"), elsewhere);
    isRejected(RejectReason.UNREADABLE, "cannot be opened", "may read it");

    EnvelopeFile.of(readings).write(elsewhere);
    assertThat(lake.runOne(readings).filesRegistered()).isEqualTo(1);
  }

  @Test
  void aBrokenFileIsPendingUntilItHasBeenUnchangedLongEnough() throws IOException {
    Path bad = EnvelopeFile.of(readings).write(file("bad.parquet"));
    keep(bad, 0, 1500);
    Duration patience = Duration.ofMinutes(10);

    BronzeResult young = lake.run(patience, LandingWindow.everything(), readings).tables().get(0);
    assertThat(young.rejected()).isEmpty();
    assertThat(young.pending())
        .extracting(PendingFile::reason)
        .containsExactly(RejectReason.TRUNCATED);

    Files.setLastModifiedTime(bad, FileTime.from(Instant.now().minus(patience)));
    BronzeResult old = lake.run(patience, LandingWindow.everything(), readings).tables().get(0);
    assertThat(old.pending()).isEmpty();
    assertThat(old.rejected()).hasSize(1);
  }

  @Test
  void aPendingFileIsRegisteredOnceItIsWhole() throws IOException {
    Path bad = EnvelopeFile.of(readings).write(file("bad.parquet"));
    byte[] whole = Files.readAllBytes(bad);
    keep(bad, 0, 1500);
    lake.run(Duration.ofMinutes(10), LandingWindow.everything(), readings);
    Files.write(bad, whole);

    assertThat(lake.runOne(readings).filesRegistered()).isEqualTo(1);
    assertThat(lake.ops.read(OpsTable.REJECTED_FILES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pulse     | binary pulse (STRING)          | int",
        "steps     | double steps                   | long",
        "steps     | int64 steps (TIMESTAMP(MILLIS,true)) | long",
        "steps     | int64 steps (INTEGER(64,false)) | long",
        "weight    | double weight                  | decimal(10, 2)",
        "weight    | binary weight (STRING)         | decimal(10, 2)",
        "note      | int32 note                     | string",
        "taken_at  | int32 taken_at                 | long",
        "taken_at  | binary taken_at (STRING)       | long",
        "pulse     | boolean pulse                  | int",
        "tags      | binary tags (STRING)           | a list",
        "note      | group note { optional int32 x; } | string"
      })
  void aColumnOfAnotherTypeIsRejected(String column, String declaration, String expected) {
    EnvelopeFile.of(readings)
        .without(column)
        .withoutValue(column, declaration)
        .write(file("bad.parquet"));
    isRejected(RejectReason.WRONG_TYPE, "before." + column, expected);
  }

  @Test
  void anUnwrappedRecordIsRejected() {
    EnvelopeFile.of(readings)
        .withoutEnvelopeField("optional binary op (STRING);")
        .write(file("bad.parquet"));
    isRejected(RejectReason.NOT_AN_ENVELOPE, "no column op", "unwrap");
  }

  @Test
  void aFileWithoutKeyIsRejected() {
    EnvelopeFile.of(readings).without("reading_id").write(file("bad.parquet"));
    isRejected(RejectReason.KEY_COLUMN_MISSING, "reading_id");
  }

  @ParameterizedTest
  @CsvSource({"db, healthfinance_billing", "schema, audit", "table, vitals", "name, other-db"})
  void anEventOfAnotherSourceIsRejectedWithItsFile(String field, String value) {
    EnvelopeFile.of(readings).from(field, value).write(file("bad.parquet"));
    isRejected(RejectReason.EVENT_OF_OTHER_SOURCE, "source." + field, value, "readings");
  }

  @Test
  void aSourceIsReadWhereTheFooterDoesNotTellIt() {
    // Statistics of binary columns without text annotation are left out by the writer.
    EnvelopeFile.of(readings)
        .withoutEnvelopeField("optional binary table (STRING);")
        .withEnvelopeField("source", "optional binary table;")
        .from("table", "vitals")
        .write(file("bad.parquet"));
    isRejected(RejectReason.EVENT_OF_OTHER_SOURCE, "vitals");
  }

  @Test
  void aFileOutsideOfAnHourFolderIsRejected() {
    EnvelopeFile.of(readings).write(lake.landing.resolve("readings").resolve("bad.parquet"));
    isRejected(RejectReason.OUTSIDE_HOUR_FOLDER, "YYYY/MM/dd/hour=HH");
  }

  @Test
  void aFileIsJudgedAgainWhenItsContractChanged() {
    EnvelopeFile.of(readings)
        .with(
            "weight", "fixed_len_byte_array(16) weight (DECIMAL(12,2))", bigDecimal(123456789012L))
        .write(file("bad.parquet"));
    assertThat(lake.runOne(readings).rejected())
        .extracting(RejectedFile::reason)
        .containsExactly(RejectReason.VALUE_DOES_NOT_FIT);

    TableContract wider = Contracts.with(readings, "weight decimal(12,2)");
    assertThat(lake.runOne(wider).filesRegistered()).isEqualTo(1);
    assertThat(lake.after(wider, "weight"))
        .containsExactly(new java.math.BigDecimal("1234567890.12"));
  }

  private static byte[] bigDecimal(long unscaled) {
    return java.nio.ByteBuffer.allocate(16).putLong(0).putLong(unscaled).array();
  }
}
