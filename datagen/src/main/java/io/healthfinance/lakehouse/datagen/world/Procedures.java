package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;

/** Medical records service: procedures at visits, in stays and for screening. */
final class Procedures {
  /** One procedure and where it belongs. */
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
      Service service =
          switch (stay.principal().code()) {
            case "M17.11" -> Service.KNEE_REPLACEMENT;
            case "I25.10", "I21.4" -> Service.CORONARY_STENT;
            case "Z51.11" -> Service.CHEMOTHERAPY;
            case "K80.00" -> Service.CHOLECYSTECTOMY;
            default -> null;
          };
      if (stay.inpatient() && service != null) {
        Instant at = stay.admitted().plusSeconds(dice.between(5_000, 30_000));
        write(journey, new Act(service, at, stay.attending(), stay.facility(), null, stay), dice);
      }
    }
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
    Instant planned = act.at().minusSeconds(surgery ? 3_600 : 60);
    boolean knee = act.service() == Service.KNEE_REPLACEMENT;
    Journal.Tracked row =
        journey.insert(
            "procedures",
            planned,
            journey
                .about("procedure_id", dice.uuid())
                .with("provider_id", act.provider().id())
                .with("facility_id", act.facility().id())
                .with("appointment_id", act.visit() == null ? null : act.visit().id())
                .with("admission_id", act.stay() == null ? null : act.stay().id())
                .with("code_system", act.service().isHcpcs() ? "HCPCS" : "CPT")
                .with("procedure_code", act.service().code())
                .with("procedure_name", act.service().title())
                .with(
                    "body_site",
                    knee ? "Knee" : act.service() == Service.MAMMOGRAM ? "Breast" : "Not stated")
                .with(
                    "laterality",
                    knee
                        ? "RIGHT"
                        : act.service() == Service.MAMMOGRAM ? "BILATERAL" : "NOT_APPLICABLE")
                .with(
                    "anesthesia_type",
                    knee
                        ? dice.pick("REGIONAL", "GENERAL")
                        : surgery ? dice.pick("SEDATION", "GENERAL", "LOCAL") : "NONE")
                .with("status", "PLANNED"));
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
