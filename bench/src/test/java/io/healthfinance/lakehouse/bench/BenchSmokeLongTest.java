package io.healthfinance.lakehouse.bench;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.healthfinance.lakehouse.bench.world.PatientWorld;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The benches on whole lakes; each loads more than fifty tables. */
@Tag("long")
class BenchSmokeLongTest {

  private static final double SMALL = 0.0004;

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> allSidesEndWithTheSameRows() {
    SmokeRun smoke = new SmokeRun(directory, SMALL);
    return Benches.all().stream()
        .filter(bench -> bench.workspace().equals(PatientWorld.WORKSPACE))
        .map(bench -> dynamicTest(bench.name(), () -> smoke.run(bench)));
  }
}
