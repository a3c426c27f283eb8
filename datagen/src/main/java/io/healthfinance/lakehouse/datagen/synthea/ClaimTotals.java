package io.healthfinance.lakehouse.datagen.synthea;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Sums of claims_transactions.csv by claim. */
final class ClaimTotals {
  private final Map<String, BigDecimal> charges = new HashMap<>();
  private final Map<String, BigDecimal> insurerPaid = new HashMap<>();

  static ClaimTotals read(SyntheaExport export) throws IOException {
    ClaimTotals totals = new ClaimTotals();
    if (export.has("claims_transactions.csv")) {
      export.read("claims_transactions.csv", totals::add);
    }
    return totals;
  }

  private void add(SyntheaRow row) {
    String claim = row.text("CLAIMID");
    String type = row.text("TYPE");
    if ("CHARGE".equals(type)) {
      add(charges, claim, row.decimal("AMOUNT"));
    } else if ("PAYMENT".equals(type) && "ECHECK".equals(row.text("METHOD"))) {
      // Synthea's insurers pay by electronic cheque, its patients in every other way.
      add(insurerPaid, claim, row.decimal("PAYMENTS"));
    }
  }

  private static void add(Map<String, BigDecimal> sums, String claim, BigDecimal amount) {
    if (amount != null) {
      sums.merge(claim, amount, BigDecimal::add);
    }
  }

  /** Sum of the charges; null when the claim has none. */
  BigDecimal charged(String claim) {
    return charges.get(claim);
  }

  boolean paidByInsurer(String claim) {
    return insurerPaid.getOrDefault(claim, BigDecimal.ZERO).signum() > 0;
  }
}
