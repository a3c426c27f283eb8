package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is billed together for one encounter.
 *
 * @param visit appointment billed, or null
 * @param stay hospital encounter billed, or null
 * @param closed when the encounter was over
 */
record ServiceBundle(
    Visit visit,
    Stay stay,
    Provider provider,
    Facility facility,
    LocalDate from,
    LocalDate to,
    Instant closed,
    List<Diagnosis> reasons,
    List<Line> lines) {

  /** One service and how often it was rendered. */
  record Line(Service service, LocalDate day, int units) {}

  static ServiceBundle of(Journey journey, Visit visit) {
    Dice dice = Dice.of(journey.network().seed(), "bundle", visit.id().hashCode());
    List<Diagnosis> reasons = VisitReasons.of(journey, visit);
    List<Line> lines = new ArrayList<>();
    LocalDate day = visit.day();
    int age = journey.person().ageOn(day);
    lines.add(new Line(main(visit, age, reasons.size()), day, 1));
    if (visit.inPerson()) {
      if (visit.kind() == Visit.Kind.CHRONIC_CARE) {
        lines.add(new Line(Service.VENIPUNCTURE, day, 1));
        lines.add(
            new Line(
                journey.health().hasOn(Chronic.DIABETES, day)
                    ? Service.LAB_HBA1C
                    : Service.LAB_METABOLIC,
                day,
                1));
      }
      if (visit.kind() == Visit.Kind.ANNUAL_WELLNESS) {
        lines.add(new Line(Service.DEPRESSION_SCREEN, day, 1));
        lines.add(new Line(Service.LAB_LIPID, day, 1));
      }
      if (visit.provider().specialty() == Specialty.CARDIOLOGY) {
        lines.add(new Line(Service.ECG, day, 1));
      }
      if (visit.provider().specialty() == Specialty.PULMONOLOGY) {
        lines.add(new Line(Service.SPIROMETRY, day, 1));
      }
      if (dice.chance(0.05)) {
        lines.add(new Line(Service.CHEST_XRAY, day, 1));
      }
    }
    return new ServiceBundle(
        visit, null, visit.provider(), visit.facility(), day, day, visit.ended(), reasons, lines);
  }

  private static Service main(Visit visit, int age, int reasons) {
    return switch (visit.kind()) {
      case NEW_PATIENT -> Service.NEW_OFFICE;
      case CONSULTATION -> Service.CONSULTATION;
      case BEHAVIORAL_HEALTH -> Service.PSYCHOTHERAPY;
      case ANNUAL_WELLNESS ->
          age < 18
              ? Service.WELL_CHILD
              : age < 40 ? Service.WELL_YOUNG : age < 65 ? Service.WELL_ADULT : Service.WELL_OLD;
      default -> reasons > 1 ? Service.OFFICE_MODERATE : Service.OFFICE_LOW;
    };
  }

  static ServiceBundle of(Journey journey, Stay stay) {
    List<Line> lines = new ArrayList<>();
    LocalDate in = stay.admittedOn();
    LocalDate out = stay.dischargedOn();
    int days = (int) Math.max(1, out.toEpochDay() - in.toEpochDay());
    List<Diagnosis> reasons = new ArrayList<>(List.of(stay.principal()));
    journey.health().on(in).stream()
        .sorted()
        .limit(4)
        .map(Diagnosis::of)
        .filter(d -> !reasons.contains(d))
        .forEach(reasons::add);
    if (stay.inpatient()) {
      lines.add(new Line(Service.HOSPITAL_ADMISSION, in, 1));
      lines.add(new Line(Service.ROOM, in, days));
      if (days > 1) {
        lines.add(new Line(Service.HOSPITAL_DAY, in.plusDays(1), days - 1));
      }
      lines.add(new Line(Service.HOSPITAL_DISCHARGE, out, 1));
      Optional<Service> treatment = Treatment.of(stay);
      int times = treatment.filter(service -> service == Service.CHEMOTHERAPY).isPresent() ? 2 : 1;
      treatment.ifPresent(service -> lines.add(new Line(service, in, times)));
      lines.add(new Line(Service.LAB_COUNT, in, 2));
    } else {
      lines.add(
          new Line(
              stay.encounterClass().equals("EMERGENCY")
                  ? Service.EMERGENCY_MODERATE
                  : Service.EMERGENCY_HIGH,
              in,
              1));
      if (stay.encounterClass().equals("OBSERVATION")) {
        int hours = (int) Duration.between(stay.admitted(), stay.discharged()).toHours();
        lines.add(new Line(Service.OBSERVATION, in, Math.max(1, hours)));
      }
      lines.add(new Line(Service.LAB_METABOLIC, in, 1));
    }
    return new ServiceBundle(
        null, stay, stay.attending(), stay.facility(), in, out, stay.discharged(), reasons, lines);
  }
}
