package io.healthfinance.lakehouse.datagen.world;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a patient suffers from, and the latent state that measured values follow.
 *
 * @param onset day each condition was diagnosed; may lie before the patient joined
 * @param control how well chronic illness is under control, standard normal, higher is better
 * @param heightCm adult or present height
 * @param weightKg weight at the start of the history
 * @param hospice day hospice care was chosen
 */
record Health(
    Map<Chronic, LocalDate> onset,
    double control,
    double heightCm,
    double weightKg,
    Optional<LocalDate> hospice) {

  boolean has(Chronic condition) {
    return onset.containsKey(condition);
  }

  boolean hasOn(Chronic condition, LocalDate day) {
    LocalDate since = onset.get(condition);
    return since != null && !since.isAfter(day);
  }

  Set<Chronic> on(LocalDate day) {
    return onset.entrySet().stream()
        .filter(entry -> !entry.getValue().isAfter(day))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  int countOn(LocalDate day) {
    int count = 0;
    for (LocalDate since : onset.values()) {
      if (!since.isAfter(day)) {
        count++;
      }
    }
    return count;
  }
}
