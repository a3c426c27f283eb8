package io.healthfinance.lakehouse.datagen.synthea;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** providers.csv: providers and the organisation that employs each. */
final class ProvidersMapping implements Mapping {
  private final Visits visits;
  private final Map<String, String> npis;
  private final Instant snapshotAt;
  private final Codes specialties = Codes.load("specialties");

  /**
   * @param npis National Provider Identifiers by provider, as Synthea made them up
   */
  ProvidersMapping(Visits visits, Map<String, String> npis, Instant snapshotAt) {
    this.visits = visits;
    this.npis = npis;
    this.snapshotAt = snapshotAt;
  }

  @Override
  public String file() {
    return "providers.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    String id = row.text("Id");
    String name = row.text("NAME");
    int space = name == null ? -1 : name.indexOf(' ');
    String specialty = row.text("SPECIALITY");
    target.add(
        TargetRow.of("providers")
            .set("provider_id", id)
            .set("npi", npis.get(id))
            .set("first_name", space < 0 ? null : name.substring(0, space))
            .set("last_name", space < 0 ? name : name.substring(space + 1))
            .set("specialty_code", specialties.find(specialty, "taxonomy_code").orElse(null))
            .set("specialty_name", specialty)
            .set("primary_facility_id", row.text("ORGANIZATION"))
            .set("accepts_new_patients", visits.firstWith(id).isPresent())
            .set("telemedicine_enabled", visits.isVirtual(id))
            .set("status", "ACTIVE")
            .stored(snapshotAt, snapshotAt));
    target.add(
        TargetRow.of("provider_affiliations")
            .set("affiliation_id", row.idOf("affiliation"))
            .set("provider_id", id)
            .set("facility_id", row.text("ORGANIZATION"))
            .set("affiliation_type", "EMPLOYED")
            .set("is_primary", true)
            .set("start_date", firstDay(id))
            .set("status", "ACTIVE")
            .stored(snapshotAt, snapshotAt));
  }

  private LocalDate firstDay(String provider) {
    return visits
        .firstWith(provider)
        .map(visit -> LocalDate.ofInstant(visit.start(), ZoneOffset.UTC))
        .orElse(null);
  }
}
