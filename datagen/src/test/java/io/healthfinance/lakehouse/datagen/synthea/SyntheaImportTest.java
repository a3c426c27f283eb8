package io.healthfinance.lakehouse.datagen.synthea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.datagen.synthea.ImportSummary.FileSummary;
import io.healthfinance.lakehouse.testing.SyntheaSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports an export that Synthea wrote; see {@link SyntheaSample}. */
class SyntheaImportTest {
  private static final Catalog CATALOG = new CatalogLoader().loadBundled();

  @TempDir Path folder;
  private Path export;
  private Path landing;

  @BeforeEach
  void unpackTheExport() throws IOException {
    export = folder.resolve("csv");
    landing = folder.resolve("landing");
    SyntheaSample.unpack(export);
  }

  @Test
  void everyRowOfTheExportIsMappedOrCountedWithAReason() throws IOException {
    ImportSummary summary = importInto(landing);

    for (FileSummary file : summary.files()) {
      long without = file.withoutTarget().values().stream().mapToLong(Long::longValue).sum();
      assertThat(file.mapped() + without).as(file.file()).isEqualTo(file.read());
      assertThat(file.read()).as(file.file()).isEqualTo(rowsOf(file.file()));
    }
    assertThat(summary.files()).hasSize(13);
  }

  @Test
  void theLandedRowsAreOneCompleteSnapshotPerTable() throws IOException {
    ImportSummary summary = importInto(landing);

    assertThat(summary.rows()).hasSizeGreaterThanOrEqualTo(17);
    for (Map.Entry<String, Long> table : summary.rows().entrySet()) {
      List<Group> events = events(table.getKey());
      assertThat((long) events.size()).as(table.getKey()).isEqualTo(table.getValue());
      assertThat(events).allMatch(event -> event.getString("op", 0).equals("r"));
      assertThat(sources(events, "lsn")).as("LSNs of %s", table.getKey()).hasSize(1);
      assertThat(sources(events, "ts_ms"))
          .containsExactly(String.valueOf(summary.snapshotAt().toEpochMilli()));
      assertThat(source(events.get(events.size() - 1), "snapshot"))
          .isEqualTo("last_in_data_collection");
    }
  }

  @Test
  void peopleArriveAsSyntheaWroteThem() throws IOException {
    importInto(landing);

    List<Group> people = events("users");
    assertThat(people).hasSize(4);
    assertThat(people)
        .extracting(event -> event.getGroup("after", 0).getString("zip_code", 0))
        .as("an unknown ZIP code stays the 00000 that Synthea writes")
        .contains("00000", "01540");
    assertThat(people)
        .as("Synthea has no e-mail addresses, so nobody gets one")
        .allMatch(event -> event.getGroup("after", 0).getFieldRepetitionCount("email") == 0);
    assertThat(people)
        .filteredOn(
            event -> event.getGroup("after", 0).getFieldRepetitionCount("date_of_death") == 1)
        .hasSize(1);
  }

  @Test
  void bothPressuresOfABloodPressureMeetInOneRow() throws IOException {
    importInto(landing);

    List<Group> pressures =
        events("vitals").stream()
            .map(event -> event.getGroup("after", 0))
            .filter(row -> row.getString("vital_type", 0).equals("BP"))
            .toList();
    assertThat(pressures)
        .hasSize(count("observations.csv", ",8480-6,"))
        .allMatch(row -> row.getInteger("bp_diastolic", 0) < row.getInteger("bp_systolic", 0));
  }

  @Test
  void realDefectsAreFoundAndNotRepaired() throws IOException {
    Map<String, Map<String, Long>> broken = importInto(landing).brokenRules();

    assertThat(broken.get("providers"))
        .as("NPIs of practitioners begin with 9, which no NPI does")
        .containsEntry("pattern(npi)", 13L);
    assertThat(broken.get("prescriptions"))
        .as("the export does not say how often a drug is taken")
        .containsEntry("frequency_stated", 67L);
  }

  @Test
  void withoutTheBundleOfPractitionersThereAreNoNpis() throws IOException {
    Files.delete(export.resolve("practitionerInformation.json"));

    assertThat(importInto(landing).brokenRules().get("providers"))
        .containsEntry("required(npi)", 13L);
  }

  @Test
  void theSameExportGivesTheSameFiles() throws IOException {
    importInto(landing);
    importInto(folder.resolve("again"));

    List<Path> files = files(landing);
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Path again = folder.resolve("again").resolve(landing.relativize(file));
      assertThat(again).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aFolderWithoutAnExportIsRefusedWithTheFix() {
    assertThatThrownBy(() -> new SyntheaImport(CATALOG, folder.resolve("nothing"), landing))
        .isInstanceOf(SyntheaFormatException.class)
        .hasMessageContaining("No patients.csv in")
        .hasMessageContaining("--exporter.csv.export=true");
  }

  @Test
  void aFileThatIsNotSyntheasNamesFileRowAndColumn() throws IOException {
    Path encounters = export.resolve("encounters.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(encounters));
    lines.set(3, lines.get(3).replaceFirst("\\d{4}-\\d{2}-\\d{2}T[^,]*", "yesterday"));
    Files.write(encounters, lines);

    assertThatThrownBy(() -> importInto(landing))
        .isInstanceOf(SyntheaFormatException.class)
        .hasMessage("encounters.csv row 3: column START is not a date or an ISO instant");
  }

  private ImportSummary importInto(Path target) throws IOException {
    return new SyntheaImport(CATALOG, export, target).run();
  }

  private long rowsOf(String file) throws IOException {
    return Files.readAllLines(export.resolve(file)).size() - 1L;
  }

  private int count(String file, String part) throws IOException {
    return (int)
        Files.readAllLines(export.resolve(file)).stream().filter(row -> row.contains(part)).count();
  }

  private List<Group> events(String table) throws IOException {
    List<Group> events = new ArrayList<>();
    for (Path file : files(landing.resolve(table))) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
              .withConf(new Configuration(false))
              .build()) {
        for (Group event = reader.read(); event != null; event = reader.read()) {
          events.add(event);
        }
      }
    }
    return events;
  }

  private static Set<String> sources(List<Group> events, String field) {
    return events.stream().map(event -> source(event, field)).collect(Collectors.toSet());
  }

  private static String source(Group event, String field) {
    return event
        .getGroup("source", 0)
        .getValueToString(event.getGroup("source", 0).getType().getFieldIndex(field), 0);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
