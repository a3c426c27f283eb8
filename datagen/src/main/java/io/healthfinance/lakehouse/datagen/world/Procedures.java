package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.util.Optional;

/** Medical records service: procedures at visits, in stays and for screening. */
final class Procedures {
  /** One procedure and where it belongs; no service when it is coded by the hospital only. */
  record Act(
      Service service, Instant at, Provider provider, Facility facility, Visit visit, Stay stay) {}

  void write(Journey journey) {
    Dice dice = journey.dice("procedures");
    for (Visit visit : journey.visits()) {
      if (visit.completed() && visit.inPerson() && journey.aliveAt(visit.ended())) {
        switch (visit.provider().specialty()) {
          case CARDIOLOGY -> atVisit(journey, Service.ECG, visit, dice);
          case PULMONOLOGY -> atVisit(journey, Service.SPIROMETRY, visit, dice);
          default -> {
            // Other specialties do nothing that is coded apart from the visit.
          }
        }
      }
    }
    for (Stay stay : journey.stays()) {
      Optional<Service> treatment = Treatment.of(stay);
      if (stay.inpatient() && treatment.isPresent()) {
        write(journey, inStay(treatment.get(), stay, dice), dice);
      }
      if (Treatment.isAmputation(stay)) {
        // The hospital codes it in ICD-10-PCS, as AHRQ's indicator of amputations reads it.
        Act act = inStay(null, stay, dice);
        document(
            journey,
            act,
            Row.of("code_system", "ICD10PCS")
                .with("procedure_code", "0Y6M0Z0")
                .with("procedure_name", "Detachment at right foot, complete, open approach")
                .with("body_site", "Foot")
                .with("laterality", "RIGHT")
                .with("anesthesia_type", dice.pick("REGIONAL", "GENERAL")),
            dice);
      }
    }
  }

  private static Act inStay(Service service, Stay stay, Dice dice) {
    Instant at = stay.admitted().plusSeconds(dice.between(5_000, 30_000));
    return new Act(service, at, stay.attending(), stay.facility(), null, stay);
  }

  private static void atVisit(Journey journey, Service service, Visit visit, Dice dice) {
    write(
        journey,
        new Act(
            service,
            visit.started().plusSeconds(200),
            visit.provider(),
            visit.facility(),
            visit,
            null),
        dice);
  }

  static void write(Journey journey, Act act, Dice dice) {
    boolean surgery = act.stay() != null;
    String site =
        switch (act.service()) {
          case KNEE_REPLACEMENT -> "Knee";
          case HIP_REPLACEMENT -> "Hip";
          case MAMMOGRAM, MASTECTOMY -> "Breast";
          default -> "Not stated";
        };
    String side =
        act.service() == Service.MAMMOGRAM
            ? "BILATERAL"
            : site.equals("Not stated") ? "NOT_APPLICABLE" : "RIGHT";
    String anesthesia =
        site.equals("Knee")
            ? dice.pick("REGIONAL", "GENERAL")
            : surgery ? dice.pick("SEDATION", "GENERAL", "LOCAL") : "NONE";
    document(
        journey,
        act,
        Row.of("code_system", act.service().isHcpcs() ? "HCPCS" : "CPT")
            .with("procedure_code", act.service().code())
            .with("procedure_name", act.service().title())
            .with("body_site", site)
            .with("laterality", side)
            .with("anesthesia_type", anesthesia),
        dice);
  }

  private static void document(Journey journey, Act act, Row what, Dice dice) {
    boolean surgery = act.stay() != null;
    Instant planned = act.at().minusSeconds(surgery ? 3_600 : 60);
    Row fields =
        journey
            .about("procedure_id", dice.uuid())
            .with("provider_id", act.provider().id())
            .with("facility_id", act.facility().id())
            .with("appointment_id", act.visit() == null ? null : act.visit().id())
            .with("admission_id", act.stay() == null ? null : act.stay().id())
            .with("status", "PLANNED");
    fields.values().putAll(what.values());
    Journal.Tracked row = journey.insert("procedures", planned, fields);
    int minutes = surgery ? dice.between(35, 190) : dice.between(6, 40);
    boolean aborted = dice.chance(0.008);
    row.update(
        act.at().plusSeconds(60L * minutes),
        Row.of("status", aborted ? "ABORTED" : "COMPLETED")
            .with("performed_at", act.at())
            .with("duration_minutes", minutes)
            .with(
                "outcome",
                aborted ? "UNSUCCESSFUL" : dice.chance(0.97) ? "SUCCESSFUL" : "PARTIAL"));
  }
}
