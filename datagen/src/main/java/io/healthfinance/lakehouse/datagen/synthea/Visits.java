package io.healthfinance.lakehouse.datagen.synthea;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All encounters of the export, by identifier and by person. This index is what the import keeps in
 * memory: a few hundred bytes per encounter.
 */
final class Visits {

  /**
   * One encounter.
   *
   * @param kind Synthea's encounter class
   * @param description Synthea's words for the encounter
   */
  record Visit(
      String id,
      String patient,
      String provider,
      String organization,
      String kind,
      String description,
      Instant start,
      Instant stop) {

    boolean isStay() {
      return kind.equals("inpatient") || kind.equals("emergency");
    }

    /** Hospice and nursing home care are neither an appointment nor a hospital encounter. */
    boolean isResidential() {
      return kind.equals("hospice") || kind.equals("snf");
    }

    boolean isDeathCertification() {
      return "Death Certification".equals(description);
    }

    /** The appointment it becomes; null when it becomes none, so that nothing refers to it. */
    String appointmentId() {
      return isStay() || isResidential() || isDeathCertification() ? null : id;
    }

    String admissionId() {
      return isStay() ? id : null;
    }
  }

  private final Map<String, Visit> byId = new HashMap<>();
  private final Map<String, List<Visit>> byPatient = new HashMap<>();
  private final Map<String, Set<String>> kindsByOrganization = new HashMap<>();
  private final Map<String, Visit> firstByProvider = new HashMap<>();
  private final Set<String> virtualProviders = new HashSet<>();
  private final Map<String, LocalDate> deaths = new HashMap<>();
  private Instant newest = Instant.EPOCH;

  static Visits read(SyntheaExport export) throws IOException {
    Visits visits = new Visits();
    export.read("encounters.csv", visits::add);
    export.read("patients.csv", row -> visits.deaths.put(row.text("Id"), row.date("DEATHDATE")));
    visits.byPatient.values().forEach(each -> each.sort(Comparator.comparing(Visit::start)));
    return visits;
  }

  private void add(SyntheaRow row) {
    Visit visit =
        new Visit(
            row.text("Id"),
            row.text("PATIENT"),
            row.text("PROVIDER"),
            row.text("ORGANIZATION"),
            row.text("ENCOUNTERCLASS"),
            row.text("DESCRIPTION"),
            row.instant("START"),
            row.instant("STOP"));
    byId.put(visit.id(), visit);
    byPatient.computeIfAbsent(visit.patient(), id -> new ArrayList<>()).add(visit);
    kindsByOrganization
        .computeIfAbsent(visit.organization(), id -> new HashSet<>())
        .add(visit.kind());
    firstByProvider.merge(visit.provider(), visit, (a, b) -> a.start().isBefore(b.start()) ? a : b);
    if (visit.kind().equals("virtual")) {
      virtualProviders.add(visit.provider());
    }
    Instant end = visit.stop() == null ? visit.start() : visit.stop();
    newest = end.isAfter(newest) ? end : newest;
  }

  /** The encounter of a row; empty when the row names none. */
  Optional<Visit> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Visit> firstOf(String patient) {
    return byPatient.getOrDefault(patient, List.of()).stream().findFirst();
  }

  Optional<Visit> firstWith(String provider) {
    return Optional.ofNullable(firstByProvider.get(provider));
  }

  /** The person's next encounter that begins within a day of the end of one. */
  Optional<Visit> followUpOf(Visit visit) {
    Instant end = visit.stop();
    return byPatient.get(visit.patient()).stream()
        .filter(next -> !next.id().equals(visit.id()) && !next.start().isBefore(end))
        .filter(next -> !next.start().isAfter(end.plus(Duration.ofDays(1))))
        .findFirst();
  }

  Set<String> kindsAt(String organization) {
    return kindsByOrganization.getOrDefault(organization, Set.of());
  }

  boolean isVirtual(String provider) {
    return virtualProviders.contains(provider);
  }

  boolean hasHospiceCare(String patient) {
    return byPatient.getOrDefault(patient, List.of()).stream()
        .anyMatch(visit -> visit.kind().equals("hospice"));
  }

  boolean diedOn(String patient, LocalDate day) {
    return day.equals(deaths.get(patient));
  }

  /** The end of the newest encounter. */
  Instant newest() {
    return newest;
  }
}
