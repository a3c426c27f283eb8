package io.healthfinance.lakehouse.bench.hourly;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.bench.engine.SparkPeer;
import io.healthfinance.lakehouse.bench.vitals.VitalsSql;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** What a Spark peer does with an hour of changes. */
record PeerHour(Hour hour, Way way) implements Side {

  private static final String TABLE = "lake.silver.vitals";

  /** How a peer brings its table up to date. */
  enum Way {
    MERGE_COW("Spark: MERGE INTO from the new files, copy on write"),
    MERGE_MOR("Spark: MERGE INTO from the new files, merge on read"),
    REBUILD("Spark: read all landed files again, newest event of each key, overwrite the table");

    private final String how;

    Way(String how) {
      this.how = how;
    }
  }

  @Override
  public String name() {
    return way.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + hour.label();
  }

  @Override
  public String how() {
    return way.how;
  }

  @Override
  public String answers() {
    return hour.label();
  }

  @Override
  public boolean startsFromState() {
    return true;
  }

  @Override
  public String state() {
    return "spark-" + hour.base();
  }

  @Override
  public void prepare(Place place) throws Exception {
    try (SparkPeer peer = SparkPeer.open(place.home())) {
      peer.spark().sql("CREATE TABLE " + TABLE + " " + VitalsSql.DDL);
      landed(peer.spark(), hour.before(place.input()).resolve("vitals"));
      peer.spark()
          .sql(
              "SELECT %s, lsn FROM (%s) WHERE op <> 'd'"
                  .formatted(VitalsSql.COLUMNS, VitalsSql.sparkLatest("landed")))
          .writeTo(TABLE)
          .append();
    }
  }

  private static void landed(SparkSession spark, Path... folders) {
    String[] paths = Arrays.stream(folders).map(Path::toString).toArray(String[]::new);
    spark
        .read()
        .option("recursiveFileLookup", "true")
        .parquet(paths)
        .createOrReplaceTempView("landed");
  }

  @Override
  public Job open(Place place) {
    SparkPeer peer = SparkPeer.open(place.home());
    SparkSession spark = peer.spark();
    String mode = way == Way.MERGE_MOR ? "merge-on-read" : "copy-on-write";
    spark.sql("ALTER TABLE " + TABLE + " SET TBLPROPERTIES ('write.merge.mode' = '" + mode + "')");
    Path changes = hour.in(place.input()).resolve("vitals");
    return new Job() {
      @Override
      public void run(Steps steps) throws Exception {
        if (way == Way.REBUILD) {
          landed(spark, hour.before(place.input()).resolve("vitals"), changes);
          spark
              .sql(
                  "SELECT %s, lsn FROM (%s) WHERE op <> 'd'"
                      .formatted(VitalsSql.COLUMNS, VitalsSql.sparkLatest("landed")))
              .writeTo(TABLE)
              .overwrite(functions.lit(true));
        } else {
          landed(spark, changes);
          spark.sql(VitalsSql.sparkMerge(TABLE, "landed"));
        }
        steps.done("write");
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
