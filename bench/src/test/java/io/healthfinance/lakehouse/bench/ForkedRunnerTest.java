package io.healthfinance.lakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of a side, with the side that starts fastest. */
class ForkedRunnerTest {

  private static final double SMALL = 0.0005;

  @TempDir private Path directory;

  @Test
  void aSideRunsInAProcessOfItsOwn() throws Exception {
    Bench bench = Benches.named("backfill");
    Workspace workspace = new Workspace(directory);
    workspace.makeInput(bench, SMALL);
    Side duck = side(bench, "duckdb");

    Measurement measured = runner(bench, workspace).measure(duck, SMALL);

    assertThat(measured.rows()).isEqualTo(new SideRun(workspace, 0).measure(duck, SMALL).rows());
    assertThat(measured.seconds()).isPositive();
    assertThat(measured.steps()).containsKey("copy");
  }

  @Test
  void aSideThatFailsLeavesWhatItSaid() {
    Bench bench = Benches.named("backfill");
    ForkedRunner runner = runner(bench, new Workspace(directory)); // without an input

    assertThatThrownBy(() -> runner.measure(side(bench, "duckdb"), SMALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Bench backfill: duckdb ended with status 1")
        .hasMessageContaining("duckdb.log");
    assertThat(directory.resolve("duckdb.log")).content().contains("DuckDB cannot run");
  }

  private static Side side(Bench bench, String name) {
    return bench.sides(SMALL).stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static ForkedRunner runner(Bench bench, Workspace workspace) {
    return new ForkedRunner(bench, workspace, 0, "512m");
  }
}
