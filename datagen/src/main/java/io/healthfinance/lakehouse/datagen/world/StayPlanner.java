package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Plans emergency visits and hospital stays with their consequences. */
final class StayPlanner {
  private final Network network;
  private final Span span;

  StayPlanner(Network network, Span span) {
    this.network = network;
    this.span = span;
  }

  List<Stay> plan(Person person, Health health) {
    Draft draft = new Draft(person, health);
    draft.fill();
    return draft.stays;
  }

  private final class Draft {
    private final Person person;
    private final Health health;
    private final Dice dice;
    private final List<Stay> stays = new ArrayList<>();
    private Instant free = Instant.MIN;

    Draft(Person person, Health health) {
      this.person = person;
      this.health = health;
      this.dice = Dice.of(network.seed(), "stays", person.index());
    }

    void fill() {
      LocalDate first =
          person.joined().isAfter(span.historyStart())
              ? person.joined().plusDays(3)
              : span.historyStart();
      List<LocalDate> emergencies = days(first, Rates.EMERGENCY_PER_YEAR * emergencyRisk(first));
      List<LocalDate> admissions = days(first, admissionsPerYear());
      List<LocalDate> all = new ArrayList<>(emergencies);
      all.addAll(admissions);
      all.sort(Comparator.naturalOrder());
      for (LocalDate day : all) {
        Instant arrival = arrival(day);
        if (!stays.isEmpty() && stays.get(stays.size() - 1).died()) {
          return;
        }
        if (arrival.isAfter(free)) {
          if (admissions.contains(day)) {
            inpatient(day, arrival, false, 0);
          } else {
            emergency(arrival, HospitalReasons.emergency(person.ageOn(day), dice), false);
          }
        }
      }
    }

    private List<LocalDate> days(LocalDate first, double perYear) {
      List<LocalDate> days = new ArrayList<>();
      for (LocalDate day = first.plusDays(dice.waiting(365 / perYear));
          day.isBefore(span.to());
          day = day.plusDays(dice.waiting(365 / perYear))) {
        days.add(day);
      }
      return days;
    }

    private double emergencyRisk(LocalDate day) {
      return 0.6 + 0.16 * health.countOn(day) + (person.habits().hasTransport() ? 0 : 0.5);
    }

    /** HCUP: about 100 stays per 1,000 persons and year, three times as many from 75 on. */
    private double admissionsPerYear() {
      int age = person.ageOn(span.to());
      double rate = age < 18 ? 0.012 : age < 45 ? 0.025 : age < 65 ? 0.04 : age < 75 ? 0.07 : 0.12;
      for (Chronic condition : health.onset().keySet()) {
        rate +=
            switch (condition) {
              case HEART_FAILURE -> 0.26;
              case COPD -> 0.13;
              case COLON_CANCER -> 0.18;
              case BREAST_CANCER, PROSTATE_CANCER, KIDNEY_DISEASE, FRAILTY, DEMENTIA -> 0.06;
              case CORONARY_DISEASE, ATRIAL_FIBRILLATION -> 0.05;
              case ASTHMA -> 0.05;
              case DIABETES -> 0.03;
              case OSTEOARTHRITIS -> 0.03;
              default -> 0;
            };
      }
      return rate * (1.1 - 0.3 * health.control() / 2);
    }

    private Instant arrival(LocalDate day) {
      double hour = dice.normal(15, 5, 0.2, 23.8);
      return network
          .hospital(person.site().index())
          .at(day, LocalTime.MIDNIGHT)
          .plusSeconds((long) (hour * 3600));
    }

    private Stay emergency(Instant arrival, Diagnosis reason, boolean admitted) {
      Facility hospital = network.hospital(person.site().index());
      Instant left = arrival.plusSeconds((long) (dice.normal(4.2, 2, 0.8, 20) * 3600));
      boolean observed = !admitted && dice.chance(0.05);
      Stay stay =
          new Stay(
              dice.uuid(),
              observed ? "OBSERVATION" : "EMERGENCY",
              reason.code().startsWith("S") && dice.chance(0.1) ? "TRAUMA" : "EMERGENCY",
              false,
              "HOME",
              hospital,
              network.provider(Specialty.EMERGENCY_MEDICINE, dice.between(0, 99)),
              reason,
              arrival,
              observed ? left.plusSeconds(50_000) : left,
              admitted
                  ? "ADMITTED_INPATIENT"
                  : dice.chance(Rates.LEFT_AGAINST_ADVICE) ? "AGAINST_MEDICAL_ADVICE" : "HOME",
              Optional.empty(),
              false);
      stays.add(stay);
      free = stay.discharged();
      return stay;
    }

    /** A stay with what precedes it (an emergency visit) and what follows (transfer, return). */
    private void inpatient(LocalDate day, Instant arrival, boolean readmission, int depth) {
      Optional<Diagnosis> elective =
          readmission ? Optional.empty() : HospitalReasons.planned(health);
      boolean planned = elective.isPresent() && dice.chance(0.55);
      Diagnosis reason =
          planned ? elective.get() : HospitalReasons.admission(person.ageOn(day), health, dice);
      Optional<Stay> before =
          !planned && dice.chance(0.72)
              ? Optional.of(emergency(arrival, reason, true))
              : Optional.empty();
      Facility hospital =
          before.map(Stay::facility).orElse(network.hospital(person.site().index()));
      Instant admitted =
          planned
              ? hospital.at(day, LocalTime.of(7, 0)).plusSeconds(dice.between(0, 10_000))
              : before.map(Stay::discharged).orElse(arrival);
      String disposition = disposition(planned);
      Stay stay =
          new Stay(
              dice.uuid(),
              "INPATIENT",
              planned ? "ELECTIVE" : before.isPresent() ? "EMERGENCY" : "URGENT",
              planned,
              planned || before.isEmpty()
                  ? dice.pick("HOME", "CLINIC_REFERRAL")
                  : "EMERGENCY_DEPARTMENT",
              hospital,
              attending(),
              reason,
              admitted,
              discharge(hospital, admitted, planned),
              disposition,
              before.map(Stay::id),
              readmission);
      stays.add(stay);
      free = stay.discharged();
      if (disposition.equals("TRANSFER_ACUTE")) {
        transfer(stay);
      } else if (!stay.died()) {
        comeBack(stay, depth);
      }
    }

    private void transfer(Stay first) {
      Facility other = network.hospital(person.site().index() + 1);
      Instant admitted = first.discharged().plusSeconds(dice.between(3_000, 20_000));
      Stay second =
          new Stay(
              dice.uuid(),
              "INPATIENT",
              "URGENT",
              false,
              "ACUTE_TRANSFER",
              other,
              attending(),
              first.principal(),
              admitted,
              discharge(other, admitted, false),
              dice.chance(0.08) ? "EXPIRED" : dice.pick("HOME", "SNF", "REHAB"),
              Optional.of(first.id()),
              false);
      stays.add(second);
      free = second.discharged();
    }

    private void comeBack(Stay stay, int depth) {
      if (depth > 2) {
        return;
      }
      double risk = riskOfReturn(stay);
      int wait =
          dice.chance(Math.min(0.5, risk))
              ? 1 + Math.min(29, dice.waiting(11))
              : dice.chance(0.08) ? dice.between(31, 90) : 0;
      LocalDate day = stay.dischargedOn().plusDays(wait);
      if (wait > 0 && day.isBefore(span.to())) {
        inpatient(day, arrival(day), true, depth + 1);
      } else if (stay.principal().code().startsWith("C") && dice.chance(0.5)) {
        chemotherapy(stay.dischargedOn().plusDays(dice.between(18, 27)));
      }
    }

    /**
     * Who stayed long, came unplanned, has many illnesses and was in hospital in the year before
     * comes back more often (LACE index, van Walraven et al., CMAJ 2010; 182:551; HOSPITAL score,
     * Donze et al., JAMA Intern Med 2016; 176:496), and so does who lives alone or left against
     * advice.
     */
    private double riskOfReturn(Stay stay) {
      LocalDate day = stay.admittedOn();
      LocalDate yearBefore = day.minusYears(1);
      long before =
          stays.stream()
              .filter(Stay::inpatient)
              .map(Stay::admittedOn)
              .filter(earlier -> earlier.isBefore(day) && !earlier.isBefore(yearBefore))
              .count();
      return Rates.READMITTED
          * (0.25 + 0.2 * health.countOn(day))
          * (stay.planned() ? 0.4 : 1)
          * (stay.dischargedOn().isBefore(day.plusDays(7)) ? 0.85 : 1.5)
          * (1 + 0.8 * Math.min(3, before))
          * (person.habits().livesAlone() ? 1.5 : 0.9)
          * (stay.disposition().equals("AGAINST_MEDICAL_ADVICE") ? 2 : 1);
    }

    /** A planned return for treatment, which is no readmission by the rules. */
    private void chemotherapy(LocalDate day) {
      if (!day.isBefore(span.to())) {
        return;
      }
      Facility hospital = network.hospital(person.site().index());
      Instant admitted = hospital.at(day, LocalTime.of(8, 30));
      stays.add(
          new Stay(
              dice.uuid(),
              "INPATIENT",
              "ELECTIVE",
              true,
              "CLINIC_REFERRAL",
              hospital,
              network.provider(Specialty.ONCOLOGY, person.index()),
              new Diagnosis("Z51.11", "Encounter for antineoplastic chemotherapy"),
              admitted,
              admitted.plusSeconds(190_000),
              "HOME",
              Optional.empty(),
              false));
      free = admitted.plusSeconds(190_000);
    }

    private Provider attending() {
      return network.provider(Specialty.HOSPITAL_MEDICINE, dice.between(0, 99));
    }

    private Instant discharge(Facility hospital, Instant admitted, boolean planned) {
      int nights = Math.min(45, dice.waiting(planned ? 2.8 : 5.7));
      LocalDate day = LocalDate.ofInstant(admitted, hospital.zone()).plusDays(nights);
      return hospital.at(day, LocalTime.of(10, 0)).plusSeconds(dice.between(0, 25_000));
    }

    private String disposition(boolean planned) {
      int age = person.ageOn(span.to());
      if (!planned) {
        if (dice.chance(Rates.DIED_IN_HOSPITAL * (age < 50 ? 0.2 : age < 75 ? 1 : 2.6))) {
          return "EXPIRED";
        }
        if (dice.chance(Rates.LEFT_AGAINST_ADVICE * (age < 60 ? 2 : 0.7))) {
          return "AGAINST_MEDICAL_ADVICE";
        }
        if (dice.chance(Rates.TRANSFERRED)) {
          return "TRANSFER_ACUTE";
        }
        if (health.hospice().isPresent() || (age > 80 && dice.chance(0.04))) {
          return dice.pick("HOSPICE_HOME", "HOSPICE_FACILITY");
        }
      }
      return dice.chance(age > 70 ? 0.5 : 0.88)
          ? "HOME"
          : dice.pick("HOME_HEALTH", "HOME_HEALTH", "SNF", "SNF", "REHAB", "LONG_TERM_CARE");
    }
  }
}
