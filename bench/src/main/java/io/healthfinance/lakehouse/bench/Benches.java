package io.healthfinance.lakehouse.bench;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.bench.backfill.BackfillBench;
import io.healthfinance.lakehouse.bench.demo.DemoBench;
import io.healthfinance.lakehouse.bench.gold.GoldBench;
import io.healthfinance.lakehouse.bench.hourly.GateBench;
import io.healthfinance.lakehouse.bench.hourly.HourlyBench;
import io.healthfinance.lakehouse.bench.hourly.InsertOnlyBench;
import io.healthfinance.lakehouse.bench.reads.ReadBench;
import io.healthfinance.lakehouse.bench.world.ManyTablesBench;
import io.healthfinance.lakehouse.bench.world.WholeDayBench;
import java.util.List;

/** Every bench, in the order in which they run. */
public final class Benches {

  private Benches() {}

  public static List<Bench> all() {
    return List.of(
        new BackfillBench(),
        new HourlyBench(),
        new InsertOnlyBench(),
        new ManyTablesBench(),
        new GoldBench(),
        new GateBench(),
        new ReadBench(),
        new WholeDayBench(),
        new DemoBench());
  }

  /**
   * The bench of a name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static Bench named(String name) {
    return all().stream()
        .filter(bench -> bench.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no bench "
                        + name
                        + ". Known: "
                        + all().stream().map(Bench::name).collect(joining(", "))));
  }
}
