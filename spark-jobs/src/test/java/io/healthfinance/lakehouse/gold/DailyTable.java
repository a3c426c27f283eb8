package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code gold.daily} of a test: its last three days are computed, older ones carried over. */
final class DailyTable {

  private DailyTable() {}

  /**
   * @param select reads {@code ${visits}}
   */
  static SqlTable of(String select, SqlTable.Column... columns) {
    return new SqlTable(
        "gold",
        "daily",
        "Visits of a day.",
        "one row per day",
        select,
        List.of("day"),
        List.of(),
        List.of("day"),
        List.of(columns),
        List.of(new SqlTable.Input("visits", Optional.empty())),
        List.of(),
        List.of(),
        Optional.empty(),
        Path.of("daily.yaml"),
        Optional.of(new SqlTable.Restatement("day", Duration.ofDays(3))),
        Optional.empty());
  }

  static SqlTable.Column column(String name, String type) {
    return new SqlTable.Column(
        name, type, name, Optional.empty(), List.of("as_of"), PiiClass.NONE, Optional.empty());
  }
}
