package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CompletenessTest {

  private final SampleTable users = SampleTable.users();

  @Test
  void requiredAndCriticalColumnsAreCountedUnderTheirSilverNames() {
    Dataset<Row> rows =
        users
            .rows()
            .selectExpr(
                "user_id",
                "ssn_token",
                "last_name",
                "payer_id",
                "CASE WHEN _lsn % 4 > 0 THEN birth_date END AS birth_date");
    assertThat(Completeness.of(rows, users.contract()))
        .containsExactly(
            new ColumnCompleteness("user_id", false, 200, 200),
            new ColumnCompleteness("ssn_token", false, 200, 200),
            new ColumnCompleteness("last_name", false, 200, 200),
            new ColumnCompleteness("payer_id", false, 200, 200),
            new ColumnCompleteness("birth_date", true, 200, 150));
  }

  @Test
  void anEmptyTableCountsNothing() {
    assertThat(Completeness.of(users.rows().limit(0), users.contract()))
        .allMatch(column -> column.rows() == 0 && column.nonNull() == 0);
  }
}
