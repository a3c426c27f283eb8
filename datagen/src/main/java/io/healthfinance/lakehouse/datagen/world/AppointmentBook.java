package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.datagen.world.Visit.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;

/** Appointment service: slots and appointments from booking to outcome. */
final class AppointmentBook {
  private static final Weighted<String> COMPLAINTS =
      Weighted.of("cough and sore throat", 3)
          .or("routine check", 5)
          .or("medication refill", 3)
          .or("back pain since a week", 2)
          .or("follow-up of test results", 3);

  void write(Journey journey) {
    Dice dice = journey.dice("appointments");
    for (Visit visit : journey.visits()) {
      if (journey.aliveAt(visit.booked())) {
        book(journey, visit, dice);
      }
    }
  }

  private static void book(Journey journey, Visit visit, Dice dice) {
    boolean walkIn = visit.category().equals("URGENT_CARE");
    String slotId = dice.uuid();
    Journal.Tracked slot = walkIn ? null : slot(journey, visit, slotId, dice);
    Instant booked = visit.booked().plusMillis(dice.between(80, 900));
    Journal.Tracked appointment =
        journey
            .journal()
            .insert("appointments", booked, row(journey, visit, walkIn ? null : slotId, dice));
    if (slot != null) {
      slot.update(
          booked.plusMillis(60), Row.of("status", "BOOKED").with("appointment_id", visit.id()));
    }
    if (!appointment.exists()) {
      return;
    }
    if (!journey.aliveAt(visit.scheduled())) {
      Instant told = journey.death().get().plus(Duration.ofHours(30));
      cancel(appointment, slot, told.isBefore(visit.booked()) ? visit.booked() : told, "SYSTEM");
      return;
    }
    boolean early = Duration.between(visit.booked(), visit.scheduled()).toHours() > 60;
    if (early && dice.chance(0.5)) {
      appointment.update(
          visit.scheduled().minus(Duration.ofMinutes(dice.between(1_500, 2_800))),
          Row.of("status", "CONFIRMED"));
    }
    outcome(journey, visit, appointment, slot, dice);
  }

  private static void outcome(
      Journey journey, Visit visit, Journal.Tracked appointment, Journal.Tracked slot, Dice dice) {
    switch (visit.outcome()) {
      case COMPLETED -> complete(visit, appointment, dice);
      case NO_SHOW ->
          appointment.update(
              visit.scheduled().plus(Duration.ofMinutes(dice.between(30, 600))),
              Row.of("status", "NO_SHOW"));
      case CANCELLED ->
          cancel(appointment, slot, before(visit, dice), dice.chance(0.8) ? "PATIENT" : "PROVIDER");
      case RESCHEDULED -> reschedule(journey, visit, appointment, slot, dice);
    }
  }

  private static Instant before(Visit visit, Dice dice) {
    long seconds = Duration.between(visit.booked(), visit.scheduled()).toSeconds();
    return visit
        .booked()
        .plusSeconds((long) (seconds * (1 - Math.pow(dice.uniform(0, 1), 2) * 0.9)));
  }

  private static void cancel(
      Journal.Tracked appointment, Journal.Tracked slot, Instant at, String by) {
    appointment.update(
        at, Row.of("status", "CANCELLED").with("cancelled_at", at).with("cancelled_by", by));
    if (slot != null) {
      slot.update(at.plusMillis(90), Row.of("status", "OPEN").with("appointment_id", null));
    }
  }

  private static void complete(Visit visit, Journal.Tracked appointment, Dice dice) {
    // People come near the agreed time, however late the clinician is.
    Instant near = visit.scheduled().plusSeconds(dice.between(-1_500, 600));
    Instant latest = visit.started().minusSeconds(dice.between(60, 400));
    Instant arrived = near.isBefore(latest) ? near : latest;
    if (visit.inPerson()) {
      appointment.update(
          arrived.plusSeconds(2), Row.of("status", "CHECKED_IN").with("checked_in_at", arrived));
    }
    if (dice.chance(0.6)) {
      appointment.update(
          visit.started().plusSeconds(5),
          Row.of("status", "IN_PROGRESS").with("started_at", visit.started()));
    }
    appointment.update(
        visit.ended().plusSeconds(dice.between(5, 240)),
        Row.of("status", "COMPLETED")
            .with("started_at", visit.started())
            .with("ended_at", visit.ended()));
  }

  /** The visit moves one or two weeks on; the new one is completed. */
  private static void reschedule(
      Journey journey, Visit visit, Journal.Tracked old, Journal.Tracked slot, Dice dice) {
    Instant at = before(visit, dice);
    String id = dice.uuid();
    Duration shift = Duration.ofDays(7L * dice.between(1, 2));
    Row row =
        row(journey, visit, null, dice)
            .with("appointment_id", id)
            .with("scheduled_start", visit.scheduled().plus(shift))
            .with("booked_at", at)
            .with("booking_channel", "PHONE");
    Journal.Tracked moved = journey.journal().insert("appointments", at.plusMillis(120), row);
    if (!moved.exists()) {
      return;
    }
    old.update(at.plusMillis(180), Row.of("status", "RESCHEDULED").with("rescheduled_to_id", id));
    if (slot != null) {
      slot.update(at.plusMillis(240), Row.of("status", "OPEN").with("appointment_id", null));
    }
    Instant start = visit.started().plus(shift);
    if (journey.aliveAt(start)) {
      moved.update(
          visit.ended().plus(shift).plusSeconds(40),
          Row.of("status", "COMPLETED")
              .with("checked_in_at", visit.inPerson() ? start.minusSeconds(600) : null)
              .with("started_at", start)
              .with("ended_at", visit.ended().plus(shift)));
    } else {
      cancel(moved, null, at.plusSeconds(90), "SYSTEM");
    }
  }

  private static Journal.Tracked slot(Journey journey, Visit visit, String id, Dice dice) {
    Instant published = visit.booked().minus(Duration.ofHours(dice.between(20, 700)));
    LocalTime local = LocalTime.ofInstant(visit.scheduled(), visit.facility().zone());
    String type =
        visit.kind() == Kind.SAME_DAY
            ? "URGENT"
            : visit.kind() == Kind.NEW_PATIENT
                ? "NEW_PATIENT"
                : visit.modality().equals("TELEMEDICINE") ? "TELEMEDICINE" : "STANDARD";
    return journey
        .journal()
        .insert(
            "appointment_slots",
            published,
            Row.of("slot_id", id)
                .with("provider_id", visit.provider().id())
                .with("facility_id", visit.facility().id())
                .with("slot_date", visit.day())
                .with("start_time", local)
                .with("starts_at", visit.scheduled())
                .with("duration_minutes", visit.minutes())
                .with("slot_type", type)
                .with("status", "OPEN")
                .with("published_at", published)
                .with("overbook_limit", dice.chance(0.1) ? 1 : 0));
  }

  private static Row row(Journey journey, Visit visit, String slotId, Dice dice) {
    boolean walkIn = visit.category().equals("URGENT_CARE");
    List<String> channels =
        journey.person().habits().usesPortal()
            ? List.of("PORTAL", "APP", "PHONE", "FRONT_DESK")
            : List.of("PHONE", "PHONE", "FRONT_DESK");
    String channel =
        switch (visit.kind()) {
          case CONSULTATION -> "REFERRAL";
          case POST_DISCHARGE -> "CARE_TEAM";
          default -> walkIn ? "FRONT_DESK" : dice.pick(channels);
        };
    return Row.of("appointment_id", visit.id())
        .with("patient_id", journey.person().id())
        .with("provider_id", visit.provider().id())
        .with("facility_id", visit.facility().id())
        .with("slot_id", slotId)
        .with("appointment_type", visit.kind().name())
        .with("visit_category", visit.category())
        .with("modality", visit.modality())
        .with("status", "SCHEDULED")
        .with("scheduled_start", visit.scheduled())
        .with("duration_minutes", visit.minutes())
        .with("booked_at", visit.booked())
        .with("booking_channel", channel)
        .with("chief_complaint", dice.chance(0.6) ? dice.pick(COMPLAINTS) : null);
  }
}
