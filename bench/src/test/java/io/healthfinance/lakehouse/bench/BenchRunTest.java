package io.healthfinance.lakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchRunTest {

  @TempDir private Path directory;

  @Test
  void eachRepetitionStartsWithAnotherSide() throws Exception {
    CountedBench bench = new CountedBench(List.of("a", "b", "c"), "");

    run(bench, 2);

    assertThat(bench.ran()).containsExactly("a", "b", "c", "b", "c", "a");
  }

  @Test
  void everyRunStartsFromTheStateAndCountsWhatItWrote() throws Exception {
    Map<String, List<Measurement>> measured = run(new CountedBench(List.of("a", "b"), ""), 2);

    assertThat(measured.get("a")).hasSize(2);
    assertThat(measured.values().stream().flatMap(List::stream))
        .allSatisfy(
            run -> {
              assertThat(run.bytesWritten()).isEqualTo("written".length());
              assertThat(run.rows().count()).isEqualTo(2);
              assertThat(run.steps()).containsOnlyKeys("write");
            });
  }

  @Test
  void aSideWithOtherRowsEndsTheBench() {
    assertThatThrownBy(() -> run(new CountedBench(List.of("a", "b"), "b"), 1))
        .isInstanceOf(UnequalRowsException.class)
        .hasMessageContaining("Bench counted: b ends with 2 rows, checksum 2");
  }

  @Test
  void theWarmUpComesFirstAndIsNotMeasured() throws Exception {
    CountedBench bench = new CountedBench(List.of("a"), "");
    Workspace workspace = new Workspace(directory);

    Map<String, List<Measurement>> measured =
        new BenchRun(bench, new SideRun(workspace, 0.1), line -> {}).run(1, 1);

    assertThat(bench.ran()).containsExactly("a", "a");
    assertThat(measured.get("a")).hasSize(1);
  }

  private Map<String, List<Measurement>> run(CountedBench bench, int repetitions) throws Exception {
    return new BenchRun(bench, new SideRun(new Workspace(directory), 0), line -> {})
        .run(1, repetitions);
  }
}
