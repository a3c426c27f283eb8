package io.healthfinance.lakehouse.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.testing.Captured;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturedFilesTest {

  @Test
  void whatDebeziumReallyWritesIsRegisteredWithoutACopy(@TempDir Path folder) throws Exception {
    Map<String, TableContract> contracts =
        new CatalogLoader().load(Captured.catalog(folder)).sources();
    try (TestLake lake = new TestLake(folder)) {
      Captured.landing(folder);

      BronzeRun run = lake.run(contracts.values().toArray(TableContract[]::new));

      assertThat(run.isClean()).as("%s", run).isTrue();
      assertThat(run.tables())
          .allSatisfy(
              result -> {
                assertThat(result.filesRegistered()).isPositive();
                assertThat(result.pending()).isEmpty();
                assertThat(result.drift()).isEmpty();
                assertThat(lake.rows(contracts.get(result.table())))
                    .hasSize((int) result.events())
                    .allSatisfy(row -> assertThat(lsn(row)).isNotNull());
              });
      assertThat(
              lake.ops.read(io.healthfinance.lakehouse.ops.OpsTable.BRONZE_FILES).stream()
                  .filter(row -> row.normalised() != null))
          .isEmpty();
    }
  }

  private static Object lsn(Record row) {
    return ((Record) row.getField("source")).getField("lsn");
  }
}
