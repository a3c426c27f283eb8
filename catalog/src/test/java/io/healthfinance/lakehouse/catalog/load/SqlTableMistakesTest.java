package io.healthfinance.lakehouse.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Derived tables: what they mean when sound, and the sentence for every mistake. */
class SqlTableMistakesTest {
  private static final String USERS =
      """
      table: users
      service: user-service
      database: healthfinance_user
      description: People.
      key: [user_id]
      history: true
      columns:
        user_id: {type: uuid, required: true, description: Identifier.}
        full_name: {type: string, pii: name, description: Name.}
        born_on: {type: date, pii: quasi, description: Birthday.}
        ssn: {type: string, pii: national_id, description: Number.}
        remarks: {type: string, pii: free_text, description: Anything.}
      """;

  private static final String AGES_SQL =
      """
      -- current_date in a comment is nobody's clock; ${nothing} is read here
      SELECT user_id, full_name, cast(1.5 AS decimal(5,2)) AS age, 'a;b' AS note
      FROM ${users} WHERE born_on < :as_of_date
      """;

  private static final String AGES =
      """
      table: ages
      description: How old people are.
      grain: one row per person
      key: [user_id]
      partition: ["bucket(4, user_id)"]
      sort: [user_id]
      freshness: 1d
      inputs:
        users: fresh
      columns:
        user_id: {type: string, sources: [users.user_id], description: Person.}
        full_name: {type: string, sources: [users.full_name, users.born_on], description: Name.}
        age: {type: "decimal(5,2)", unit: years, sources: [users.born_on, as_of], description: Age.}
        note: {type: "struct<a:int,b:array<string>>", sources: [users.ssn_token], description: Note.}
      checks:
        - {name: one_row, kind: unique, columns: [user_id]}
        - {name: plausible, kind: range, column: age, min: 0, max: 130}
      cases:
        - name: an infant
          as_of: "2026-01-08T12:00:00Z"
          inputs:
            users:
              - &infant {user_id: u1, born_on: 2025-01-08, full_name: "007"}
              - {<<: *infant, user_id: u2}
          expected:
            - {user_id: u1, age: 1.00}
      """;

  private static final String BANDS =
      """
      table: bands
      description: Ages in bands.
      grain: one row per person
      key: [user_id]
      inputs:
        ages: {stale_ok: 7d}
      columns:
        user_id: {type: string, sources: [ages.user_id], description: Person.}
        label: {type: string, sources: [ages.full_name], description: Name and band.}
      """;

  @TempDir private Path temporary;
  private CatalogFolder folder;

  @BeforeEach
  void aSoundCatalog() {
    folder =
        new CatalogFolder(temporary)
            .with("tables/users.yaml", USERS)
            .with("silver/ages.yaml", AGES)
            .with("silver/ages.sql", AGES_SQL)
            .with("gold/bands.yaml", BANDS)
            .with("gold/bands.sql", "SELECT user_id, full_name AS label FROM ${ages}");
    assertThat(folder.load().silver()).hasSize(1);
  }

  @Test
  void aSoundTableKeepsWhatItsYamlSays() {
    Catalog catalog = folder.load();
    SqlTable ages = catalog.silver().get(0);
    assertThat(ages.freshness()).contains(Duration.ofDays(1));
    assertThat(ages.checks().get(1).columns()).containsExactly("age");
    assertThat(ages.checks().get(1).max()).contains(BigDecimal.valueOf(130));
    assertThat(catalog.gold().get(0).inputs())
        .containsExactly(new SqlTable.Input("ages", java.util.Optional.of(Duration.ofDays(7))));
  }

  @Test
  void caseValuesStayAsWrittenAndMergesGiveWayToTheRowsOwn() {
    SqlTable.WorkedCase infant = folder.load().silver().get(0).cases().get(0);
    assertThat(infant.inputs().get(0).rows())
        .containsExactly(
            Map.of("user_id", "u1", "born_on", "2025-01-08", "full_name", "007"),
            Map.of("user_id", "u2", "born_on", "2025-01-08", "full_name", "007"));
    assertThat(infant.expected())
        .containsExactly(Map.of("user_id", "u1", "age", new BigDecimal("1.00")));
  }

  @Test
  void aColumnTakesTheStrictestClassOfItsSourcesThroughEveryLayer() {
    Catalog catalog = folder.load();
    assertThat(catalog.silver().get(0).columns())
        .extracting(SqlTable.Column::pii)
        .containsExactly(PiiClass.NONE, PiiClass.NAME, PiiClass.QUASI, PiiClass.QUASI);
    assertThat(catalog.gold().get(0).columns().get(1).pii()).isEqualTo(PiiClass.NAME);
  }

  @Test
  void tablesComeAfterWhatTheyRead() {
    folder
        .with("silver/a_first.yaml", BANDS.replace("table: bands", "table: a_first"))
        .with("silver/a_first.sql", "SELECT user_id, full_name AS label FROM ${ages}");
    assertThat(folder.load().silver())
        .extracting(SqlTable::table)
        .containsExactly("ages", "a_first");
  }

  @Test
  void historyAndReferenceTablesCanBeRead() {
    folder
        .with("reference/codes.yaml", ReferenceMistakesTest.CODES)
        .with("reference/codes.csv", ReferenceMistakesTest.DATA)
        .with(
            "silver/ages.yaml",
            AGES.replace(
                    "  users: fresh", "  users: fresh\n  users_history: fresh\n  ref_codes: fresh")
                .replace("users.born_on, as_of", "users_history.valid_from, ref_codes.title"))
        .with("silver/ages.sql", AGES_SQL + " -- \n , ${users_history}, ${ref_codes}");
    assertThat(folder.load().silver().get(0).inputs()).hasSize(3);
  }

  @Test
  void aGoldTableMayReadTheSilverTableOfItsOwnName() {
    folder
        .with("gold/ages.yaml", BANDS.replace("table: bands", "table: ages"))
        .with("gold/ages.sql", "SELECT user_id, full_name AS label FROM ${ages}");
    Catalog catalog = folder.load();
    assertThat(catalog.gold())
        .extracting(SqlTable::qualified)
        .containsExactly("gold.ages", "gold.bands");
    assertThat(catalog.gold())
        .flatExtracting(SqlTable::inputs)
        .extracting(input -> input.layer() + "." + input.table())
        .containsOnly("silver.ages");
  }

  @Test
  void aTableMayReadItsOwnPublishedRowsAndTheRecordsOfTheLake() {
    folder
        .with(
            "gold/bands.yaml",
            BANDS
                    .replace("  ages:", "  published: fresh\n  ops_runs: {stale_ok: 1d}\n  ages:")
                    .replace("[ages.user_id]", "[ages.user_id, published.user_id, ops_runs.as_of]")
                + """
                cases:
                  - name: kept
                    as_of: "2026-01-08T12:00:00Z"
                    inputs: {published: [{user_id: u1}], ops_runs: [{status: SUCCEEDED}]}
                    expected: [{user_id: u1}]
                """)
        .with(
            "gold/bands.sql",
            "SELECT user_id, full_name AS label FROM ${ages}, ${published}, ${ops_runs}");
    assertThat(folder.load().gold().get(0).inputs())
        .extracting(SqlTable.Input::producer)
        .containsExactly("gold.bands", "ops.runs", "silver.ages");
  }

  @Test
  void columnsOfPublishedRowsAndOfRecordsMustExist() {
    folder
        .with(
            "gold/bands.yaml",
            BANDS
                .replace("  ages:", "  published: fresh\n  ops_runs: {stale_ok: 1d}\n  ages:")
                .replace("[ages.user_id]", "[published.user, ops_runs.asof]"))
        .with(
            "gold/bands.sql",
            "SELECT user_id, full_name AS label FROM ${ages}, ${published}, ${ops_runs}")
        .assertMistakes()
        .hasMessage(
            """
            catalog/gold/bands.yaml:10: source 'published.user' of column user_id is not a column of the table; did you mean 'user_id'?
            catalog/gold/bands.yaml:10: source 'ops_runs.asof' of column user_id is not a column that silver serves; did you mean 'as_of'?\
            """);
  }

  @Test
  void aHistoryIsHeldBackWithItsTable() {
    folder
        .with(
            "silver/ages.yaml",
            AGES.replace("  users: fresh", "  users: fresh\n  users_history: fresh"))
        .with("silver/ages.sql", AGES_SQL + " -- \n , ${users_history}");
    assertThat(folder.load().silver().get(0).inputs())
        .extracting(SqlTable.Input::producer)
        .containsExactly("silver.users", "silver.users");
  }

  @Test
  void missingSelect() {
    folder
        .with("silver/more.yaml", BANDS.replace("table: bands", "table: more"))
        .assertMistakes()
        .hasMessage("catalog/silver/more.yaml:1: the SELECT catalog/silver/more.sql is missing");
  }

  @Test
  void selectWithoutYaml() {
    folder
        .with("gold/more.sql", "SELECT 1")
        .assertMistakes()
        .hasMessage("catalog/gold/more.sql:1: the YAML catalog/gold/more.yaml is missing");
  }

  @Test
  void unknownInput() {
    changing("users: fresh", "users: fresh\n  visits: fresh")
        .hasMessage(
            """
            catalog/silver/ages.yaml:10: unknown input 'visits'
            catalog/silver/ages.yaml:10: input 'visits' is read neither by the SELECT nor by a check; remove it\
            """);
  }

  @Test
  void inputUsedButNotDeclared() {
    selecting(AGES_SQL + "JOIN ${user} ON true")
        .hasMessage(
            "catalog/silver/ages.sql:4: the SELECT reads ${user}, which is not declared under"
                + " inputs; did you mean 'users'?");
  }

  @Test
  void inputDeclaredButNotUsed() {
    selecting("SELECT 1")
        .hasMessage(
            "catalog/silver/ages.yaml:9: input 'users' is read neither by the SELECT nor by a"
                + " check; remove it");
  }

  @Test
  void inputThatOnlyACheckReads() throws Exception {
    SqlTable ages =
        folder
            .with("silver/ages.sql", "SELECT 'x' AS user_id")
            .with(
                "silver/ages.yaml",
                AGES.replace(
                    "checks:\n",
                    "checks:\n  - {name: everybody, kind: reconcile, expression: \"count(*) =="
                        + " (SELECT count(*) FROM ${users})\"}\n"))
            .load()
            .silver()
            .get(0);

    assertThat(ages.inputs()).extracting(SqlTable.Input::name).containsExactly("users");
  }

  @Test
  void checkThatReadsWhatIsNotDeclared() {
    changing(
            "{name: one_row, kind: unique, columns: [user_id]}",
            "{name: everybody, kind: reconcile, expression: \"count(*) == (SELECT 1 FROM"
                + " ${user})\"}")
        .hasMessageContaining(
            ": check everybody reads ${user}, which is not declared under inputs; did you mean"
                + " 'users'?");
  }

  @Test
  void inputThatIsNeitherFreshNorStaleOk() {
    changing("users: fresh", "users: stale")
        .hasMessage("catalog/silver/ages.yaml:9: input users must be fresh or {stale_ok: 7d}");
    changing("users: fresh", "users: {stale_ok: a week}")
        .hasMessageContaining(
            "catalog/silver/ages.yaml:9: 'a week' is not a duration; write it as 30m, 6h or 7d, or"
                + " none");
  }

  @Test
  void circleOfTables() {
    folder
        .with("silver/ages.yaml", AGES.replace("users: fresh", "users: fresh\n  extra: fresh"))
        .with("silver/ages.sql", AGES_SQL + ", ${extra}")
        .with("silver/extra.yaml", BANDS.replace("table: bands", "table: extra"))
        .with("silver/extra.sql", "SELECT user_id, full_name AS label FROM ${ages}")
        .assertMistakes()
        .hasMessage(
            "catalog/silver/extra.yaml:6: tables depend on each other: ages -> extra -> ages");
  }

  @Test
  void silverThatReadsGold() {
    folder
        .with(
            "silver/extra.yaml",
            BANDS
                .replace("table: bands", "table: extra")
                .replace("ages", "bands")
                .replace("full_name", "label"))
        .with("silver/extra.sql", "SELECT user_id, label FROM ${bands}")
        .assertMistakes()
        .hasMessage(
            "catalog/silver/extra.yaml:6: a silver table cannot read the gold table 'bands'");
  }

  @Test
  void duplicateTable() {
    folder
        .with("gold/users.yaml", BANDS.replace("table: bands", "table: users"))
        .with("gold/users.sql", "SELECT user_id, full_name AS label FROM ${ages}")
        .assertMistakes()
        .hasMessageContaining("catalog/gold/users.yaml:1: duplicate table 'users'");
  }

  @Test
  void columnWithoutMeaningOrSource() {
    changing(", description: Person.", "")
        .hasMessage("catalog/silver/ages.yaml:11: column user_id has no description");
    changing(" sources: [users.user_id],", "")
        .hasMessage(
            "catalog/silver/ages.yaml:11: column user_id has no sources; write [table.column,"
                + " ...]");
  }

  @Test
  void sourceThatDoesNotExist() {
    changing("[users.user_id]", "[users.userid]")
        .hasMessage(
            "catalog/silver/ages.yaml:11: source 'users.userid' of column user_id is not a column"
                + " that silver serves; did you mean 'user_id'?");
    changing("[users.user_id]", "[claims.user_id]")
        .hasMessage(
            "catalog/silver/ages.yaml:11: source 'claims.user_id' of column user_id is not of a"
                + " declared input");
  }

  @Test
  void sourceThatSilverDoesNotServe() {
    changing("[users.user_id]", "[users.remarks]")
        .hasMessageContaining(
            "source 'users.remarks' of column user_id is not a column that silver serves");
    changing("[users.user_id]", "[users.ssn]").hasMessageContaining("did you mean 'ssn_token'?");
  }

  @Test
  void piiClassLoweredWithoutAReason() {
    changing("[users.full_name, users.born_on],", "[users.full_name], pii: none,")
        .hasMessage(
            "catalog/silver/ages.yaml:12: column full_name lowers its PII class from name without a"
                + " pii_reason");
    folder.with(
        "silver/ages.yaml",
        AGES.replace(
            "[users.full_name, users.born_on],",
            "[users.full_name], pii: none, pii_reason: Its length only.,"));
    assertThat(folder.load().silver().get(0).columns().get(1).pii()).isEqualTo(PiiClass.NONE);
  }

  @Test
  void unknownColumnType() {
    changing("type: \"decimal(5,2)\"", "type: \"decimal(5\"")
        .hasMessageStartingWith(
            "catalog/silver/ages.yaml:13: unknown type 'decimal(5' for column age");
    changing("array<string>>", "array<text>>")
        .hasMessageStartingWith(
            "catalog/silver/ages.yaml:14: unknown type 'struct<a:int,b:array<text>>'");
  }

  @Test
  void keySortOrPartitionOfAMissingColumn() {
    changing("key: [user_id]", "key: [id]")
        .hasMessageContaining("catalog/silver/ages.yaml:4: key names a missing column 'id'");
    changing("sort: [user_id]", "sort: [user]")
        .hasMessage(
            "catalog/silver/ages.yaml:6: sort names a missing column 'user'; did you mean"
                + " 'user_id'?");
    changing("bucket(4, user_id)", "bucket(4, userid)")
        .hasMessage(
            "catalog/silver/ages.yaml:5: partition names a missing column 'userid'; did you mean"
                + " 'user_id'?");
  }

  @Test
  void checkThatCannotBeMade() {
    changing("kind: unique", "kind: uniqe")
        .hasMessage(
            "catalog/silver/ages.yaml:16: unknown kind 'uniqe' of check one_row, known are unique,"
                + " complete, range, satisfies, reconcile; did you mean 'unique'?");
    changing("columns: [user_id]}", "columns: [usr_id]}")
        .hasMessage(
            "catalog/silver/ages.yaml:16: check one_row names a missing column 'usr_id'; did you"
                + " mean 'user_id'?");
    changing("kind: unique, columns: [user_id]", "kind: satisfies")
        .hasMessage("catalog/silver/ages.yaml:16: check one_row has no expression");
    changing("column: age", "column: full_name")
        .hasMessage(
            "catalog/silver/ages.yaml:17: range check plausible on column full_name, which is"
                + " string");
    changing("min: 0, max: 130", "min: 130, max: 0")
        .hasMessage("catalog/silver/ages.yaml:17: check plausible has its min above its max");
    changing("name: plausible", "name: one_row")
        .hasMessage("catalog/silver/ages.yaml:17: duplicate check 'one_row'");
  }

  @Test
  void caseWithUnknownInputsOrColumns() {
    changing("      users:\n", "      people:\n")
        .hasMessage(
            "catalog/silver/ages.yaml:22: case 'an infant' gives rows of 'people', which is not an"
                + " input");
    changing("born_on: 2025", "born: 2025")
        .hasMessageStartingWith(
            "catalog/silver/ages.yaml:23: case 'an infant' gives users a missing column 'born'");
    changing("age: 1.00", "ages: 1.00")
        .hasMessage(
            "catalog/silver/ages.yaml:26: case 'an infant' expects a missing column 'ages'; did you"
                + " mean 'age'?");
    changing("{user_id: u1, age", "{age")
        .hasMessage(
            "catalog/silver/ages.yaml:26: case 'an infant' expects a row without the key column"
                + " user_id");
    changing("2026-01-08T12:00:00Z", "2026-01-08")
        .hasMessage(
            "catalog/silver/ages.yaml:20: as_of '2026-01-08' is not an instant; write it as"
                + " 2026-01-08T12:00:00Z");
  }

  @Test
  void restatementNamesADateColumnAndWholeDays() {
    changing("freshness: 1d", "restate: 90d")
        .hasMessageContaining("the restated table has no restate_column");
    changing("freshness: 1d", "restate: 90d\nrestate_column: age")
        .hasMessageContaining("restate_column 'age' is not a date column");
    changing("freshness: 1d", "restate: 36h\nrestate_column: age")
        .hasMessageContaining("restate must be whole days such as 90d");
  }

  @Test
  void selectThatReadsTheRunsClock() {
    selecting(AGES_SQL + "AND born_on < current_date()")
        .hasMessage(
            "catalog/silver/ages.sql:4: 'current_date' is the run's clock, which makes the table"
                + " unrepeatable; use :as_of");
  }

  @Test
  void selectWithAnUnknownParameter() {
    selecting(AGES_SQL + "AND born_on < :as_off")
        .hasMessage("catalog/silver/ages.sql:4: unknown parameter :as_off; did you mean 'as_of'?");
  }

  @Test
  void moreThanOneStatement() {
    selecting(AGES_SQL + "; DROP TABLE users")
        .hasMessage(
            "catalog/silver/ages.sql:4: ';' ends a statement; a table is one SELECT without it");
    selecting("INSERT INTO x FROM ${users}")
        .hasMessage("catalog/silver/ages.sql:1: expected one SELECT, or WITH ... SELECT");
  }

  private AbstractThrowableAssert<?, ?> changing(String from, String to) {
    assertThat(AGES).contains(from);
    return folder.with("silver/ages.yaml", AGES.replace(from, to)).assertMistakes();
  }

  private AbstractThrowableAssert<?, ?> selecting(String sql) {
    return folder.with("silver/ages.sql", sql).assertMistakes();
  }
}
