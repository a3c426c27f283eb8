package io.healthfinance.lakehouse.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rows of ml_readmission_training hold what could be known at the discharge and nothing else:
 * before and after everybody learned more about everything.
 */
class ReadmissionTrainingTest {

  private static final int PATIENTS = 250;
  private static final int DAYS = 400;

  private static TrainingLake lake;
  private static Map<String, TrainingRow> before;
  private static Map<String, TrainingRow> after;

  @BeforeAll
  static void learnMore(@TempDir Path home) throws IOException {
    lake = new TrainingLake(home, PATIENTS, DAYS);
    before = lake.move(TrainingLake.NOW);
    after = lake.move(TrainingLake.LATER);
  }

  @AfterAll
  static void stop() {
    SteppingLake.stopEngine();
  }

  @Test
  void whatIsCommittedAfterTheDischargeChangesNoFeature() {
    assertThat(before).hasSizeGreaterThan(10);
    assertThat(features(after)).containsAllEntriesOf(features(before));
  }

  private static Map<String, Map<String, Object>> features(Map<String, TrainingRow> rows) {
    Map<String, Map<String, Object>> features = new HashMap<>();
    rows.forEach((stay, row) -> features.put(stay, row.features()));
    return features;
  }

  @Test
  void aLabelMayChange() {
    assertThat(before.keySet())
        .anyMatch(stay -> !before.get(stay).readmitted() && after.get(stay).readmitted());
  }

  /** Else nothing would be proved: whoever reads what is known now finds other features. */
  @Test
  void withHindsightEveryFeatureWouldBeAnother() {
    Map<String, TrainingRow> hindsight =
        lake.altered(
            select ->
                select
                    .replaceAll("\\w+\\.valid_from < \\w+\\.discharged_at", "true")
                    .replaceAll("\\w+\\.valid_to >= \\w+\\.discharged_at", "false")
                    .replace("min_by(", "max_by("));

    Set<String> same = new TreeSet<>(before.values().iterator().next().features().keySet());
    before.forEach(
        (stay, row) -> {
          TrainingRow seen = hindsight.get(stay);
          if (seen != null) {
            same.removeIf(
                name -> !Objects.equals(row.features().get(name), seen.features().get(name)));
          }
        });
    // Only what was corrected can differ, and no correction moved a discharge to another day.
    assertThat(same).isSubsetOf("length_of_stay_days");
  }
}
