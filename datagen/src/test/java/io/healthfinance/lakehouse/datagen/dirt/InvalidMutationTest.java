package io.healthfinance.lakehouse.datagen.dirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.World;
import io.healthfinance.lakehouse.datagen.event.Layouts;
import io.healthfinance.lakehouse.datagen.event.Life;
import io.healthfinance.lakehouse.datagen.event.Period;
import io.healthfinance.lakehouse.datagen.event.RecordingSink;
import io.healthfinance.lakehouse.datagen.event.Version;
import io.healthfinance.lakehouse.datagen.world.HealthSystemFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InvalidMutationTest {

  private static final int ROWS_PER_TABLE = 60;

  private final Catalog catalog = new CatalogLoader().loadBundled();
  private final Layouts layouts = new Layouts(catalog);

  @Test
  void aMutatedRowBreaksExactlyTheNamedRuleAndEveryKindOfRuleCanBeBroken() {
    Set<RowRule.Kind> kinds = EnumSet.noneOf(RowRule.Kind.class);
    for (Life life : lives()) {
      InvalidMutation mutation =
          new InvalidMutation(life.layout(), layouts.check(life.layout()), new SplittableRandom(5));
      Version version = life.versions().get(0);
      for (RowRule rule : life.layout().contract().rules()) {
        Optional<InvalidMutation.Broken> broken =
            mutation.breaking(rule, version.row(), version.op(), version.committedMs());
        if (broken.isPresent()) {
          kinds.add(rule.kind());
          assertThat(
                  layouts
                      .check(life.layout())
                      .broken(broken.get().row(), version.op(), version.committedMs()))
              .containsExactly(rule.name());
        }
      }
    }
    assertThat(kinds).containsAll(EnumSet.allOf(RowRule.Kind.class));
  }

  @Test
  void aMutationLeavesTheOriginalRowAndItsKeyAlone() {
    for (Life life : lives()) {
      Version version = life.versions().get(0);
      Object[] original = version.row().clone();
      new InvalidMutation(life.layout(), layouts.check(life.layout()), new SplittableRandom(5))
          .apply(version.row(), version.op(), version.committedMs(), rule -> true)
          .ifPresent(
              broken ->
                  assertThat(life.layout().key(broken.row()))
                      .isEqualTo(life.layout().key(original)));
      assertThat(version.row()).isEqualTo(original);
    }
  }

  private List<Life> lives() {
    GenerateOptions options =
        GenerateOptions.of(
            12, LocalDate.of(2025, 6, 1), LocalDate.of(2026, 1, 1), 3, Path.of("unused"));
    List<Life> lives = new ArrayList<>();
    int[] taken = new int[layouts.all().size()];
    Period period = new Period(options.from().toEpochMilli(), options.to().toEpochMilli());
    RecordingSink sink =
        new RecordingSink(
            layouts,
            period,
            life -> {
              boolean clean = life.versions().get(0).broken().isEmpty();
              if (clean && taken[life.layout().ordinal()]++ < ROWS_PER_TABLE) {
                lives.add(life);
              }
            });
    World world = new HealthSystemFactory().create(catalog, options);
    world.shared(sink);
    for (int patient = 0; patient < options.patients(); patient++) {
      world.patient(patient, sink);
    }
    sink.complete();
    Set<String> tables = new HashSet<>();
    lives.forEach(life -> tables.add(life.layout().table()));
    assertThat(tables).hasSizeGreaterThan(5);
    return lives;
  }
}
