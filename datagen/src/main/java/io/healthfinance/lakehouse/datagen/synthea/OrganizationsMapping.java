package io.healthfinance.lakehouse.datagen.synthea;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Set;

/** organizations.csv: facilities. Their kind follows from the care that was given there. */
final class OrganizationsMapping implements Mapping {
  private static final int DEGREE_DECIMALS = 6;

  private final Visits visits;
  private final Instant snapshotAt;
  private final Codes states = Codes.load("states");

  OrganizationsMapping(Visits visits, Instant snapshotAt) {
    this.visits = visits;
    this.snapshotAt = snapshotAt;
  }

  @Override
  public String file() {
    return "organizations.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    String id = row.text("Id");
    Set<String> kinds = visits.kindsAt(id);
    target.add(
        TargetRow.of("facilities")
            .set("facility_id", id)
            .set("facility_name", row.text("NAME"))
            .set("facility_type", type(kinds))
            .set("street_address", row.text("ADDRESS"))
            .set("city", row.text("CITY"))
            .set("state", row.text("STATE"))
            .set("zip_code", Values.zip(row.text("ZIP")))
            .set("latitude", degrees(row.decimal("LAT")))
            .set("longitude", degrees(row.decimal("LON")))
            .set("time_zone", zone(row.text("STATE")))
            .set("phone", row.text("PHONE"))
            .set("has_emergency_department", kinds.contains("emergency"))
            .set("status", "ACTIVE")
            .stored(snapshotAt, snapshotAt));
  }

  private static String type(Set<String> kinds) {
    if (kinds.contains("inpatient") || kinds.contains("emergency")) {
      return "HOSPITAL";
    }
    if (kinds.contains("snf")) {
      return "SKILLED_NURSING";
    }
    return kinds.contains("urgentcare") ? "URGENT_CARE" : "CLINIC";
  }

  private static BigDecimal degrees(BigDecimal value) {
    return value == null ? null : value.setScale(DEGREE_DECIMALS, RoundingMode.HALF_UP);
  }

  private String zone(String state) {
    return states.findBy("code", state, "time_zone").orElse(null);
  }
}
