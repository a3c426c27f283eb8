package io.healthfinance.lakehouse.cli.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some hours and a day of the tables that are refreshed by key and change with time alone, and of
 * gold tables made from them, over the end of a month and of a summer time.
 */
class IncrementalStepsTest {

  private static final int PATIENTS = 16;
  private static final int HOURS = 2;
  private static final Duration DAY = Duration.ofHours(12);

  /** Three hours before the first of November begins in New York. */
  private static final Instant START = Instant.parse("2026-11-01T01:00:00Z");

  private static final List<String> SOURCES = List.of("admissions", "appointments", "diagnoses");
  private static final Set<String> DERIVED =
      Set.of(
          "active_conditions",
          "hospital_stays",
          "provider_attribution",
          "appointment_volume",
          "diagnosis_prevalence");

  @AfterAll
  static void stop() {
    SteppingLake.stopEngine();
  }

  @Test
  void afterEveryStepTablesAreWhatComputingThemWholeGives(@TempDir Path home) throws IOException {
    IncrementalSteps steps = new IncrementalSteps(home, SOURCES, DERIVED);
    steps.generate(PATIENTS, START, START.plus(DAY));
    steps.daily(START);
    for (int hour = 1; hour <= HOURS; hour++) {
      steps.hourly(START.plus(Duration.ofHours(hour)));
    }
    steps.daily(START.plus(DAY));
    steps.requireAllRefreshedByKey();
    steps.requireHardChanges(START);
  }
}
