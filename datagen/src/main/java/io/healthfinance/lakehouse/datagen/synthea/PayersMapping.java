package io.healthfinance.lakehouse.datagen.synthea;

import java.time.Instant;
import java.util.Map;

/** payers.csv: payers. Their electronic identifier is assigned here, in file order. */
final class PayersMapping implements Mapping {
  static final String NO_INSURANCE = "NO_INSURANCE";
  private static final Map<String, String> TYPES =
      Map.of(
          "Medicare",
          "MEDICARE",
          "Medicaid",
          "MEDICAID",
          // Medicare pays first for people who have both.
          "Dual Eligible",
          "MEDICARE",
          NO_INSURANCE,
          "SELF_PAY");

  private final Instant snapshotAt;
  private int number;

  PayersMapping(Instant snapshotAt) {
    this.snapshotAt = snapshotAt;
  }

  @Override
  public String file() {
    return "payers.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    String name = row.text("NAME");
    number++;
    target.add(
        TargetRow.of("payers")
            .set("payer_id", row.text("Id"))
            .set("payer_name", name)
            .set("payer_type", TYPES.getOrDefault(name, "COMMERCIAL"))
            .set("electronic_payer_id", "SY%03d".formatted(number))
            .set("accepts_electronic_claims", !NO_INSURANCE.equals(name))
            .set("provider_phone", row.text("PHONE"))
            .set("status", "ACTIVE")
            .stored(snapshotAt, snapshotAt));
  }
}
