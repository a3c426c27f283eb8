package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;

/** Admission service: arrivals and discharges. */
final class Hospital {

  void write(Journey journey) {
    Dice dice = journey.dice("admissions");
    int number = 0;
    for (Stay stay : journey.stays()) {
      admit(journey, stay, dice, number++);
    }
    if (dice.chance(0.012)) {
      cancelled(journey, dice, number);
    }
  }

  private static void admit(Journey journey, Stay stay, Dice dice, int number) {
    Journal.Tracked row =
        journey
            .journal()
            .insert(
                "admissions",
                stay.admitted().plusSeconds(dice.between(20, 400)),
                row(journey, stay, dice, number));
    Instant coded = stay.discharged().plusSeconds(dice.between(120, 2_400));
    row.update(
        coded,
        Row.of("status", "DISCHARGED")
            .with("discharged_at", stay.discharged())
            .with("discharge_disposition", stay.disposition())
            .with("discharge_status_code", statusCode(stay.disposition()))
            .with("principal_diagnosis_code", stay.principal().code()));
    if (stay.inpatient()) {
      // Coders assign the group some days after the patient has left.
      row.update(
          coded.plusSeconds(86_400L * dice.between(1, 6)),
          Row.of("drg_code", group(stay.principal().code())));
    }
  }

  private static Row row(Journey journey, Stay stay, Dice dice, int number) {
    return Row.of("admission_id", stay.id())
        .with("patient_id", journey.person().id())
        .with("facility_id", stay.facility().id())
        .with("attending_provider_id", stay.attending().id())
        .with(
            "admitting_provider_id",
            stay.planned() ? journey.person().pcp().id() : stay.attending().id())
        .with("encounter_number", String.format("E%07d%03d", journey.person().index(), number))
        .with("encounter_class", stay.encounterClass())
        .with("admission_type", stay.admissionType())
        .with("admitted_from", stay.admittedFrom())
        .with("preceding_admission_id", stay.preceding().orElse(null))
        .with("is_planned", stay.planned())
        .with(
            "triage_acuity", stay.encounterClass().equals("EMERGENCY") ? acuity(stay, dice) : null)
        .with("admitted_at", stay.admitted())
        .with(
            "expected_discharge_date",
            stay.inpatient()
                ? stay.dischargedOn().plusDays(dice.between(-1, 1)).isBefore(stay.admittedOn())
                    ? stay.admittedOn()
                    : stay.dischargedOn()
                : null)
        .with("unit_name", unit(stay, dice))
        .with("status", "ACTIVE");
  }

  private static void cancelled(Journey journey, Dice dice, int number) {
    Instant at =
        journey.at(journey.firstDay(journey.span().from()).plusDays(dice.between(3, 300)), 9.5);
    Facility hospital = journey.network().hospital(journey.person().site().index());
    if (journey.aliveAt(at)) {
      journey
          .journal()
          .insert(
              "admissions",
              at,
              Row.of("admission_id", dice.uuid())
                  .with("patient_id", journey.person().id())
                  .with("facility_id", hospital.id())
                  .with("attending_provider_id", journey.person().pcp().id())
                  .with(
                      "encounter_number",
                      String.format("E%07d%03d", journey.person().index(), number))
                  .with("encounter_class", "INPATIENT")
                  .with("admission_type", "ELECTIVE")
                  .with("is_planned", true)
                  .with("admitted_at", at)
                  .with("status", "ACTIVE"))
          .update(at.plusSeconds(dice.between(3_000, 90_000)), Row.of("status", "CANCELLED"));
    }
  }

  private static int acuity(Stay stay, Dice dice) {
    return stay.disposition().equals("ADMITTED_INPATIENT")
        ? dice.pick(1, 2, 2, 3, 3)
        : dice.pick(2, 3, 3, 3, 4, 4, 5);
  }

  private static String unit(Stay stay, Dice dice) {
    return switch (stay.encounterClass()) {
      case "EMERGENCY" -> "Emergency Department";
      case "OBSERVATION" -> "Observation";
      default ->
          stay.planned()
              ? "Surgery"
              : dice.pick("Medicine A", "Medicine B", "Telemetry", "Intensive Care");
    };
  }

  /** UB-04 patient discharge status. */
  private static String statusCode(String disposition) {
    return switch (disposition) {
      case "HOME" -> "01";
      case "TRANSFER_ACUTE" -> "02";
      case "SNF" -> "03";
      case "HOME_HEALTH" -> "06";
      case "AGAINST_MEDICAL_ADVICE" -> "07";
      case "ADMITTED_INPATIENT" -> "09";
      case "EXPIRED" -> "20";
      case "HOSPICE_HOME" -> "50";
      case "HOSPICE_FACILITY" -> "51";
      case "REHAB" -> "62";
      case "LONG_TERM_CARE" -> "63";
      default -> "65";
    };
  }

  /** MS-DRG that the principal diagnosis mostly leads to. */
  private static String group(String code) {
    return switch (code) {
      case "I50.23" -> "291";
      case "J44.0", "J44.1", "J45.41" -> "190";
      case "J96.01" -> "189";
      case "I26.99" -> "176";
      case "I16.0" -> "305";
      case "A41.9" -> "871";
      case "J18.9" -> "193";
      case "E11.00", "E11.10" -> "637";
      case "E11.65", "E11.621", "E11.649" -> "638";
      case "E11.52" -> "300";
      case "E86.0" -> "641";
      case "I21.4" -> "281";
      case "I25.10" -> "322";
      case "N17.9" -> "683";
      case "N10", "N39.0" -> "690";
      case "M17.11" -> "470";
      case "S72.001A" -> "522";
      case "C50.919" -> "582";
      case "C18.9" -> "330";
      case "L03.115" -> "603";
      case "K85.90" -> "439";
      case "K92.2" -> "378";
      case "I63.9" -> "065";
      case "K35.80" -> "399";
      case "K80.00" -> "418";
      case "K57.32" -> "392";
      case "Z51.11" -> "847";
      default -> "951";
    };
  }
}
