package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Medical records service: questionnaires and their scores. */
final class Assessments {

  void write(Journey journey) {
    Dice dice = journey.dice("assessments");
    Physiology body = new Physiology(journey.person(), journey.health());
    depression(journey, body, dice);
    asthma(journey, body, dice);
    for (Visit visit : journey.visits()) {
      if (visit.completed()
          && visit.kind() == Visit.Kind.ANNUAL_WELLNESS
          && journey.aliveAt(visit.ended())) {
        wellness(journey, visit, dice);
      }
    }
  }

  /**
   * An index score above 9, follow-ups at visits and in the app; two in five have none at a year.
   */
  private static void depression(Journey journey, Physiology body, Dice dice) {
    LocalDate onset = journey.health().onset().get(Chronic.DEPRESSION);
    if (onset == null) {
      return;
    }
    LocalDate start =
        journey.firstDay(journey.span().from().minusDays(500)).plusDays(dice.between(3, 200));
    LocalDate index = onset.isAfter(start) ? onset.plusDays(2) : start;
    boolean followed = dice.chance(0.6);
    if (!journey.lives(index)) {
      return;
    }
    // Index episodes are those in which treatment begins anew: the score is above 9.
    int first = Math.max(10, body.phq9(dice, 0));
    write(journey, new Answer("PHQ9", "44261-6", first, 9, journey.at(index, 10.5), null), dice);
    for (LocalDate day = index.plusDays(dice.between(25, 80));
        day.isBefore(journey.span().to()) && followed;
        day = day.plusDays(dice.between(35, 110))) {
      if (!journey.lives(day)) {
        return;
      }
      int score = body.phq9(dice, (int) ChronoUnit.MONTHS.between(index, day));
      write(
          journey,
          new Answer("PHQ9", "44261-6", score, 9, journey.at(day, dice.uniform(8, 20)), null),
          dice);
    }
    if (journey.health().has(Chronic.ANXIETY)) {
      write(
          journey,
          new Answer("GAD7", "70274-6", dice.between(3, 19), 7, journey.at(index, 10.8), null),
          dice);
    }
  }

  private static void asthma(Journey journey, Physiology body, Dice dice) {
    LocalDate onset = journey.health().onset().get(Chronic.ASTHMA);
    if (onset == null) {
      return;
    }
    LocalDate first = journey.firstDay(journey.span().from().minusDays(300));
    for (LocalDate day = (onset.isAfter(first) ? onset : first).plusDays(dice.between(5, 150));
        day.isBefore(journey.span().to());
        day = day.plusDays(dice.between(90, 240))) {
      if (journey.lives(day)) {
        write(
            journey,
            new Answer(
                "ACT", "82674-3", body.act(dice), 5, journey.at(day, dice.uniform(8, 20)), null),
            dice);
      }
    }
  }

  private static void wellness(Journey journey, Visit visit, Dice dice) {
    int age = journey.person().ageOn(visit.day());
    Instant at = visit.started().plusSeconds(120);
    if (age >= 13 && dice.chance(0.55)) {
      write(
          journey, new Answer("PHQ2", "55758-7", Math.min(6, dice.count(0.8)), 2, at, visit), dice);
    }
    if (age >= 18 && dice.chance(0.25)) {
      write(
          journey,
          new Answer(
              "AUDIT_C", "75626-2", Math.min(12, dice.count(2)), 3, at.plusSeconds(60), visit),
          dice);
    }
    if (age >= 65) {
      boolean frail = journey.health().hasOn(Chronic.FRAILTY, visit.day());
      write(
          journey,
          new Answer(
              "CFS",
              null,
              frail ? dice.between(5, 8) : dice.between(1, 4),
              1,
              at.plusSeconds(90),
              visit),
          dice);
      if (dice.chance(0.4)) {
        write(
            journey,
            new Answer(
                "MORSE_FALL",
                "59460-6",
                5 * dice.between(0, frail ? 20 : 9),
                6,
                at.plusSeconds(150),
                visit),
            dice);
      }
      if (dice.chance(0.2)) {
        boolean demented = journey.health().hasOn(Chronic.DEMENTIA, visit.day());
        write(
            journey,
            new Answer(
                "MMSE",
                "72106-8",
                demented ? dice.between(9, 23) : dice.between(25, 30),
                11,
                at.plusSeconds(210),
                visit),
            dice);
      }
    }
  }

  private record Answer(
      String instrument, String loinc, int score, int items, Instant at, Visit visit) {}

  private static void write(Journey journey, Answer answer, Dice dice) {
    if (answer.at.isBefore(journey.registered()) || !journey.aliveAt(answer.at)) {
      return;
    }
    boolean complete = dice.chance(0.97);
    boolean portal = answer.visit == null && journey.person().habits().usesPortal();
    Journal.Tracked row =
        journey.insert(
            "clinical_assessments",
            answer.at.plusSeconds(4),
            journey
                .about("assessment_id", dice.uuid())
                .with(
                    "provider_id",
                    (answer.visit == null ? journey.person().pcp() : answer.visit.provider()).id())
                .with("appointment_id", answer.visit == null ? null : answer.visit.id())
                .with("instrument", answer.instrument)
                .with("loinc_code", answer.loinc)
                .with("total_score", complete ? answer.score : null)
                .with(
                    "item_scores",
                    answer.instrument.equals("PHQ9") && complete
                        ? items(answer.score, answer.items)
                        : null)
                .with("severity_band", complete ? band(answer) : null)
                .with(
                    "mode",
                    portal
                        ? "SELF_PORTAL"
                        : answer.visit == null
                            ? dice.pick("TELEPHONE", "SELF_TABLET")
                            : dice.pick("CLINICIAN", "SELF_TABLET"))
                .with("is_complete", complete)
                .with("assessed_at", answer.at));
    if (dice.chance(0.8)) {
      Instant read = answer.at.plusSeconds(dice.between(600, 200_000));
      row.update(read.plusSeconds(2), Row.of("reviewed_at", read));
    }
  }

  /** Answers of 0 to 3 that add up to the score. */
  private static List<String> items(int score, int count) {
    List<String> items = new ArrayList<>();
    int left = score;
    for (int i = count; i > 0; i--) {
      int value = Math.min(3, (left + i - 1) / i);
      items.add(Integer.toString(value));
      left -= value;
    }
    return items;
  }

  private static String band(Answer answer) {
    return switch (answer.instrument) {
      case "PHQ9" ->
          answer.score < 5
              ? "Minimal"
              : answer.score < 10
                  ? "Mild"
                  : answer.score < 15
                      ? "Moderate"
                      : answer.score < 20 ? "Moderately severe" : "Severe";
      case "ACT" ->
          answer.score >= 20
              ? "Well controlled"
              : answer.score > 15 ? "Not well controlled" : "Very poorly controlled";
      default -> "Scored";
    };
  }
}
