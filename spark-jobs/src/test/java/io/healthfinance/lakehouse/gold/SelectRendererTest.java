package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SelectRendererTest {

  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private final Catalog catalog = new CatalogLoader().loadBundled();
  private final SqlTable table = catalog.gold().get(0);
  private final SelectRenderer renderer = new SelectRenderer();

  @Test
  void aCheckKnowsTheInputsAndTheBusinessDayOfItsSelect() {
    String check =
        renderer.renderText(
            table,
            "count(*) == (SELECT count(*) FROM ${users} WHERE date_of_birth <= :as_of_date)",
            input -> "lake.silver." + input + " VERSION AS OF 7",
            Instant.parse("2026-03-01T02:00:00Z"),
            ZONE);
    assertThat(check)
        .isEqualTo(
            "count(*) == (SELECT count(*) FROM lake.silver.users VERSION AS OF 7"
                + " WHERE date_of_birth <= DATE '2026-02-28')");
  }

  @Test
  void anUnknownParameterOfACheckIsNamed() {
    Instant asOf = Instant.parse("2026-03-01T12:00:00Z");
    assertThatThrownBy(() -> renderer.renderText(table, ":tomorrow", input -> input, asOf, ZONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(":tomorrow");
  }
}
