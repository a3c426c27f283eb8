package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** encounters.csv: appointments, and admissions for inpatient and emergency encounters. */
final class EncountersMapping implements Mapping {
  private final Visits visits;
  private final Codes conditions = Codes.load("conditions");
  private long number;

  EncountersMapping(Visits visits) {
    this.visits = visits;
  }

  @Override
  public String file() {
    return "encounters.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    Visit visit = visits.find(row.text("Id")).orElseThrow();
    String description = row.text("DESCRIPTION");
    if (visit.isResidential()) {
      target.without("hospice and nursing home stays have no source table");
    } else if (visit.isDeathCertification()) {
      target.without("a death certification is no visit");
    } else if (visit.isStay()) {
      target.add(admission(visit, description, row));
    } else {
      target.add(appointment(visit, description, row));
    }
  }

  private static TargetRow appointment(Visit visit, String description, SyntheaRow row) {
    return TargetRow.of("appointments")
        .set("appointment_id", visit.id())
        .set("patient_id", visit.patient())
        .set("provider_id", visit.provider())
        .set("facility_id", visit.organization())
        .set("appointment_type", appointmentType(visit.kind(), description))
        .set("visit_category", "urgentcare".equals(visit.kind()) ? "URGENT_CARE" : "PRIMARY_CARE")
        .set("modality", "virtual".equals(visit.kind()) ? "TELEMEDICINE" : "IN_PERSON")
        .set("status", "COMPLETED")
        .set("scheduled_start", visit.start())
        .set("duration_minutes", Values.minutes(visit.start(), visit.stop()))
        .set("started_at", visit.start())
        .set("ended_at", visit.stop())
        .set("chief_complaint", row.text("REASONDESCRIPTION"))
        .stored(visit.start(), Values.later(visit.start(), visit.stop()));
  }

  private static String appointmentType(String kind, String description) {
    String words = description == null ? "" : description.toLowerCase(Locale.ROOT);
    if (kind.equals("wellness")) {
      return "ANNUAL_WELLNESS";
    }
    if (kind.equals("urgentcare")) {
      return "SAME_DAY";
    }
    if (words.matches(".*(follow-up|check up|prenatal|postnatal|surveillance).*")) {
      return "FOLLOW_UP";
    }
    return words.contains("vaccine") || words.contains("surg") ? "PROCEDURE" : "CONSULTATION";
  }

  private TargetRow admission(Visit visit, String description, SyntheaRow row) {
    number++;
    boolean emergency = visit.kind().equals("emergency");
    String type = emergency ? "EMERGENCY" : inpatientType(description);
    return TargetRow.of("admissions")
        .set("admission_id", visit.id())
        .set("patient_id", visit.patient())
        .set("facility_id", visit.organization())
        .set("attending_provider_id", visit.provider())
        .set("encounter_number", "E%010d".formatted(number))
        .set("encounter_class", emergency ? "EMERGENCY" : "INPATIENT")
        .set("admission_type", type)
        .set("is_planned", type.equals("ELECTIVE"))
        .set("admitted_at", visit.start())
        .set("discharged_at", visit.stop())
        .set("discharge_disposition", visit.stop() == null ? null : disposition(visit))
        .set(
            "principal_diagnosis_code",
            conditions.find(row.text("REASONCODE"), "icd10_code").orElse(null))
        .set("status", visit.stop() == null ? "ACTIVE" : "DISCHARGED")
        .stored(visit.start(), Values.later(visit.start(), visit.stop()));
  }

  private static String inpatientType(String description) {
    String words = description == null ? "" : description.toLowerCase(Locale.ROOT);
    if (words.contains("emergency")) {
      return "EMERGENCY";
    }
    return words.matches(".*(surgical|rehabilitation|transplant).*") ? "ELECTIVE" : "URGENT";
  }

  /** Where the person went: to the next encounter within a day if there is one, else home. */
  private String disposition(Visit visit) {
    LocalDate end = LocalDate.ofInstant(visit.stop(), ZoneOffset.UTC);
    if (visits.diedOn(visit.patient(), end)) {
      return "EXPIRED";
    }
    return switch (visits.followUpOf(visit).map(Visit::kind).orElse("")) {
      case "snf" -> "SNF";
      case "hospice" -> "HOSPICE_FACILITY";
      case "inpatient" ->
          visit.kind().equals("emergency") ? "ADMITTED_INPATIENT" : "TRANSFER_ACUTE";
      default -> "HOME";
    };
  }
}
