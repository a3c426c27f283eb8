package io.healthfinance.lakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs benches at a small size in this process. That all sides end with the same rows is what the
 * run itself insists on.
 */
final class SmokeRun {

  private final Path directory;
  private final double size;

  SmokeRun(Path directory, double size) {
    this.directory = directory;
    this.size = size;
  }

  void run(Bench bench) throws Exception {
    Workspace workspace = new Workspace(directory.resolve(bench.workspace()));
    workspace.makeInput(bench, size);
    Map<String, List<Measurement>> measured =
        new BenchRun(bench, new SideRun(workspace, 0), System.out::println).run(size, 1);
    assertThat(measured.keySet())
        .containsExactlyElementsOf(bench.sides(size).stream().map(Side::name).toList());
    assertThat(measured.values())
        .allSatisfy(runs -> assertThat(runs.get(0).rows().count()).isPositive());
    Result result = Result.of(bench, size, "3g", Machine.line(), "2026-03-01", measured);
    assertThat(new ResultsPage(List.of(result)).text()).contains("## " + bench.name());
  }
}
