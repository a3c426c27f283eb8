package io.healthfinance.lakehouse.bench.backfill;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.LandedFiles;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.bench.engine.SparkPeer;
import io.healthfinance.lakehouse.bench.vitals.VitalsSql;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Files registered in a bronze table, then one plain MERGE INTO of the newest event per key. */
final class RegisterMerge implements Side {

  @Override
  public String name() {
    return "register-merge";
  }

  @Override
  public String how() {
    return "Spark: register the landed files in an Iceberg table, MERGE INTO an empty Iceberg table"
        + " from row_number() = 1 of the valid events";
  }

  @Override
  public Job open(Place place) {
    SparkPeer peer = SparkPeer.open(place.home());
    SparkSession spark = peer.spark();
    spark.sql("CREATE TABLE " + SparkTables.SILVER + " " + VitalsSql.DDL);
    Path landed = place.input().resolve("vitals");
    return new Job() {
      @Override
      public void run(Steps steps) throws Exception {
        LandedFiles.register(peer, landed, "bronze", "vitals");
        steps.done("register");
        spark.sql(VitalsSql.sparkMerge(SparkTables.SILVER, SparkTables.BRONZE));
        steps.done("merge");
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
