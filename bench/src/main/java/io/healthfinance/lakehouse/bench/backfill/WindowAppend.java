package io.healthfinance.lakehouse.bench.backfill;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.bench.engine.SparkPeer;
import io.healthfinance.lakehouse.bench.vitals.VitalsSql;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/**
 * The job of the specification, with its mistakes mended: a window picks the newest event of each
 * key, but by LSN and among the valid ones only, and deletes count; its quality metrics are counted
 * in one pass over what was written, not by computing everything again for each of them.
 */
final class WindowAppend implements Side {

  private static final String METRICS =
      "SELECT count(*), count_if(patient_id IS NULL), count_if(measured_at IS NULL),"
          + " count_if(measured_at > current_timestamp()), count_if(value < 0) FROM "
          + SparkTables.SILVER;

  @Override
  public String name() {
    return "window-append";
  }

  @Override
  public String how() {
    return "Spark: read the landed Parquet files, filter, row_number() by key, append to an Iceberg"
        + " table, count the quality metrics";
  }

  @Override
  public Job open(Place place) {
    SparkPeer peer = SparkPeer.open(place.home());
    SparkSession spark = peer.spark();
    spark.sql("CREATE TABLE " + SparkTables.SILVER + " " + VitalsSql.DDL);
    return new Job() {
      @Override
      public void run(Steps steps) throws Exception {
        spark
            .read()
            .option("recursiveFileLookup", "true")
            .parquet(place.input().resolve("vitals").toString())
            .createOrReplaceTempView("landed");
        steps.done("list");
        spark
            .sql(
                "SELECT %s, lsn FROM (%s) WHERE op <> 'd'"
                    .formatted(VitalsSql.COLUMNS, VitalsSql.sparkLatest("landed")))
            .writeTo(SparkTables.SILVER)
            .append();
        steps.done("window and append");
        spark.sql(METRICS).collectAsList();
        steps.done("metrics");
      }

      @Override
      public Rows rows() throws IOException {
        return PublishedRows.of(peer.config(), "silver", "vitals", VitalsSql.COMPARED);
      }

      @Override
      public void close() {
        peer.close();
      }
    };
  }
}
