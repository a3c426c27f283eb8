package io.healthfinance.lakehouse.cli.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five days of all tables, each of six hourly steps and a daily one, over midnights in New York,
 * the end of a month and of a summer time. The first hour of a day catches up on the hours since
 * the last daily step.
 *
 * <p>With {@code -Dlake.steps.home=DIRECTORY} the lake stays there, and a run that was stopped goes
 * on after its last step.
 */
@Tag("long")
class IncrementalStepsLongTest {

  private static final int PATIENTS = 24;
  private static final int DAYS = 5;
  private static final int HOURS = 6;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2026-10-30T22:00:00Z");

  @TempDir static Path temporary;

  private static IncrementalSteps steps;
  private static Path done;

  @BeforeAll
  static void generate() throws IOException {
    Path home = Path.of(System.getProperty("lake.steps.home", temporary.toString()));
    done = home.resolve("steps.done");
    steps = new IncrementalSteps(home, SteppingLake.allSources(), Set.of());
    if (!Files.exists(done)) {
      steps.generate(PATIENTS, START, START.plus(Duration.ofDays(DAYS)));
      Files.createFile(done);
    }
  }

  @AfterAll
  static void stop() {
    SteppingLake.stopEngine();
  }

  @TestFactory
  Stream<DynamicTest> afterEveryStepTablesAreWhatComputingThemWholeGives() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(step("load at " + START, () -> steps.daily(START)));
    for (int day = 0; day < DAYS; day++) {
      Instant evening = START.plus(Duration.ofDays(day));
      for (int hour = 1; hour <= HOURS; hour++) {
        Instant asOf = evening.plus(HOUR.multipliedBy(hour));
        tests.add(step("hour to " + asOf, () -> steps.hourly(asOf)));
      }
      Instant asOf = evening.plus(HOUR.multipliedBy(10));
      tests.add(step("day to " + asOf, () -> steps.daily(asOf)));
    }
    tests.add(step("what changed", () -> steps.requireHardChanges(START)));
    return tests.stream().skip(Files.readAllLines(done).size());
  }

  /** A step that is not repeated once it has passed. */
  private static DynamicTest step(String name, Executable step) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          step.execute();
          Files.writeString(done, name + "\n", StandardOpenOption.APPEND);
        });
  }
}
