package io.healthfinance.lakehouse.bench.gold;

import io.healthfinance.lakehouse.bench.Job;
import io.healthfinance.lakehouse.bench.Place;
import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.Side;
import io.healthfinance.lakehouse.bench.Steps;
import io.healthfinance.lakehouse.bench.engine.Duck;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.bench.world.WorldLake;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.gold.SelectRenderer;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/**
 * DuckDB over the Parquet files of the same silver tables, to a Parquet file.
 *
 * @param nextDay whether a day has passed since the lake published the table
 */
record DuckGold(boolean nextDay) implements Side {

  private static final String SELECT = "/bench/patient_360.sql";

  @Override
  public String name() {
    return nextDay ? "duckdb-next-day" : "duckdb-full";
  }

  @Override
  public String how() {
    return "DuckDB: the SELECT in its own words over the live rows of the same silver files, to one"
        + " Parquet file";
  }

  @Override
  public String answers() {
    return nextDay ? "next day" : "";
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
    Instant now = nextDay ? world.passDay() : world.firstNow();
    String select = select(world.lake().config(), now);
    if (nextDay) {
      world.lake().stop();
    }
    Duck duck = Duck.open();
    Path file = place.home().resolve("patient_360.parquet");
    return new Job() {
      @Override
      public void run(Steps steps) {
        duck.execute(
            "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(select, file));
        steps.done("copy");
      }

      @Override
      public Rows rows() {
        return duck.sum(Patient360.COMPARED, "read_parquet('%s')".formatted(file));
      }

      @Override
      public void close() {
        duck.close();
      }
    };
  }

  private static String select(LakeConfig config, Instant now) throws IOException {
    try (InputStream text = DuckGold.class.getResourceAsStream(SELECT);
        LakeCatalog lake = LakeCatalog.open(config)) {
      String select = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      LocalDate day = LocalDate.ofInstant(now, config.businessZone());
      return SelectRenderer.relate(select, input -> relation(lake, input))
          .replace(":as_of_date", "DATE '" + day + "'")
          .replace(":as_of", "TIMESTAMPTZ '" + now + "'")
          .replace(":business_zone", "'" + config.businessZone() + "'");
    }
  }

  private static String relation(LakeCatalog lake, String input) {
    try {
      return PublishedRows.relation(lake.load("silver", input));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
