package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * Everything that will have happened to one patient, decided before the first row is written.
 *
 * @param death instant of death, if within the story
 */
record Journey(
    Person person,
    Health health,
    List<Stay> stays,
    List<Visit> visits,
    Optional<Instant> death,
    Network network,
    Span span,
    Journal journal) {

  Dice dice(String stream) {
    return Dice.of(network.seed(), stream, person.index());
  }

  /** Inserts a row about this patient. */
  Journal.Tracked insert(String table, Instant at, Row row) {
    return journal.insert(table, at, row);
  }

  /** A row that names this patient. */
  Row about(String key, String id) {
    return Row.of(key, id).with("patient_id", person.id());
  }

  /** Whether a day lies in the story and in the patient's life. */
  boolean lives(LocalDate day) {
    return day.isBefore(span.to()) && aliveAt(at(day, 23.9));
  }

  boolean aliveAt(Instant at) {
    return death.isEmpty() || at.isBefore(death.get());
  }

  /** First day with facts: nobody has a history before joining. */
  LocalDate firstDay() {
    return person.joined().isAfter(span.historyStart()) ? person.joined() : span.historyStart();
  }

  /** The later of the first day and another one. */
  LocalDate firstDay(LocalDate notBefore) {
    return firstDay().isAfter(notBefore) ? firstDay() : notBefore;
  }

  /** When the account was opened; nothing about the patient is committed earlier. */
  Instant registered() {
    return person
        .site()
        .at(person.joined(), LocalTime.of(9, 0))
        .plusSeconds(person.index() % 25_000);
  }

  Instant at(LocalDate day, double hour) {
    return person.site().at(day, LocalTime.MIDNIGHT).plus(Duration.ofSeconds((long) (hour * 3600)));
  }

  /** Whether the patient is in hospital on a day. */
  boolean inHospital(LocalDate day) {
    return stays.stream()
        .anyMatch(
            stay ->
                stay.inpatient()
                    && !stay.admittedOn().isAfter(day)
                    && !stay.dischargedOn().isBefore(day));
  }
}
