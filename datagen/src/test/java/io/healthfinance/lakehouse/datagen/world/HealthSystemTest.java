package io.healthfinance.lakehouse.datagen.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.World;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthSystemTest {
  private static final int PATIENTS = Integer.getInteger("world.patients", 500);
  private static final GenerateOptions OPTIONS =
      GenerateOptions.of(
          PATIENTS, LocalDate.of(2024, 7, 1), LocalDate.of(2026, 1, 1), 7, Path.of("unused"));

  private static Catalog catalog;
  private static RecordingSink world;
  private static Map<String, Double> figures;

  @BeforeAll
  static void tell() {
    catalog = new CatalogLoader().loadBundled();
    World told = new HealthSystem(catalog, OPTIONS);
    world = new RecordingSink(catalog, OPTIONS.from());
    told.shared(world);
    for (int i = 0; i < PATIENTS; i++) {
      told.patient(i, world);
    }
    figures = new WorldFigures(world, OPTIONS.from(), OPTIONS.to()).all();
    if (Boolean.getBoolean("world.print")) {
      figures.forEach((name, value) -> System.out.printf("%-40s %.3f%n", name, value));
      System.out.println(world.events() + "\n" + world.examples() + "\n" + world.warned());
      world.unused().forEach(System.out::println);
    }
  }

  @Test
  void everyCommittedRowSatisfiesItsContract() {
    assertThat(world.broken()).as(() -> "examples: " + world.examples()).isEmpty();
  }

  @Test
  void everyReferenceNamesARow() {
    assertThat(world.orphans()).isEmpty();
  }

  @Test
  void everyTableIsFilled() {
    assertThat(catalog.sources().keySet())
        .allSatisfy(table -> assertThat(world.rows(table)).as(table).isNotEmpty());
  }

  @Test
  void aPatientsLifeDependsOnSeedAndIndexOnly() {
    RecordingSink once = new RecordingSink(catalog, OPTIONS.from());
    RecordingSink twice = new RecordingSink(catalog, OPTIONS.from());
    World first = new HealthSystem(catalog, OPTIONS);
    World second = new HealthSystem(catalog, OPTIONS);
    first.patient(3, once);
    second.patient(9, new RecordingSink(catalog, OPTIONS.from()));
    second.patient(3, twice);
    assertThat(catalog.sources().keySet())
        .allSatisfy(table -> assertThat(twice.rows(table)).isEqualTo(once.rows(table)));
  }

  @Test
  void codesAreThoseOfTheReferenceTables() {
    assertThat(codes("icd10cm", "code"))
        .containsAll(used("diagnoses", "icd10_code"))
        .containsAll(used("prescriptions", "indication_code"))
        .containsAll(used("claims", "principal_diagnosis_code"));
    assertThat(codes("loinc", "loinc_code"))
        .containsAll(used("lab_results", "loinc_code"))
        .containsAll(used("lab_orders", "panel_loinc_code"))
        .containsAll(used("clinical_assessments", "loinc_code"))
        .containsAll(used("medical_records", "loinc_document_code"));
    assertThat(codes("cpt_hcpcs", "code"))
        .containsAll(used("claim_lines", "procedure_code"))
        .containsAll(used("procedures", "procedure_code"))
        .containsAll(used("screenings", "procedure_code"));
    assertThat(codes("specialties", "specialty_code"))
        .containsAll(used("providers", "specialty_code"));
  }

  /** The bands are wide because 500 patients are few; the figures they hold are in Rates. */
  @ParameterizedTest
  @CsvSource({
    "no-show rate, 0.06, 0.16",
    "denial rate, 0.08, 0.16",
    "partial approval share, 0.03, 0.12",
    "'diabetes prevalence, adults', 0.08, 0.17",
    "'hypertension prevalence, adults', 0.28, 0.48",
    "HbA1c below 7, 0.30, 0.60",
    "HbA1c above 9 or missing, 0.06, 0.35",
    "pressure below 140 systolic, 0.55, 0.85",
    "pressure below 130 systolic, 0.25, 0.55",
    "ACT of 20 or more, 0.25, 0.70",
    "PHQ-9 below 5, 0.02, 0.25",
    "'colorectal screened, 50-75', 0.50, 0.80",
    "'mammogram, women 50-74', 0.60, 0.85",
    "readmission in 30 days, 0.07, 0.22",
    "emergency visits per 100 and year, 30, 60",
    "inpatient stays per 100 and year, 7, 18",
    "proportion of days covered, 0.65, 0.88",
    "satisfaction mean, 3.5, 4.5",
    "high risk share, 0.01, 0.15",
    "collected share, 0.55, 0.97"
  })
  void ratesLieWithinTheirBands(String figure, double low, double high) {
    assertThat(figures).containsKey(figure);
    assertThat(figures.get(figure)).as(figure).isBetween(low, high);
  }

  private static Set<String> codes(String table, String column) {
    return ReferenceRows.of(catalog, table).stream()
        .map(row -> row.get(column))
        .collect(Collectors.toSet());
  }

  private static Set<String> used(String table, String column) {
    return world.rows(table).stream()
        .map(row -> (String) row.get(column))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
