package io.healthfinance.lakehouse.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of one run of one side, so that no side has the heap, the compiled code or the engine
 * of another. Arguments: what to do, bench, side, directory, size, size of the warm-up, file for
 * the result.
 */
final class SideProcess {

  static final String PREPARE = "prepare";
  static final String MEASURE = "measure";

  private SideProcess() {}

  public static void main(String[] arguments) throws Exception {
    List<String> given = List.of(arguments);
    double size = Double.parseDouble(given.get(4));
    Side side =
        Benches.named(given.get(1)).sides(size).stream()
            .filter(candidate -> candidate.name().equals(given.get(2)))
            .findFirst()
            .orElseThrow();
    SideRun run =
        new SideRun(new Workspace(Path.of(given.get(3))), Double.parseDouble(given.get(5)));
    if (given.get(0).equals(PREPARE)) {
      run.prepare(side, size);
    } else {
      new ObjectMapper().writeValue(Path.of(given.get(6)).toFile(), run.measure(side, size));
    }
    System.exit(0); // Spark leaves threads behind.
  }
}
