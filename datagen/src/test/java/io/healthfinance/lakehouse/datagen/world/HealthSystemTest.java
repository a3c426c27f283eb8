package io.healthfinance.lakehouse.datagen.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.World;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HealthSystemTest {
  private static final int PATIENTS = Integer.getInteger("world.patients", 200);
  private static RecordingSink world;

  @BeforeAll
  static void tell() {
    Catalog catalog = new CatalogLoader().loadBundled();
    GenerateOptions options =
        GenerateOptions.of(
            PATIENTS, LocalDate.of(2024, 7, 1), LocalDate.of(2026, 1, 1), 7, Path.of("unused"));
    World told = new HealthSystem(catalog, options);
    world = new RecordingSink(catalog, options.from());
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
}
