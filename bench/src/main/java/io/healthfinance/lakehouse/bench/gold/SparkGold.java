package io.healthfinance.lakehouse.bench.gold;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.bench.engine.SparkPeer;
import io.healthfinance.lakehouse.bench.world.WorldLake;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.gold.SelectRenderer;
import java.io.IOException;

/** The table's SELECT as Spark SQL, written to a new Iceberg table. */
final class SparkGold implements Side {

  private static final String REBUILT = "patient_360_rebuilt";

  @Override
  public String name() {
    return "spark-full";
  }

  @Override
  public String how() {
    return "Spark: CREATE TABLE AS the same SELECT, no branch, no audit";
  }

  @Override
  public boolean startsFromState() {
    return true;
  }

  @Override
  public String state() {
    return WorldLake.STATE;
  }

  @Override
  public void prepare(Place place) throws IOException {
    WorldLake.prepare(place);
  }

  @Override
  public Job open(Place place) throws IOException {
    WorldLake world = new WorldLake(place);
    SparkPeer peer = SparkPeer.open(place.home());
    SqlTable definition =
        world.lake().catalog().gold().stream()
            .filter(table -> table.table().equals(Patient360.TABLE))
            .findFirst()
            .orElseThrow();
    String select =
        new SelectRenderer()
            .render(
                definition,
                input -> "lake.silver." + input,
                world.firstNow(),
                peer.config().businessZone());
    return new Job() {
      @Override
      public void run(Steps steps) {
        peer.spark().sql("CREATE TABLE lake.gold." + REBUILT + " USING iceberg AS " + select);
        steps.done("create table as select");
      }

      @Override
      public Rows rows() throws IOException {
        return PublishedRows.of(peer.config(), "gold", REBUILT, Patient360.COMPARED);
      }

      @Override
      public void close() {
        peer.close();
      }
    };
  }
}
