package io.healthfinance.lakehouse.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import io.healthfinance.lakehouse.silver.CanonicalText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Compares silver, row by row through a checksum, with what the synthetic services really hold. */
final class GroundTruth {

  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH").withZone(ZoneOffset.UTC);

  private final LakeConfig config;
  private final Catalog catalog;
  private final Path truth;
  private final ObjectMapper json = new ObjectMapper();

  GroundTruth(LakeConfig config, Catalog catalog, DemoWorld world) {
    this.config = config;
    this.catalog = catalog;
    this.truth = world.staging().resolve("_truth");
  }

  /**
   * The outcome.
   *
   * @param deviations one sentence for each table that differs
   */
  record Comparison(int compared, List<String> deviations) {
    int equal() {
      return compared - deviations.size();
    }
  }

  /**
   * Compares every base table with its truth.
   *
   * @param goodHour last landing hour whose state the stopped table must still show; null when no
   *     table was stopped
   */
  Comparison compare(Instant goodHour) throws IOException {
    ObjectNode expected = (ObjectNode) json.readTree(truth.resolve("tables.json").toFile());
    expected.set(DemoWorld.BAD_TABLE, stopped(goodHour));
    List<Row> actual =
        SparkSessions.open(config, "lake demo")
            .sql(
                catalog.sources().values().stream()
                    .map(GroundTruth::query)
                    .collect(Collectors.joining(" UNION ALL ")))
            .collectAsList();
    List<String> deviations = new ArrayList<>();
    for (Row row : actual) {
      String table = row.getString(0);
      JsonNode truthOf = expected.path(table);
      long rows = row.getLong(1);
      if (rows != truthOf.path("rows").asLong()) {
        deviations.add(
            "silver.%s has %,d rows; the source holds %,d"
                .formatted(table, rows, truthOf.path("rows").asLong()));
      } else if (!row.getString(2).equals(truthOf.path("checksum").asText())) {
        deviations.add(
            "silver.%s has the %,d rows of the source, but not the same values"
                .formatted(table, rows));
      }
    }
    return new Comparison(actual.size(), deviations);
  }

  private JsonNode stopped(Instant goodHour) throws IOException {
    return goodHour == null
        ? json.readTree(truth.resolve("bad_batch.json").toFile()).path("after_release")
        : json.readTree(truth.resolve("tables-" + LABEL.format(goodHour) + ".json").toFile())
            .path(DemoWorld.BAD_TABLE);
  }

  private static String query(TableContract contract) {
    return "SELECT '%s', count(*), cast(%s AS string) FROM %s.silver.%s"
        .formatted(
            contract.table(),
            CanonicalText.tableChecksum(contract),
            LakeCatalog.NAME,
            contract.table());
  }
}
