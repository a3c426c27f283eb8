package io.healthfinance.lakehouse.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.OpsTables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentRegistrationTest {

  @Test
  void filesThatTwoRunsSeeAtOnceAreRegisteredOnce(@TempDir Path folder) throws Exception {
    TableContract readings = Contracts.readings();
    TestLake lake = new TestLake(folder);
    lake.runOne(readings);
    for (int i = 0; i < 30; i++) {
      EnvelopeFile.of(readings)
          .write(lake.hour("readings", "2026-03-01-%02d".formatted(i % 3)).resolve(i + ".parquet"));
    }
    int runs = 4;
    CyclicBarrier start = new CyclicBarrier(runs);
    List<Callable<BronzeRun>> work = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      String runId = "run-" + i;
      JdbcCatalog catalog = TestLake.open(folder);
      BronzeRegistrar registrar =
          new BronzeRegistrar(
              catalog,
              new OpsTables(catalog),
              new LandingZone(lake.landing),
              new BronzeSettings(folder + "/normalised", Duration.ZERO, 2),
              Clock.systemUTC());
      work.add(
          () -> {
            start.await();
            return registrar.register(
                Map.of("readings", readings), Set.of(), LandingWindow.everything(), runId);
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(runs);
    int registered = 0;
    for (Future<BronzeRun> run : pool.invokeAll(work)) {
      BronzeResult result = run.get().tables().get(0);
      assertThat(result.failure()).isEmpty();
      registered += result.filesRegistered();
    }
    pool.shutdown();

    assertThat(registered).isEqualTo(30);
    assertThat(lake.rows(readings)).hasSize(30);
    lake.close();
  }
}
