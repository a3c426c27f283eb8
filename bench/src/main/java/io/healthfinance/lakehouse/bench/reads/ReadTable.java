package io.healthfinance.lakehouse.bench.reads;

import io.healthfinance.lakehouse.bench.FileTree;
import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.LakeSide;
import io.healthfinance.lakehouse.bench.vitals.VitalsWorld;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Dashboards over the table.
 *
 * @param hours hourly runs before
 * @param compacted whether the table was rewritten after them
 */
record ReadTable(int hours, boolean compacted) implements Side {

  private static final String TABLE = "lake.silver.vitals";
  private static final Set<Layer> LAYERS = Set.of(Layer.BRONZE, Layer.SILVER);
  private static final Set<String> ALL =
      Set.of("vitals", "users", "appointments", "admissions", "devices", "providers");

  @Override
  public String name() {
    return compacted ? "compacted" : "after-hours";
  }

  @Override
  public String how() {
    return "%d queries in Spark after %d hourly runs%s"
        .formatted(
            Queries.ALL.size(),
            hours,
            compacted ? " and a rewrite of data, deletes and manifests" : "");
  }

  @Override
  public boolean startsFromState() {
    return true;
  }

  @Override
  public String state() {
    return "hours";
  }

  @Override
  public void prepare(Place place) throws IOException {
    Path landing = place.home().resolve("landing");
    FileTree.copy(place.input().resolve("base"), landing);
    LakeSide lake = new LakeSide(place.home(), landing);
    lake.run(
        RunRequest.daily().withLayers(LAYERS).withTables(ALL),
        VitalsWorld.END.plus(Duration.ofHours(1)),
        new Steps());
    for (int hour = 0; hour < hours; hour++) {
      FileTree.copy(place.input().resolve("hour-" + hour), landing);
      lake.run(
          RunRequest.hourly().withLayers(LAYERS).withTables(Set.of("vitals")),
          VitalsWorld.HOUR.plus(Duration.ofHours(hour + 1L)),
          new Steps());
    }
    lake.stop();
  }

  @Override
  public Job open(Place place) {
    LakeSide lake = new LakeSide(place.home(), place.home().resolve("landing"));
    SparkSession spark = SparkSessions.open(lake.config(), "bench");
    if (compacted) {
      spark.sql(
          "CALL lake.system.rewrite_data_files(table => 'silver.vitals', options =>"
              + " map('rewrite-all', 'true', 'delete-file-threshold', '1'))");
      spark.sql("CALL lake.system.rewrite_manifests('silver.vitals')");
    }
    List<Row> answers = new ArrayList<>();
    return new Job() {
      @Override
      public void run(Steps steps) {
        for (int query = 0; query < Queries.ALL.size(); query++) {
          answers.addAll(spark.sql(Queries.ALL.get(query).formatted(TABLE)).collectAsList());
          steps.done("query " + (query + 1));
        }
      }

      @Override
      public Rows rows() {
        return new Rows(answers.size(), String.valueOf(answers.toString().hashCode()));
      }

      @Override
      public void close() {
        spark.stop();
      }
    };
  }
}
