package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Patient engagement, triage and telemedicine services. */
final class Engagement {

  void write(Journey journey) {
    Dice dice = journey.dice("engagement");
    scores(journey, dice);
    for (Visit visit : journey.visits()) {
      if (!visit.inPerson()) {
        video(journey, visit, dice);
      }
      if (visit.completed()
          && journey.aliveAt(visit.ended())
          && !visit.day().isBefore(journey.span().moneyStart())
          && dice.chance(0.36)) {
        survey(journey, visit, dice);
      }
      if (visit.kind() == Visit.Kind.SAME_DAY
          && visit.day().isAfter(journey.span().from())
          && journey.aliveAt(visit.booked())
          && dice.chance(0.35)) {
        checkIn(journey, visit.booked().minus(Duration.ofMinutes(8)), visit, dice);
      }
    }
    LocalDate day = journey.firstDay(journey.span().from()).plusDays(dice.between(5, 250));
    for (;
        journey.person().habits().usesPortal() && journey.lives(day);
        day = day.plusDays(dice.waiting(220))) {
      checkIn(journey, journey.at(day, dice.uniform(7, 22)), null, dice);
    }
  }

  private static void scores(Journey journey, Dice dice) {
    double engagement = journey.person().habits().engagement();
    YearMonth month = YearMonth.from(journey.firstDay(journey.span().from().minusDays(60)));
    for (; journey.lives(month.atEndOfMonth().plusDays(2)); month = month.plusMonths(1)) {
      double portal =
          journey.person().habits().usesPortal() ? dice.normal(engagement, 0.1, 0, 1) : 0;
      double visits = dice.normal(1 - 2 * journey.person().habits().noShow(), 0.1, 0, 1);
      double drugs = dice.normal(journey.person().habits().adherence(), 0.06, 0, 1);
      double vitals = dice.normal(engagement - 0.1, 0.12, 0, 1);
      double score = 0.3 * portal + 0.25 * visits + 0.25 * drugs + 0.2 * vitals;
      Instant at =
          journey
              .at(month.atEndOfMonth().plusDays(1), 2.5)
              .plusSeconds(journey.person().index() % 3_000);
      journey.insert(
          "engagement_scores",
          at.plusSeconds(1),
          journey
              .about("engagement_id", dice.uuid())
              .with("period_start", month.atDay(1))
              .with("period_end", month.atEndOfMonth())
              .with("score", score)
              .with("portal_component", portal)
              .with("appointment_component", visits)
              .with("medication_component", drugs)
              .with("monitoring_component", vitals)
              .with(
                  "segment",
                  score > 0.75
                      ? "CHAMPION"
                      : score > 0.55 ? "ENGAGED" : score > 0.35 ? "AT_RISK" : "DORMANT")
              .with("model_version", "eng-4")
              .with("calculated_at", at));
    }
  }

  /** About a third of surveys come back; most people are content (CG-CAHPS top boxes near 80 %). */
  private static void survey(Journey journey, Visit visit, Dice dice) {
    Instant sent = visit.ended().plus(Duration.ofHours(dice.between(20, 60)));
    if (!journey.aliveAt(sent)) {
      return;
    }
    Messages.send(journey, "SURVEY", visit.id(), sent, dice);
    Journal.Tracked row =
        journey.insert(
            "patient_surveys",
            sent.plusSeconds(1),
            journey
                .about("survey_id", dice.uuid())
                .with("provider_id", visit.provider().id())
                .with("facility_id", visit.facility().id())
                .with("appointment_id", visit.id())
                .with(
                    "instrument",
                    visit.inPerson() ? dice.chance(0.85) ? "CG_CAHPS_SHORT" : "NPS" : "TELEHEALTH")
                .with("sent_at", sent)
                .with("channel", dice.pick("EMAIL", "SMS", "PORTAL", "PHONE"))
                .with("status", "SENT"));
    Instant answered = sent.plusSeconds(dice.between(600, 500_000));
    if (dice.chance(0.18 + 0.35 * journey.person().habits().engagement())
        && journey.aliveAt(answered)) {
      double liking = 4.1 + (visit.provider().index() % 9 - 4) * 0.11;
      int overall = (int) Math.round(dice.normal(liking, 0.85, 1, 5));
      boolean whole = dice.chance(0.94);
      row.update(
          answered.plusSeconds(1),
          Row.of("status", whole ? "COMPLETED" : "PARTIAL")
              .with("responded_at", answered)
              .with("overall_rating", overall)
              .with("communication_rating", (int) Math.round(dice.normal(overall, 0.5, 1, 5)))
              .with(
                  "access_rating",
                  whole ? (int) Math.round(dice.normal(overall - 0.3, 0.8, 1, 5)) : null)
              .with(
                  "recommend_score", whole ? Math.min(10, overall * 2 + dice.between(-1, 1)) : null)
              .with("comment", dice.chance(0.2) ? "Thank you." : null));
    } else {
      row.update(
          sent.plus(Duration.ofDays(21)),
          Row.of("status", dice.chance(0.95) ? "EXPIRED" : "BOUNCED"));
    }
  }

  private static void video(Journey journey, Visit visit, Dice dice) {
    Instant opened = visit.scheduled().minus(Duration.ofHours(18));
    if (opened.isBefore(visit.booked())) {
      opened = visit.booked().plusSeconds(5);
    }
    if (!journey.aliveAt(visit.scheduled())
        || visit.outcome() == Visit.Outcome.CANCELLED
        || visit.outcome() == Visit.Outcome.RESCHEDULED) {
      return;
    }
    boolean audio = visit.modality().equals("PHONE");
    Journal.Tracked row =
        journey.insert(
            "telemedicine_sessions",
            opened.plusSeconds(40),
            journey
                .about("session_id", dice.uuid())
                .with("appointment_id", visit.id())
                .with("provider_id", visit.provider().id())
                .with("session_type", audio ? "AUDIO" : "VIDEO")
                .with("platform", audio ? "PHONE" : dice.pick("WEB", "IOS", "ANDROID"))
                .with("patient_state", journey.person().home().state())
                .with("scheduled_at", visit.scheduled())
                .with("consent_recorded", dice.chance(0.995))
                .with("recording_stored", false)
                .with("status", "SCHEDULED"));
    if (!visit.completed()) {
      row.update(
          visit.scheduled().plusSeconds(1_800),
          Row.of("status", "MISSED")
              .with("end_reason", dice.chance(0.93) ? "PATIENT_NO_SHOW" : "PROVIDER_CANCELLED"));
      return;
    }
    if (!audio) {
      row.update(
          visit.started().minusSeconds(90),
          Row.of("status", "WAITING").with("patient_joined_at", visit.started().minusSeconds(91)));
    }
    boolean failed = dice.chance(0.012);
    row.update(
        visit.ended().plusSeconds(3),
        Row.of("status", failed ? "FAILED" : "COMPLETED")
            .with("started_at", visit.started())
            .with("ended_at", visit.ended())
            .with("reconnect_count", dice.count(0.3))
            .with("avg_bitrate_kbps", audio ? 48 : dice.between(500, 2_600))
            .with("packet_loss_percent", Math.min(20, 0.4 * Math.exp(dice.normal(0, 0.9))))
            .with("end_reason", failed ? "TECHNICAL_FAILURE" : "COMPLETED"));
  }

  private static final Weighted<String> SYMPTOMS =
      Weighted.of("COUGH", 14)
          .or("FEVER", 11)
          .or("BACK_PAIN", 10)
          .or("HEADACHE", 9)
          .or("ABDOMINAL_PAIN", 9)
          .or("RASH", 7)
          .or("FATIGUE", 7)
          .or("URINARY", 6)
          .or("DIZZINESS", 6)
          .or("ANXIETY", 5)
          .or("CHEST_PAIN", 4)
          .or("SHORTNESS_OF_BREATH", 4)
          .or("LOW_MOOD", 4)
          .or("INJURY", 5)
          .or("OTHER", 7);

  private static void checkIn(Journey journey, Instant submitted, Visit visit, Dice dice) {
    if (submitted.isBefore(journey.registered()) || !journey.aliveAt(submitted)) {
      return;
    }
    String complaint = dice.pick(SYMPTOMS);
    boolean flag = complaint.equals("CHEST_PAIN") || complaint.equals("SHORTNESS_OF_BREATH");
    int acuity = flag ? dice.between(1, 3) : visit != null ? 3 : dice.between(2, 5);
    boolean portal = journey.person().habits().usesPortal();
    boolean nurse = !portal && dice.chance(0.8);
    String id = dice.uuid();
    String disposition =
        acuity == 1
            ? "EMERGENCY_NOW"
            : acuity == 2
                ? "URGENT_TODAY"
                : acuity == 5 ? "SELF_CARE" : dice.pick("APPOINTMENT", "TELEMEDICINE");
    Journal.Tracked row =
        journey.insert(
            "triage_assessments",
            submitted.plusSeconds(1),
            journey
                .about("assessment_id", id)
                .with(
                    "channel", nurse ? "NURSE_LINE" : portal ? dice.pick("APP", "PORTAL") : "KIOSK")
                .with("chief_complaint_code", complaint)
                .with(
                    "symptoms",
                    dice.chance(0.4) ? List.of(complaint, dice.pick(SYMPTOMS)) : List.of(complaint))
                .with("symptom_duration_hours", dice.between(1, 240))
                .with("pain_score", dice.between(0, 9))
                .with("temperature_c", dice.chance(0.4) ? dice.normal(37.2, 0.7, 35.5, 40.5) : null)
                .with("acuity_level", acuity)
                .with("disposition", disposition)
                .with("red_flags", flag && acuity < 3 ? List.of("pain_at_rest") : List.of())
                .with("protocol_version", "2024.1")
                .with("nurse_user_id", nurse ? journey.network().staffId(dice.between(0, 4)) : null)
                .with("started_at", submitted.minusSeconds(dice.between(60, 600)))
                .with("submitted_at", submitted)
                .with("free_description", dice.chance(0.3) ? "Started yesterday." : null));
    if (visit != null) {
      row.update(visit.booked().plusSeconds(5), Row.of("resulting_appointment_id", visit.id()));
    }
    if (acuity == 1) {
      new Alerts()
          .raise(
              journey,
              new Alerts.Cause(
                  "DETERIORATION",
                  "CRITICAL",
                  "Emergency symptoms reported",
                  "triage_assessments",
                  id),
              journey.person().pcp(),
              submitted.plusSeconds(4),
              dice);
    } else if (acuity == 2 && dice.chance(0.3)) {
      new ReviewDesk()
          .open(
              journey,
              new ReviewDesk.Work("TRIAGE_REVIEW", "triage_assessments", id, "nurses", "HIGH"),
              submitted.plusSeconds(9),
              dice);
    }
  }
}
