package io.healthfinance.lakehouse.datagen.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.World;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HealthSystemTest {
  private static final int PATIENTS = Integer.getInteger("world.patients", 500);
  private static final GenerateOptions OPTIONS =
      GenerateOptions.of(
          PATIENTS, LocalDate.of(2024, 7, 1), LocalDate.of(2026, 1, 1), 7, Path.of("unused"));

  private static Catalog catalog;
  private static RecordingSink world;

  @BeforeAll
  static void tell() {
    catalog = new CatalogLoader().loadBundled();
    World told = new HealthSystem(catalog, OPTIONS);
    world = new RecordingSink(catalog, OPTIONS.from());
    told.shared(world);
    for (int i = 0; i < PATIENTS; i++) {
      told.patient(i, world);
    }
    if (Boolean.getBoolean("world.print")) {
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
