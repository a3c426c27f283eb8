package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Document service: papers that arrive, what a model reads in them, and who checks it. */
final class Paperwork {
  private static final Weighted<String> TYPES =
      Weighted.of("REFERRAL", 20)
          .or("INSURANCE_CARD", 20)
          .or("LAB_REPORT", 18)
          .or("CONSENT_FORM", 14)
          .or("MEDICAL_RECORD", 10)
          .or("EOB", 8)
          .or("PRIOR_AUTHORIZATION", 7)
          .or("INVOICE", 3);

  void write(Journey journey) {
    Dice dice = journey.dice("paperwork");
    LocalDate day =
        journey.firstDay(journey.span().from().minusDays(60)).plusDays(dice.between(2, 160));
    for (; day.isBefore(journey.span().to()); day = day.plusDays(dice.waiting(190))) {
      Instant at = journey.at(day, dice.uniform(7, 19));
      if (journey.lives(day) && at.isAfter(journey.registered())) {
        document(journey, at, dice.pick(TYPES), null, dice);
      }
    }
  }

  private static void document(
      Journey journey, Instant at, String type, String claimId, Dice dice) {
    String id = dice.uuid();
    double sure = dice.chance(0.06) ? dice.uniform(0.2, 0.6) : dice.uniform(0.7, 0.999);
    Journal.Tracked row =
        journey.insert(
            "documents",
            at.plusSeconds(1),
            Row.of("document_id", id)
                .with("claim_id", claimId)
                .with("source_channel", dice.pick("FAX", "FAX", "UPLOAD", "EMAIL", "SCAN", "API"))
                .with("file_name", "scan_" + dice.digits(6) + ".pdf")
                .with("mime_type", dice.chance(0.85) ? "application/pdf" : "image/tiff")
                .with("size_bytes", dice.between(30_000, 4_000_000))
                .with("page_count", dice.between(1, 9))
                .with("content_sha256", Intelligence.hash(dice) + Intelligence.hash(dice))
                .with("received_at", at)
                .with(
                    "retention_until",
                    LocalDate.ofInstant(at, journey.person().site().zone()).plusYears(7))
                .with("status", "RECEIVED"));
    Instant read = at.plusSeconds(dice.between(20, 900));
    if (dice.chance(0.015)) {
      row.update(read, Row.of("status", "FAILED").with("patient_id", journey.person().id()));
      return;
    }
    if (dice.chance(0.2)) {
      row.update(at.plusSeconds(9), Row.of("status", "PROCESSING"));
    }
    boolean review = sure < 0.65;
    row.update(
        read.plusSeconds(1),
        Row.of("patient_id", journey.person().id())
            .with("document_type", type)
            .with("classification_confidence", sure)
            .with("language", dice.chance(0.95) ? "en" : "es")
            .with("processed_at", read)
            .with("status", review ? "NEEDS_REVIEW" : "PROCESSED"));
    if (review) {
      new ReviewDesk()
          .open(
              journey,
              new ReviewDesk.Work("DOCUMENT_REVIEW", "documents", id, "documents", "NORMAL"),
              read.plusSeconds(5),
              dice);
      row.update(
          read.plus(Duration.ofHours(60)),
          Row.of("status", "PROCESSED").with("classification_confidence", 0.99));
    }
    if (type.equals("INSURANCE_CARD") && dice.chance(0.05)) {
      new ReviewDesk()
          .open(
              journey,
              new ReviewDesk.Work(
                  "IDENTITY_MATCH", "users", journey.person().id(), "registration", "LOW"),
              read.plusSeconds(7),
              dice);
    }
    fields(journey, id, type, read, dice);
    reading(journey, read, dice);
    if (dice.chance(0.05)) {
      row.update(at.plus(Duration.ofDays(120)), Row.of("status", "ARCHIVED"));
    }
  }

  /** The payer's explanation of benefits for a claim. */
  static void explanation(Journey journey, String claimId, Instant at, Dice dice) {
    document(journey, at, "EOB", claimId, dice);
  }

  private record Field(String name, String code, String system) {}

  private static void fields(Journey journey, String document, String type, Instant at, Dice dice) {
    String npi = journey.person().pcp().npi();
    List<Field> fields =
        switch (type) {
          case "INSURANCE_CARD" ->
              List.of(new Field("policy_number", null, null), new Field("payer_name", null, null));
          case "REFERRAL" ->
              List.of(
                  new Field("referring_npi", npi, "NPI"),
                  new Field("reason_code", "I10", "ICD10CM"));
          case "LAB_REPORT" ->
              List.of(
                  new Field("test_code", "4548-4", "LOINC"), new Field("test_value", null, null));
          case "INVOICE", "EOB" ->
              List.of(
                  new Field("procedure_code", dice.pick("99213", "99214"), "CPT"),
                  new Field("supply_code", "A4253", "HCPCS"));
          case "MEDICAL_RECORD" -> List.of(new Field("medication_code", "861007", "RXNORM"));
          default -> List.of(new Field("signature_date", null, null));
        };
    int page = 1;
    for (Field field : fields) {
      double sure = dice.uniform(0.55, 0.999);
      Journal.Tracked row =
          journey.insert(
              "document_extractions",
              at.plusSeconds(2).plusMillis(page * 40L),
              journey
                  .about("extraction_id", dice.uuid())
                  .with("document_id", document)
                  .with("field_name", field.name)
                  .with("extracted_value", field.code == null ? dice.digits(8) : field.code)
                  .with("normalized_code", field.code)
                  .with("normalized_code_system", field.system)
                  .with("page_number", page++)
                  .with("bounding_box", List.of("0.11", "0.20", "0.48", "0.24"))
                  .with("confidence", sure)
                  .with("model_name", "layout-reader")
                  .with("model_version", "1.4.0")
                  .with("extracted_at", at)
                  .with("status", "EXTRACTED"));
      Instant checked = at.plusSeconds(dice.between(3_000, 90_000));
      if (sure < 0.75 || dice.chance(0.2)) {
        boolean corrected = dice.chance(0.15);
        row.update(
            checked,
            Row.of("status", corrected ? "CORRECTED" : dice.chance(0.95) ? "CONFIRMED" : "REJECTED")
                .with(
                    "corrected_by_user_id",
                    corrected ? journey.network().staffId(dice.between(5, 9)) : null));
      }
    }
  }

  private static void reading(Journey journey, Instant at, Dice dice) {
    journey.insert(
        "model_predictions",
        at.plusMillis(1_500),
        Row.of("prediction_id", dice.uuid())
            .with("model_name", "layout-reader")
            .with("model_version", "1.4.0")
            .with("calling_service", "document-ai-service")
            .with("prediction_kind", "EXTRACTION")
            .with("output_label", "FIELDS")
            .with("latency_ms", dice.between(400, 3_800))
            .with("input_hash", Intelligence.hash(dice))
            .with("is_shadow", false)
            .with("predicted_at", at)
            .with("status", "OK"));
  }
}
