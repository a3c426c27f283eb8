package io.healthfinance.lakehouse.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.cli.CommandFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyStatementTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select count(*) from gold.patient_360 where age > 65;",
        "WITH p AS (SELECT * FROM silver.users) SELECT count(*) FROM p",
        "SELECT * FROM silver.users VERSION AS OF 42",
        "FROM silver.users SELECT user_id",
        "VALUES (1), (2)",
        "SELECT 'DROP TABLE silver.users'",
        "-- a comment first\nSELECT 1",
        "SHOW TABLES IN silver",
        "DESCRIBE TABLE silver.users",
        "EXPLAIN SELECT * FROM silver.users"
      })
  void readsAreAccepted(String sql) {
    assertThat(ReadOnlyStatement.of(sql).text()).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM silver.users",
        "UPDATE silver.users SET role = 'ADMIN'",
        "INSERT INTO silver.users SELECT * FROM silver.users",
        "WITH p AS (SELECT * FROM silver.users) INSERT INTO silver.users SELECT * FROM p",
        "FROM silver.users INSERT INTO silver.users SELECT *",
        "MERGE INTO silver.users t USING silver.users s ON t.user_id = s.user_id"
            + " WHEN MATCHED THEN DELETE",
        "DROP TABLE silver.users",
        "/* SELECT */ TRUNCATE TABLE silver.users",
        "CREATE TABLE silver.copy AS SELECT * FROM silver.users",
        "ALTER TABLE silver.users RENAME TO silver.others",
        "SET spark.sql.ansi.enabled=false",
        "CACHE TABLE silver.users"
      })
  void anythingElseIsRefused(String sql) {
    assertThatThrownBy(() -> ReadOnlyStatement.of(sql))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("only reads");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELEC 1", "SELECT 1; DROP TABLE silver.users", ""})
  void whatIsNoStatementIsRefused(String sql) {
    assertThatThrownBy(() -> ReadOnlyStatement.of(sql)).isInstanceOf(CommandFailure.class);
  }
}
