package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Medical records service: notes, who opened them, allergies and procedures. */
final class Chart {
  private record Allergen(String name, String code, String system, String category) {}

  private static final List<Allergen> ALLERGENS =
      List.of(
          new Allergen("Penicillin", "7980", "RXNORM", "MEDICATION"),
          new Allergen("Sulfamethoxazole", "10180", "RXNORM", "MEDICATION"),
          new Allergen("Aspirin", "1191", "RXNORM", "MEDICATION"),
          new Allergen("Peanut", "762952008", "SNOMED", "FOOD"),
          new Allergen("Shellfish", "735029006", "SNOMED", "FOOD"),
          new Allergen("House dust mite", "260147004", "SNOMED", "ENVIRONMENT"),
          new Allergen("Insulin beef", "3E4I84QH6G", "UNII", "BIOLOGIC"));

  private long events;

  void write(Journey journey) {
    Dice dice = journey.dice("chart");
    for (Visit visit : journey.visits()) {
      if (visit.completed() && journey.aliveAt(visit.ended())) {
        note(journey, visit, dice);
      }
    }
    journey.stays().forEach(stay -> summary(journey, stay, dice));
    // About a quarter of patients report a drug allergy (MacFadden et al. 2016 and others).
    int allergies = dice.chance(0.36) ? dice.between(1, 2) : 0;
    for (int i = 0; i < allergies; i++) {
      allergy(journey, ALLERGENS.get((journey.person().index() + i * 3) % ALLERGENS.size()), dice);
    }
  }

  private void note(Journey journey, Visit visit, Dice dice) {
    Instant at = visit.ended().plusSeconds(dice.between(30, 3_600));
    String type =
        visit.modality().equals("PHONE")
            ? "TELEPHONE_NOTE"
            : visit.kind() == Visit.Kind.CONSULTATION ? "CONSULT_NOTE" : "VISIT_NOTE";
    Row row =
        document(journey, dice, type, visit.day(), at)
            .with("provider_id", visit.provider().id())
            .with("facility_id", visit.facility().id())
            .with("appointment_id", visit.id())
            .with(
                "confidentiality",
                visit.category().equals("BEHAVIORAL_HEALTH") ? "RESTRICTED" : "NORMAL");
    file(journey, row, at, visit.provider(), dice);
  }

  private void summary(Journey journey, Stay stay, Dice dice) {
    Instant at = stay.discharged().plusSeconds(dice.between(600, 40_000));
    String type = stay.inpatient() ? "DISCHARGE_SUMMARY" : "EMERGENCY_NOTE";
    Row row =
        document(journey, dice, type, stay.dischargedOn(), at)
            .with("provider_id", stay.attending().id())
            .with("facility_id", stay.facility().id())
            .with("admission_id", stay.id());
    file(journey, row, at, stay.attending(), dice);
    if (stay.inpatient()) {
      Instant rounds = stay.admitted().plusSeconds(40_000);
      Row progress =
          document(
                  journey,
                  dice,
                  stay.planned() ? "OPERATIVE_NOTE" : "PROGRESS_NOTE",
                  stay.admittedOn(),
                  rounds)
              .with("provider_id", stay.attending().id())
              .with("facility_id", stay.facility().id())
              .with("admission_id", stay.id());
      if (rounds.isBefore(stay.discharged())) {
        file(journey, progress, rounds, stay.attending(), dice);
      }
    }
  }

  private static Row document(Journey journey, Dice dice, String type, LocalDate day, Instant at) {
    return journey
        .about("record_id", dice.uuid())
        .with("record_type", type)
        .with("loinc_document_code", loinc(type))
        .with("title", title(type))
        .with("record_date", day)
        .with("recorded_at", at)
        .with("narrative", dice.chance(0.3) ? "Stable. Plan discussed and agreed." : null)
        .with(
            "attributes",
            "{\"template\":\""
                + type.toLowerCase(java.util.Locale.ROOT)
                + "\",\"smart_phrases\":"
                + dice.between(0, 4)
                + "}")
        .with("word_count", dice.between(40, 900))
        .with("confidentiality", "NORMAL")
        .with("status", "DRAFT");
  }

  private void file(Journey journey, Row row, Instant at, Provider author, Dice dice) {
    String id = (String) row.values().get("record_id");
    Journal.Tracked document = journey.insert("medical_records", at.plusSeconds(2), row);
    event(journey, id, at.plusSeconds(2), author.userId(), "CREATED", dice);
    Instant signed =
        at.plusSeconds(dice.chance(0.9) ? dice.between(60, 30_000) : dice.between(90_000, 500_000));
    if (dice.chance(0.97)) {
      document.update(signed.plusSeconds(1), Row.of("status", "SIGNED").with("signed_at", signed));
      event(journey, id, signed.plusSeconds(1), author.userId(), "SIGNED", dice);
    }
    if (dice.chance(0.35)) {
      boolean patient = journey.person().habits().usesPortal() && dice.chance(0.5);
      event(
          journey,
          id,
          signed.plusSeconds(dice.between(4_000, 900_000)),
          patient ? journey.person().id() : journey.person().pcp().userId(),
          dice.pick("VIEWED", "VIEWED", "VIEWED", "PRINTED", "SHARED"),
          dice);
    }
    if (dice.chance(0.012)) {
      Instant amended = signed.plusSeconds(dice.between(90_000, 700_000));
      boolean wrong = dice.chance(0.2);
      document.update(
          amended,
          Row.of("status", wrong ? "ENTERED_IN_ERROR" : "AMENDED").with("signed_at", amended));
      event(journey, id, amended, author.userId(), wrong ? "MARKED_IN_ERROR" : "AMENDED", dice);
    }
  }

  private void event(
      Journey journey, String record, Instant at, String actor, String type, Dice dice) {
    boolean patient = actor.equals(journey.person().id());
    boolean reading = type.equals("VIEWED") || type.equals("PRINTED");
    journey.insert(
        "medical_record_events",
        at.plusMillis(700),
        Row.of("event_id", journey.person().index() * 100_000L + ++events)
            .with("record_id", record)
            .with("patient_id", journey.person().id())
            .with("actor_user_id", dice.chance(0.99) ? actor : null)
            .with("event_type", type)
            .with(
                "access_purpose",
                patient
                    ? "PATIENT_REQUEST"
                    : reading && dice.chance(0.02)
                        ? "EMERGENCY_OVERRIDE"
                        : dice.pick("TREATMENT", "TREATMENT", "TREATMENT", "PAYMENT", "OPERATIONS"))
            .with("occurred_at", at)
            .with(
                "client_ip",
                "10."
                    + dice.between(0, 60)
                    + "."
                    + dice.between(0, 255)
                    + "."
                    + dice.between(1, 254))
            .with("document_version", type.equals("AMENDED") ? 2 : 1)
            .with("succeeded", !reading || dice.chance(0.99))
            .with("details", reading ? null : "{\"fields\":[\"status\"]}"));
  }

  private static void allergy(Journey journey, Allergen allergen, Dice dice) {
    Instant at = journey.registered().plusSeconds(dice.between(90_000, 3_000_000));
    if (!journey.aliveAt(at)) {
      return;
    }
    boolean severe = dice.chance(0.2);
    LocalDate onset =
        LocalDate.ofInstant(at, java.time.ZoneOffset.UTC).minusDays(dice.between(10, 3_000));
    Journal.Tracked row =
        journey.insert(
            "allergies",
            at.plusSeconds(3),
            journey
                .about("allergy_id", dice.uuid())
                .with("recorded_by", journey.person().pcp().id())
                .with("allergen_name", allergen.name())
                .with("allergen_code", allergen.code())
                .with("allergen_code_system", allergen.system())
                .with("category", allergen.category())
                .with("allergy_type", dice.chance(0.75) ? "ALLERGY" : "INTOLERANCE")
                .with("criticality", severe ? "HIGH" : dice.pick("LOW", "LOW", "UNABLE_TO_ASSESS"))
                .with("severity", severe ? "SEVERE" : dice.pick("MILD", "MODERATE"))
                .with(
                    "reactions",
                    severe ? List.of("anaphylaxis") : List.of(dice.pick("hives", "rash", "nausea")))
                .with("clinical_status", "ACTIVE")
                .with("verification_status", dice.chance(0.7) ? "CONFIRMED" : "UNCONFIRMED")
                .with("onset_date", onset.isBefore(journey.person().born()) ? null : onset)
                .with("recorded_at", at));
    Instant tested = at.plusSeconds(86_400L * dice.between(100, 1_400));
    if (dice.chance(0.12) && journey.aliveAt(tested)) {
      row.update(
          tested,
          dice.pick(
              Row.of("clinical_status", "RESOLVED"),
              Row.of("clinical_status", "INACTIVE"),
              Row.of("verification_status", "REFUTED"),
              Row.of("verification_status", "ENTERED_IN_ERROR")));
    }
  }

  private static String title(String type) {
    return switch (type) {
      case "DISCHARGE_SUMMARY" -> "Discharge summary";
      case "EMERGENCY_NOTE" -> "Emergency department note";
      case "CONSULT_NOTE" -> "Consultation";
      case "OPERATIVE_NOTE" -> "Operative note";
      case "TELEPHONE_NOTE" -> "Telephone contact";
      case "PROGRESS_NOTE" -> "Progress note";
      default -> "Office visit";
    };
  }

  private static String loinc(String type) {
    return switch (type) {
      case "DISCHARGE_SUMMARY" -> "18842-5";
      case "EMERGENCY_NOTE" -> "34111-5";
      case "CONSULT_NOTE" -> "11488-4";
      case "OPERATIVE_NOTE" -> "11504-8";
      case "TELEPHONE_NOTE" -> "34748-4";
      default -> "11506-3";
    };
  }
}
