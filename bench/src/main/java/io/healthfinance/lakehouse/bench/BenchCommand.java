package io.healthfinance.lakehouse.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lake bench}: measures the lake against what people would otherwise use. */
@Command(
    name = "bench",
    description = {
      "Run the benches, ours and the peers in turns, each run in a process of its own after a"
          + " warm-up, and write docs/bench/RESULTS.md and results.json.",
      "Without a name all of them, which takes hours."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./lake bench backfill", "  ./lake bench backfill --size 0.1 --repetitions 1"})
public final class BenchCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Benches; default: all.")
  private List<String> names = List.of();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      defaultValue = "5",
      description = "Measured runs of each side; default: ${DEFAULT-VALUE}.")
  private int repetitions;

  @Option(
      names = "--size",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "Factor on all numbers of rows; the goals are about 1.")
  private double size;

  @Option(
      names = "--warm-up",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Size of the run before each measured one, as a share of it.")
  private double warmUp;

  @Option(
      names = "--memory",
      paramLabel = "HEAP",
      description = "Heap of every side; default: 4g, for whole-day 8g.")
  private String memory;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Where inputs and tables are made; default: target/bench. Kept for another run.")
  private Path work;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the results are written; default: docs/bench.")
  private Path out;

  @SuppressWarnings("UnusedVariable") // picocli reads it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public Integer call() throws Exception {
    Path repo = Path.of(System.getProperty("lake.repo", "."));
    Path place = (work == null ? repo.resolve("target/bench") : work).toAbsolutePath();
    Results results = new Results(out == null ? repo.resolve("docs/bench") : out);
    List<Bench> benches =
        names.isEmpty() ? Benches.all() : names.stream().map(Benches::named).toList();
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    for (Bench bench : benches) {
      workspace(place, bench).forgetStates();
    }
    for (Bench bench : benches) {
      Map<String, List<Measurement>> measured = measure(bench, workspace(place, bench));
      results.store(Result.of(bench, size, heap(bench), Machine.line(), day, measured));
    }
    return 0;
  }

  private static Workspace workspace(Path place, Bench bench) {
    return new Workspace(place.resolve(bench.workspace()));
  }

  private String heap(Bench bench) {
    return memory == null ? bench.memory() : memory;
  }

  private Map<String, List<Measurement>> measure(Bench bench, Workspace workspace)
      throws Exception {
    double small = size * warmUp;
    Files.createDirectories(workspace.root());
    System.out.printf("%s: making %s%n", bench.name(), bench.input(size));
    if (small > 0) {
      workspace.makeInput(bench, small);
    }
    workspace.makeInput(bench, size);
    ForkedRunner runner = new ForkedRunner(bench, workspace, small, heap(bench));
    return new BenchRun(bench, runner, System.out::println).run(size, repetitions);
  }

  public static void main(String[] arguments) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode =
        new CommandLine(new BenchCommand())
            .setCommandName("lake bench")
            .setErr(err)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println(failure.getMessage());
                  return 1;
                })
            .execute(arguments);
    System.exit(exitCode);
  }
}
