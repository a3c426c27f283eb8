package io.healthfinance.lakehouse.datagen.synthea;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of the payers and who was covered by whom, when. */
final class Coverage {
  private record Period(String policy, String payer, LocalDate first, LocalDate last) {}

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, List<Period>> periods = new HashMap<>();

  static Coverage read(SyntheaExport export) throws IOException {
    Coverage coverage = new Coverage();
    if (export.has("payers.csv")) {
      export.read("payers.csv", row -> coverage.names.put(row.text("Id"), row.text("NAME")));
    }
    return coverage;
  }

  void add(String patient, String policy, String payer, LocalDate first, LocalDate last) {
    periods
        .computeIfAbsent(patient, id -> new ArrayList<>())
        .add(new Period(policy, payer, first, last));
  }

  String name(String payer) {
    return payer == null ? null : names.get(payer);
  }

  boolean isInsurer(String payer) {
    return payer != null && !PayersMapping.NO_INSURANCE.equals(name(payer));
  }

  /** The policy of a payer that covered a person on a day. */
  Optional<String> policy(String patient, String payer, LocalDate day) {
    return periods.getOrDefault(patient, List.of()).stream()
        .filter(period -> period.payer().equals(payer) && !period.first().isAfter(day))
        .filter(period -> period.last() == null || !period.last().isBefore(day))
        .map(Period::policy)
        .findFirst();
  }
}
