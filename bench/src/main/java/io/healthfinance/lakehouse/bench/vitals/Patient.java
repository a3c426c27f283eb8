package io.healthfinance.lakehouse.bench.vitals;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;

/** The account of a patient whose vitals are measured. */
final class Patient {

  private static final LocalDate OLDEST = LocalDate.of(1940, 1, 1);
  private static final int DAYS = 28_000;

  private Patient() {}

  static Map<String, Object> columns(long number, LocalDateTime opened) {
    return Map.ofEntries(
        Map.entry("user_id", VitalsRows.patient(number)),
        Map.entry("role", "PATIENT"),
        Map.entry("mrn", "MRN%08d".formatted(number)),
        Map.entry("first_name", "Given"),
        Map.entry("last_name", "Family"),
        Map.entry("date_of_birth", OLDEST.plusDays(number % DAYS)),
        Map.entry("sex", number % 2 == 0 ? "FEMALE" : "MALE"),
        Map.entry("account_status", "ACTIVE"),
        Map.entry("email_verified", true),
        Map.entry("registered_at", opened),
        Map.entry("created_at", opened),
        Map.entry("updated_at", opened));
  }
}
