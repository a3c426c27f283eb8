package io.healthfinance.lakehouse.bench.backfill;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.Duck;
import io.healthfinance.lakehouse.bench.vitals.VitalsSql;
import java.nio.file.Path;

/** DuckDB from the landed Parquet files to one Parquet file, with the same rules. */
final class DuckFile implements Side {

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public String how() {
    return "DuckDB: read the landed Parquet files, filter, row_number() by key, write one Parquet"
        + " file (no table, no quarantine, no audit)";
  }

  @Override
  public Job open(Place place) {
    Duck duck = Duck.open();
    Path silver = place.home().resolve("vitals.parquet");
    return new Job() {
      @Override
      public void run(Steps steps) {
        String landed =
            "read_parquet('%s', hive_partitioning = false)"
                .formatted(place.input().resolve("vitals/**/*.parquet"));
        duck.execute(
            "COPY (SELECT %s FROM (%s) WHERE op <> 'd') TO '%s' (FORMAT parquet, COMPRESSION zstd)"
                .formatted(VitalsSql.COLUMNS, VitalsSql.duckLatest(landed), silver));
        steps.done("copy");
      }

      @Override
      public Rows rows() {
        return duck.sum(VitalsSql.COMPARED, "read_parquet('%s')".formatted(silver));
      }

      @Override
      public void close() {
        duck.close();
      }
    };
  }
}
