package io.healthfinance.lakehouse.datagen.synthea;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** patients.csv: users. MRN and registration are the importing service's own. */
final class PatientsMapping implements Mapping {
  private static final Map<String, String> SEX = Map.of("M", "MALE", "F", "FEMALE");
  private static final Map<String, String> RACE =
      Map.of(
          "white", "WHITE",
          "black", "BLACK_OR_AFRICAN_AMERICAN",
          "asian", "ASIAN",
          "native", "AMERICAN_INDIAN_OR_ALASKA_NATIVE",
          "hawaiian", "NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER",
          "other", "OTHER");
  private static final Map<String, String> ETHNICITY =
      Map.of("hispanic", "HISPANIC_OR_LATINO", "nonhispanic", "NOT_HISPANIC_OR_LATINO");
  private static final Map<String, String> MARITAL =
      Map.of("M", "MARRIED", "S", "SINGLE", "D", "DIVORCED", "W", "WIDOWED");

  private final Visits visits;
  private final Codes states = Codes.load("states");
  private int number;

  PatientsMapping(Visits visits) {
    this.visits = visits;
  }

  @Override
  public String file() {
    return "patients.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    String id = row.text("Id");
    LocalDate death = row.date("DEATHDATE");
    Instant birth = row.instant("BIRTHDATE");
    Instant registered = visits.firstOf(id).map(Visits.Visit::start).orElse(birth);
    Instant died = death == null ? null : death.atStartOfDay().toInstant(ZoneOffset.UTC);
    String state = row.text("STATE");
    number++;
    target.add(
        TargetRow.of("users")
            .set("user_id", id)
            .set("role", "PATIENT")
            .set("mrn", "MRN%08d".formatted(number))
            .set("ssn", row.text("SSN"))
            .set("first_name", row.text("FIRST"))
            .set("middle_name", row.text("MIDDLE"))
            .set("last_name", row.text("LAST"))
            .set("date_of_birth", row.date("BIRTHDATE"))
            .set("sex", Values.translated(SEX, row.text("GENDER")))
            .set("race", Values.translated(RACE, row.text("RACE")))
            .set("ethnicity", Values.translated(ETHNICITY, row.text("ETHNICITY")))
            .set("marital_status", Values.translated(MARITAL, row.text("MARITAL")))
            .set("street_address", row.text("ADDRESS"))
            .set("city", row.text("CITY"))
            .set("state", states.find(state, "code").orElse(state))
            .set("zip_code", row.text("ZIP"))
            .set("account_status", death == null ? "ACTIVE" : "DEACTIVATED")
            .set("email_verified", false)
            .set("hospice_flag", visits.hasHospiceCare(id))
            .set("date_of_death", death)
            .set("registered_at", registered)
            .stored(registered, Values.later(registered, died)));
  }
}
