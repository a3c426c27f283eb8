package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.datagen.world.Visit.Kind;
import io.healthfinance.lakehouse.datagen.world.Visit.Outcome;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans a patient's outpatient visits from age, conditions and stays. */
final class VisitPlanner {
  /** Conditions that primary care follows at fixed intervals. */
  private static final Set<Chronic> FOLLOWED =
      Set.of(
          Chronic.DIABETES,
          Chronic.HYPERTENSION,
          Chronic.HEART_FAILURE,
          Chronic.KIDNEY_DISEASE,
          Chronic.ASTHMA,
          Chronic.COPD,
          Chronic.CORONARY_DISEASE);

  private static final int SLOTS_A_DAY = 24;
  private static final int FUTURE_DAYS = 75;

  private final Network network;
  private final Span span;

  VisitPlanner(Network network, Span span) {
    this.network = network;
    this.span = span;
  }

  List<Visit> plan(Person person, Health health, List<Stay> stays) {
    return new Draft(person, health).visits(stays);
  }

  private final class Draft {
    private final Person person;
    private final Health health;
    private final Dice dice;
    private final LocalDate first;
    private final LocalDate last = span.to().plusDays(FUTURE_DAYS);
    private final List<Visit> visits = new ArrayList<>();

    Draft(Person person, Health health) {
      this.person = person;
      this.health = health;
      this.dice = Dice.of(network.seed(), "visits", person.index());
      this.first =
          person.joined().isAfter(span.historyStart()) ? person.joined() : span.historyStart();
    }

    List<Visit> visits(List<Stay> stays) {
      if (person.joined().isAfter(span.historyStart())) {
        add(
            person.joined().plusDays(dice.between(2, 30)),
            Kind.NEW_PATIENT,
            person.pcp(),
            Optional.empty());
      }
      wellness();
      chronicCare();
      health.onset().keySet().forEach(this::specialty);
      acute();
      for (Stay stay : stays) {
        if (stay.inpatient() && !stay.died() && dice.chance(0.62)) {
          add(
              stay.dischargedOn().plusDays(dice.between(4, 14)),
              Kind.POST_DISCHARGE,
              person.pcp(),
              Optional.empty());
        }
      }
      visits.sort(Comparator.comparing(Visit::scheduled).thenComparing(Visit::id));
      return visits;
    }

    private void wellness() {
      int age = person.ageOn(span.to());
      int interval = age < 3 ? 120 : 365;
      for (LocalDate day = first.plusDays(dice.between(1, interval));
          day.isBefore(last);
          day = day.plusDays(interval + dice.between(-15, 60))) {
        if (dice.chance(0.45 + 0.4 * person.habits().engagement())) {
          add(day, Kind.ANNUAL_WELLNESS, person.pcp(), Optional.empty());
        }
      }
    }

    private void chronicCare() {
      for (LocalDate day = first.plusDays(dice.between(5, 100)); day.isBefore(last); ) {
        LocalDate today = day;
        List<Chronic> present =
            health.onset().keySet().stream()
                .filter(FOLLOWED::contains)
                .filter(condition -> health.hasOn(condition, today))
                .toList();
        if (!present.isEmpty() && dice.chance(0.5 + 0.5 * person.habits().adherence())) {
          add(
              day,
              Kind.CHRONIC_CARE,
              person.pcp(),
              Optional.of(present.get(dice.between(0, present.size() - 1))));
        }
        day = day.plusDays(present.size() > 2 ? dice.between(75, 110) : dice.between(110, 190));
      }
    }

    private void specialty(Chronic condition) {
      Specialty specialty = condition.specialty();
      double referred = condition.isCancer() ? 0.95 : condition == Chronic.DEPRESSION ? 0.6 : 0.35;
      if (specialty.isPrimaryCare() || !dice.chance(referred)) {
        return;
      }
      Provider provider = network.provider(specialty, person.index() + condition.ordinal());
      LocalDate since = health.onset().get(condition);
      LocalDate begin = (since.isAfter(first) ? since : first).plusDays(dice.between(10, 90));
      boolean index = since.isAfter(first);
      Kind regular = specialty == Specialty.PSYCHIATRY ? Kind.BEHAVIORAL_HEALTH : Kind.FOLLOW_UP;
      int interval = condition.isCancer() ? 75 : specialty == Specialty.PSYCHIATRY ? 80 : 200;
      for (LocalDate day = begin;
          day.isBefore(last);
          day = day.plusDays(interval + dice.between(-20, 30))) {
        add(day, index ? Kind.CONSULTATION : regular, provider, Optional.of(condition));
        index = false;
      }
    }

    private void acute() {
      double perYear = 0.55 + 0.1 * health.countOn(span.to());
      for (LocalDate day = first.plusDays(dice.waiting(365 / perYear));
          day.isBefore(span.to());
          day = day.plusDays(dice.waiting(365 / perYear))) {
        Provider provider =
            dice.chance(0.75)
                ? person.pcp()
                : network.provider(person.pcp().specialty(), dice.between(0, 999));
        add(day, Kind.SAME_DAY, provider, Optional.empty());
      }
    }

    private void add(LocalDate wanted, Kind kind, Provider provider, Optional<Chronic> focus) {
      LocalDate day = workday(wanted);
      if (day.isBefore(first) || !day.isBefore(last) || day.isBefore(person.joined())) {
        return;
      }
      boolean urgentCare = kind == Kind.SAME_DAY && dice.chance(0.3);
      boolean behavioural = kind == Kind.BEHAVIORAL_HEALTH;
      String modality =
          urgentCare || kind == Kind.NEW_PATIENT || kind == Kind.ANNUAL_WELLNESS
              ? "IN_PERSON"
              : dice.chance(behavioural ? 0.42 : Rates.VIDEO)
                  ? dice.chance(0.12) ? "PHONE" : "TELEMEDICINE"
                  : "IN_PERSON";
      Facility facility = urgentCare ? network.support("URGENT_CARE") : provider.facility();
      int slot =
          Math.floorMod(person.index() * 7 + visits.size() * 5 + dice.between(0, 2), SLOTS_A_DAY);
      LocalTime time = LocalTime.of(8, 0).plusMinutes(20L * slot + (slot > 11 ? 60 : 0));
      Instant scheduled = facility.at(day, time);
      Instant booked = booked(kind, day, facility, scheduled);
      int minutes =
          kind == Kind.NEW_PATIENT || kind == Kind.ANNUAL_WELLNESS || kind == Kind.CONSULTATION
              ? 40
              : 20;
      long delay = Math.round(dice.normal(11, 14, -4, 95) * 60) + (dice.chance(0.002) ? 15_000 : 0);
      Instant started = scheduled.plusSeconds(modality.equals("IN_PERSON") ? delay : delay / 4);
      Instant ended = started.plusSeconds(Math.round(minutes * 60 * dice.uniform(0.6, 1.5)));
      visits.add(
          new Visit(
              dice.uuid(),
              day,
              scheduled,
              booked,
              minutes,
              provider,
              facility,
              kind,
              category(kind, provider, urgentCare),
              modality,
              outcome(kind, urgentCare),
              focus,
              started,
              ended));
    }

    private Instant booked(Kind kind, LocalDate day, Facility facility, Instant scheduled) {
      if (kind == Kind.SAME_DAY) {
        return scheduled.minusSeconds(dice.between(900, 14_000));
      }
      int lead = kind == Kind.POST_DISCHARGE ? dice.between(2, 6) : Math.min(170, dice.waiting(28));
      LocalDate earliest = person.joined().plusDays(1);
      LocalDate bookedOn = day.minusDays(lead).isBefore(earliest) ? earliest : day.minusDays(lead);
      Instant booked =
          facility.at(bookedOn, LocalTime.of(8, 0)).plusSeconds(dice.between(0, 36_000));
      return booked.isBefore(scheduled.minusSeconds(7200)) ? booked : scheduled.minusSeconds(7200);
    }

    private Outcome outcome(Kind kind, boolean urgentCare) {
      if (urgentCare) {
        return Outcome.COMPLETED;
      }
      double missed =
          person.habits().noShow()
              + (kind == Kind.BEHAVIORAL_HEALTH ? Rates.NO_SHOW_VULNERABLE : 0);
      double roll = dice.uniform(0, 1);
      double cancelled = kind == Kind.SAME_DAY ? 0.02 : Rates.CANCELLED;
      return roll < missed * (kind == Kind.SAME_DAY ? 0.4 : 1)
          ? Outcome.NO_SHOW
          : roll > 1 - cancelled
              ? roll > 1 - cancelled * 0.45 && kind != Kind.SAME_DAY
                  ? Outcome.RESCHEDULED
                  : Outcome.CANCELLED
              : Outcome.COMPLETED;
    }

    private static String category(Kind kind, Provider provider, boolean urgentCare) {
      return urgentCare
          ? "URGENT_CARE"
          : kind == Kind.BEHAVIORAL_HEALTH
              ? "BEHAVIORAL_HEALTH"
              : provider.specialty().isPrimaryCare() ? "PRIMARY_CARE" : "SPECIALTY";
    }

    /**
     * Clinics are closed on Sundays and do less on Fridays; a few work on Saturday. What falls on a
     * weekend goes to any day of the next week.
     */
    private LocalDate workday(LocalDate day) {
      DayOfWeek weekday = day.getDayOfWeek();
      if (weekday == DayOfWeek.FRIDAY && dice.chance(0.25)) {
        return day.plusDays(dice.between(3, 6));
      }
      if (weekday == DayOfWeek.SATURDAY) {
        return dice.chance(0.08) ? day : day.plusDays(dice.between(2, 6));
      }
      return weekday == DayOfWeek.SUNDAY ? day.plusDays(dice.between(1, 5)) : day;
    }
  }
}
