package io.healthfinance.lakehouse.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.datagen.dirt.DirtRates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A lake of ml_readmission_training and what it is made of. It holds those patients of a larger
 * world who were in hospital; in its last hour everybody learns more, as {@link HindsightWorld} has
 * it.
 */
final class TrainingLake {

  static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  static final Instant LATER = NOW.plus(Duration.ofHours(1));

  private static final String TABLE = "ml_readmission_training";
  private static final Set<String> SOURCES =
      Set.of(
          "admissions",
          "users",
          "diagnoses",
          "prescriptions",
          "lab_results",
          "social_determinants",
          "procedures");

  private final SteppingLake lake;

  /**
   * @param patients simulated ones, of whom the admitted land
   * @param days length of the period
   */
  TrainingLake(Path home, int patients, int days) throws IOException {
    Instant from = NOW.minus(Duration.ofDays(days));
    lake = new SteppingLake(home, SOURCES, Set.of("hospital_stays", "readmission_pairs", TABLE));
    lake.generate(
        patients,
        from,
        NOW,
        LATER,
        DirtRates.none(),
        world -> new AdmittedWorld(new HindsightWorld(world, NOW.plusSeconds(600)), from));
  }

  /** Moves everything and gives the published rows by stay. */
  Map<String, TrainingRow> move(Instant asOf) throws IOException {
    assertThat(lake.daily(asOf).heldBack()).isEmpty();
    return byStay(
        SparkSession.getDefaultSession().get().table("lake.gold." + TABLE).collectAsList());
  }

  /** The rows that an altered SELECT gives over the inputs of the published ones, by stay. */
  Map<String, TrainingRow> altered(UnaryOperator<String> alteration) {
    SqlTable definition =
        lake.derived().stream().filter(t -> t.table().equals(TABLE)).findFirst().orElseThrow();
    SparkSession session = SparkSession.getDefaultSession().get();
    return byStay(new WholeTables(lake.config(), session).altered(definition, alteration));
  }

  private static Map<String, TrainingRow> byStay(List<Row> rows) {
    return rows.stream()
        .map(TrainingRow::of)
        .collect(Collectors.toMap(TrainingRow::stay, Function.identity()));
  }
}
