package io.healthfinance.lakehouse.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a bench found, as it is stored. */
public record Result(
    String bench,
    String question,
    String input,
    double size,
    int repetitions,
    String memory,
    String machine,
    String day,
    List<Figures> sides,
    List<Goal.Reached> goals) {

  static Result of(
      Bench bench,
      double size,
      String memory,
      String machine,
      String day,
      Map<String, List<Measurement>> measured) {
    Map<String, Double> medians = new LinkedHashMap<>();
    measured.forEach((side, runs) -> medians.put(side, Figures.median(runs, Measurement::seconds)));
    double reference = medians.get(bench.reference());
    List<Figures> figures =
        bench.sides(size).stream()
            .map(side -> Figures.of(side, measured.get(side.name()), reference))
            .toList();
    return new Result(
        bench.name(),
        bench.question(),
        bench.input(size),
        size,
        measured.get(bench.reference()).size(),
        memory,
        machine,
        day,
        figures,
        bench.goals().stream().map(goal -> goal.judge(medians)).toList());
  }
}
