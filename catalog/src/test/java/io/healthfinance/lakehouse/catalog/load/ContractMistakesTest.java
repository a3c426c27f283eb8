package io.healthfinance.lakehouse.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake that a source contract can hold, with the sentence its author reads. */
class ContractMistakesTest {
  private static final String USERS =
      """
      table: users
      service: user-service
      database: healthfinance_user
      description: People.
      key: [user_id]
      columns:
        user_id: {type: uuid, required: true, description: Identifier.}
        visits: {type: int, description: Visits so far.}
      """;

  private static final String VITALS =
      """
      table: vitals
      service: medical-records-service
      database: healthfinance_medical_records
      description: One measurement.
      key: [vital_id]
      event_time: measured_at
      subject: patient_id
      columns:
        vital_id: {type: uuid, required: true, description: Identifier.}
        patient_id: {type: uuid, references: users.user_id, description: Person measured.}
        status: {type: string, values: [FINAL, AMENDED], description: State.}
        systolic: {type: int, unit: mmHg, range: [70, 250], description: Upper pressure.}
        confirmed: {type: boolean, description: Whether a nurse confirmed it.}
        measured_at: {type: timestamp(6), description: Instant of measurement.}
      rules:
        - {name: low_is_low, check: "systolic < 300", description: Plausible.}
      critical: [measured_at]
      freshness: 6h
      """;

  @TempDir private Path temporary;
  private CatalogFolder folder;

  @BeforeEach
  void aSoundCatalog() {
    folder = new CatalogFolder(temporary).with("tables/users.yaml", USERS);
    folder.with("tables/vitals.yaml", VITALS);
    assertThat(folder.load().sources()).containsOnlyKeys("users", "vitals");
  }

  @Test
  void unknownAttributeOfTheTable() {
    changing("event_time:", "event_tme:")
        .hasMessage(
            "catalog/tables/vitals.yaml:6: unknown attribute 'event_tme'; did you mean"
                + " 'event_time'?");
  }

  @Test
  void unknownAttributeOfAColumn() {
    changing("unit: mmHg", "units: mmHg")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: unknown attribute of column systolic: 'units'; did you"
                + " mean 'unit'?");
  }

  @Test
  void unknownAttributeOfARule() {
    changing("check: \"systolic", "whn: \"confirmed\", check: \"systolic")
        .hasMessage(
            "catalog/tables/vitals.yaml:16: unknown attribute of a rule: 'whn'; did you mean"
                + " 'when'?");
  }

  @Test
  void unknownType() {
    changing("status: {type: string", "status: {type: strng")
        .hasMessage(
            "catalog/tables/vitals.yaml:11: unknown type 'strng' for column status; did you mean"
                + " 'string'?");
  }

  @Test
  void inexactType() {
    changing("systolic: {type: int", "systolic: {type: double")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: type 'double' of column systolic is not exact; write"
                + " decimal(precision,scale)");
  }

  @Test
  void timestampWithoutPrecision() {
    changing("timestamp(6)", "timestamp")
        .hasMessage(
            "catalog/tables/vitals.yaml:14: column measured_at is a timestamp without precision;"
                + " write timestamp(3) or timestamp(6)");
  }

  @Test
  void missingDescription() {
    changing(", description: State.", "")
        .hasMessage("catalog/tables/vitals.yaml:11: column status has no description");
    changing("description: One measurement.\n", "")
        .hasMessage("catalog/tables/vitals.yaml:1: the contract has no description");
  }

  @Test
  void keyOfAMissingColumn() {
    changing("key: [vital_id]", "key: [vitl_id]")
        .hasMessage(
            "catalog/tables/vitals.yaml:5: key names a missing column 'vitl_id'; did you mean"
                + " 'vital_id'?");
  }

  @Test
  void keyColumnThatMayBeNull() {
    changing("vital_id: {type: uuid, required: true", "vital_id: {type: uuid")
        .hasMessage("catalog/tables/vitals.yaml:5: key column 'vital_id' must be required: true");
  }

  @Test
  void noKey() {
    changing("key: [vital_id]\n", "")
        .hasMessage("catalog/tables/vitals.yaml:1: the contract has no key");
  }

  @Test
  void eventTimeOfAMissingColumn() {
    changing("event_time: measured_at", "event_time: taken_at")
        .hasMessage("catalog/tables/vitals.yaml:6: event_time names a missing column 'taken_at'");
  }

  @Test
  void eventTimeThatIsNoTime() {
    changing("event_time: measured_at", "event_time: status")
        .hasMessage(
            "catalog/tables/vitals.yaml:6: event_time column 'status' is string, not a date or"
                + " timestamp");
  }

  @Test
  void subjectOfAMissingColumn() {
    changing("subject: patient_id", "subject: patientid")
        .hasMessage(
            "catalog/tables/vitals.yaml:7: subject names a missing column 'patientid'; did you mean"
                + " 'patient_id'?");
  }

  @Test
  void criticalOfAMissingColumn() {
    changing("critical: [measured_at]", "critical: [measured]")
        .hasMessage(
            "catalog/tables/vitals.yaml:17: critical names a missing column 'measured'; did you"
                + " mean 'measured_at'?");
  }

  @Test
  void criticalAndRequiredTogether() {
    changing("critical: [measured_at]", "critical: [vital_id]")
        .hasMessage(
            "catalog/tables/vitals.yaml:17: column 'vital_id' is critical and required; a required"
                + " column is never null in silver, so its completeness would say nothing: keep one"
                + " of the two");
  }

  @Test
  void referenceToAMissingTable() {
    changing("references: users.user_id", "references: user.user_id")
        .hasMessage(
            "catalog/tables/vitals.yaml:10: column patient_id references a missing table 'user';"
                + " did you mean 'users'?");
  }

  @Test
  void referenceToAMissingColumn() {
    changing("references: users.user_id", "references: users.userid")
        .hasMessage(
            "catalog/tables/vitals.yaml:10: column patient_id references a missing column"
                + " 'users.userid'; did you mean 'user_id'?");
  }

  @Test
  void referenceOfAnotherType() {
    changing("references: users.user_id", "references: users.visits")
        .hasMessage(
            "catalog/tables/vitals.yaml:10: column patient_id references users.visits, which is int"
                + " and not uuid");
  }

  @Test
  void referenceWithoutAColumn() {
    changing("references: users.user_id", "references: users")
        .hasMessage(
            "catalog/tables/vitals.yaml:10: column patient_id references 'users', which is not"
                + " table.column");
  }

  @Test
  void duplicateTable() {
    folder
        .with("tables/z.yaml", VITALS)
        .assertMistakes()
        .hasMessageContaining("catalog/tables/z.yaml:1: duplicate table 'vitals'");
  }

  @Test
  void tableInAFileOfAnotherName() {
    folder
        .with("tables/z.yaml", USERS.replace("table: users", "table: people"))
        .assertMistakes()
        .hasMessage("catalog/tables/z.yaml:1: table 'people' stands in a file of another name");
  }

  @Test
  void duplicateColumn() {
    changing("  confirmed: {type", "  status: {type")
        .hasMessage("catalog/tables/vitals.yaml:13: duplicate 'status', first at line 11");
  }

  @Test
  void duplicateRule() {
    changing(
            "rules:\n",
            "rules:\n  - {name: low_is_low, check: \"systolic > 0\", description: Plausible.}\n")
        .hasMessage("catalog/tables/vitals.yaml:17: duplicate rule 'low_is_low'");
  }

  @Test
  void ruleOnAMissingColumn() {
    changing("check: \"systolic <", "check: \"sistolic <")
        .hasMessage(
            "catalog/tables/vitals.yaml:16: rule low_is_low reads a missing column 'sistolic'; did"
                + " you mean 'systolic'?");
  }

  @Test
  void ruleThatCannotBeRead() {
    changing("systolic < 300", "systolic < (300")
        .hasMessage(
            "catalog/tables/vitals.yaml:16: rule low_is_low: cannot read check at column 16:"
                + " expected ')' but found the end of the rule");
  }

  @Test
  void ruleThatComparesTextWithANumber() {
    changing("systolic < 300", "status < 300")
        .hasMessage(
            "catalog/tables/vitals.yaml:16: rule low_is_low: status is text but is compared with"
                + " 300, a number");
  }

  @Test
  void ruleThatIsNoCondition() {
    changing("systolic < 300", "systolic + 300")
        .hasMessage(
            "catalog/tables/vitals.yaml:16: rule low_is_low: a rule needs a condition but systolic"
                + " + 300 is a number");
  }

  @Test
  void ruleThatAddsANumberToATime() {
    changing("systolic < 300", "measured_at + 3 > source_ts")
        .hasMessage(
            "catalog/tables/vitals.yaml:16: rule low_is_low: '+' joins measured_at (a timestamp)"
                + " and 3 (a number)");
  }

  @Test
  void ruleThatNamesAnImpossibleValue() {
    changing("systolic < 300", "status = 'DONE'")
        .hasMessage(
            "catalog/tables/vitals.yaml:16: rule low_is_low: status is never 'DONE'; its values are"
                + " FINAL, AMENDED");
  }

  @Test
  void ruleWithABadDate() {
    changing("systolic < 300", "measured_at > date('2026-02-30')")
        .hasMessage("catalog/tables/vitals.yaml:16: rule low_is_low: '2026-02-30' is not a date");
  }

  @Test
  void conditionOfAColumnOnAMissingColumn() {
    changing("range: [70, 250]", "range: [70, 250], when: stats = 'FINAL'")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: column systolic reads a missing column 'stats'; did you"
                + " mean 'status'?");
  }

  @Test
  void conditionWithoutARule() {
    changing("range: [70, 250]", "when: status = 'FINAL'")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: column systolic has a when but no rule it applies to");
  }

  @Test
  void rangeOnAString() {
    changing("values: [FINAL, AMENDED]", "range: [1, 2]")
        .hasMessage(
            "catalog/tables/vitals.yaml:11: range on column status, which is string; a range needs"
                + " numbers or dates");
  }

  @Test
  void rangeOnABoolean() {
    changing("{type: boolean,", "{type: boolean, range: [0, 1],")
        .hasMessage(
            "catalog/tables/vitals.yaml:13: range on column confirmed, which is boolean; a range"
                + " needs numbers or dates");
  }

  @Test
  void rangeThatIsEmpty() {
    changing("range: [70, 250]", "range: [250, 70]")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: range of column systolic is empty: 250 is above 70");
  }

  @Test
  void rangeOfAnotherType() {
    changing("range: [70, 250]", "range: [70, high]")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: range bound 'high' of column systolic is not of type"
                + " int");
  }

  @Test
  void rangeWithoutTwoBounds() {
    changing("range: [70, 250]", "range: [70]")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: range of column systolic must be [min, max], at most"
                + " one of them null");
  }

  @Test
  void patternOnANumber() {
    changing("range: [70, 250]", "pattern: '[0-9]+'")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: pattern on column systolic, which is int; only text has"
                + " one");
  }

  @Test
  void lengthOnANumber() {
    changing("range: [70, 250]", "length: [1, 3]")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: length on column systolic, which is int; only text has"
                + " one");
  }

  @Test
  void patternThatIsNone() {
    changing("values: [FINAL, AMENDED]", "pattern: '[A-Z'")
        .hasMessageContaining(
            "catalog/tables/vitals.yaml:11: pattern of column status is not a regular expression");
  }

  @Test
  void valuesOfAnotherType() {
    changing("range: [70, 250]", "values: [70, tall]")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: value 'tall' of column systolic is not of type int");
  }

  @Test
  void valueListedTwice() {
    changing("[FINAL, AMENDED]", "[FINAL, FINAL]")
        .hasMessage(
            "catalog/tables/vitals.yaml:11: value 'FINAL' of column status is listed twice");
  }

  @Test
  void badDuration() {
    changing("freshness: 6h", "freshness: 6 hours")
        .hasMessage(
            "catalog/tables/vitals.yaml:18: '6 hours' is not a duration; write it as 30m, 6h or 7d,"
                + " or none");
  }

  @Test
  void namesThatAreNotSnakeCase() {
    changing("  confirmed: {type", "  isConfirmed: {type")
        .hasMessage("catalog/tables/vitals.yaml:13: column 'isConfirmed' is not snake_case");
    changing("low_is_low", "LowIsLow")
        .hasMessage("catalog/tables/vitals.yaml:16: rule 'LowIsLow' is not snake_case");
  }

  @Test
  void unknownPiiClass() {
    changing("status: {", "status: {pii: free-text, ")
        .hasMessage(
            "catalog/tables/vitals.yaml:11: unknown PII class 'free-text' for column status; did"
                + " you mean 'free_text'?");
  }

  @Test
  void unknownAction() {
    changing("systolic: {", "systolic: {action: rejct, ")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: unknown action 'rejct', known are warn, reject, fail;"
                + " did you mean 'reject'?");
  }

  @Test
  void unknownTimeZone() {
    changing("timestamp(6)", "timestamp(6), zone: America/NewYork")
        .hasMessage(
            "catalog/tables/vitals.yaml:14: unknown time zone 'America/NewYork' for column"
                + " measured_at; did you mean 'America/New_York'?");
  }

  @Test
  void unknownSize() {
    changing("freshness: 6h", "size: lage")
        .hasMessage(
            "catalog/tables/vitals.yaml:18: unknown size 'lage', known are small, medium, large;"
                + " did you mean 'large'?");
  }

  @Test
  void limitThatIsNoShare() {
    changing("freshness: 6h", "quarantine_limit: 5")
        .hasMessage("catalog/tables/vitals.yaml:18: 'quarantine_limit' is a share between 0 and 1");
  }

  @Test
  void flagThatIsNeitherTrueNorFalse() {
    changing("freshness: 6h", "history: yes")
        .hasMessage("catalog/tables/vitals.yaml:18: 'history' must be true or false, not 'yes'");
  }

  @Test
  void columnWithTheNameOfAToken() {
    changing(
            "  status: {",
            "  mrn: {type: string, pii: record_number, description: Number.}\n  mrn_token: {")
        .hasMessage(
            "catalog/tables/vitals.yaml:12: column 'mrn_token' has the name that the token of mrn"
                + " takes in silver");
  }

  @Test
  void columnWithANameThatHistoryAdds() {
    folder.with(
        "tables/vitals.yaml",
        VITALS.replace("freshness: 6h", "history: true").replace("  confirmed:", "  is_current:"));
    folder
        .assertMistakes()
        .hasMessage(
            "catalog/tables/vitals.yaml:13: column 'is_current' has the name that the history table"
                + " takes in silver");
  }

  @Test
  void unknownUnitIsFine() {
    folder.with("tables/vitals.yaml", VITALS.replace("mmHg", "furlongs"));
    assertThat(folder.load().source("vitals").column("systolic").unit()).contains("furlongs");
  }

  @Test
  void yamlThatCannotBeRead() {
    changing("key: [vital_id]", "key: [vital_id")
        .hasMessageContaining("catalog/tables/vitals.yaml:")
        .hasMessageContaining("not valid YAML");
  }

  @Test
  void fileThatNobodyWouldRead() {
    folder
        .with("tables/claims.yml", USERS)
        .assertMistakes()
        .hasMessage("catalog/tables/claims.yml:1: tables holds .yaml files only");
  }

  @Test
  void allMistakesAreReportedAtOnceInOrder() {
    folder.with("tables/users.yaml", USERS.replace("type: int", "type: itn"));
    folder.with(
        "tables/vitals.yaml",
        VITALS
            .replace("6h", "soon")
            .replace("key: [vital_id]", "key: [id]")
            .replace("uuid, ref", "uud, ref"));
    CatalogException all = catchThrowableOfType(CatalogException.class, folder::load);
    assertThat(all.mistakes())
        .extracting(mistake -> mistake.file() + ":" + mistake.line())
        .isEqualTo(
            List.of(
                "catalog/tables/users.yaml:8",
                "catalog/tables/vitals.yaml:5",
                "catalog/tables/vitals.yaml:10",
                "catalog/tables/vitals.yaml:18"));
    assertThat(all.getMessage().lines()).hasSize(4);
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> changing(String from, String to) {
    assertThat(VITALS).contains(from);
    return folder.with("tables/vitals.yaml", VITALS.replace(from, to)).assertMistakes();
  }
}
