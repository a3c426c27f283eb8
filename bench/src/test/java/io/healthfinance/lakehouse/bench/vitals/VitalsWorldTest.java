package io.healthfinance.lakehouse.bench.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated events are what the benches say they are. */
class VitalsWorldTest {

  private static final int EVENTS = 10_000;
  private static final int KEYS = 4_000;
  private static final int MANY_KEYS = 400_000;

  @TempDir private Path directory;

  @Test
  void twoYearsHoldEveryKeyAndEveryKindOfEvent() throws Exception {
    new VitalsWorld(KEYS).landChanges(directory, EVENTS);

    assertThat(number("count(*)")).isEqualTo(EVENTS);
    assertThat(number("count(DISTINCT coalesce(after.vital_id, before.vital_id))")).isEqualTo(KEYS);
    assertThat(number("count(*) FILTER (op = 'd')")).isBetween(20L, 100L);
    assertThat(number("count(*) - count(DISTINCT source.lsn)")).isBetween(20L, 100L);
    assertThat(number("count(*) FILTER (after.updated_at < after.created_at)")).isPositive();
    assertThat(number("count(*) FILTER (op = 'u' AND before IS NULL)")).isZero();
  }

  @Test
  void anHourChangesMostlyWhatIsRecent() throws Exception {
    new VitalsWorld(MANY_KEYS).landHour(directory, 0, EVENTS, 0.8);

    long monthAgo = VitalsWorld.END.minusSeconds(31 * 86_400L).toEpochMilli() * 1000;
    long changed = number("count(*) FILTER (op IN ('u', 'd'))");
    long recent =
        number("count(*) FILTER (op IN ('u', 'd') AND before.created_at >= " + monthAgo + ")");
    assertThat((double) recent / changed).isBetween(0.7, 0.9);
    assertThat(number("count(*) FILTER (op = 'c')")).isBetween(2_000L, 3_000L);
  }

  @Test
  void theNextHourComesAfterIt() throws Exception {
    VitalsWorld world = new VitalsWorld(MANY_KEYS);
    world.landHour(directory.resolve("first"), 0, EVENTS, 0.8);
    world.landHour(directory.resolve("second"), 1, EVENTS, 0.8);

    assertThat(
            number("min(source.lsn) FILTER (contains(filename, 'second'))")
                - number("max(source.lsn) FILTER (contains(filename, 'first'))"))
        .isPositive();
    assertThat(number("count(DISTINCT after.vital_id) FILTER (op = 'c')"))
        .as("created once each")
        .isEqualTo(number("count(DISTINCT source.lsn) FILTER (op = 'c')"));
  }

  private long number(String expression) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT %s FROM read_parquet('%s/**/*.parquet', filename = true)"
                    .formatted(expression, directory))) {
      answer.next();
      return answer.getLong(1);
    }
  }
}
