package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Care pathway service and programmes outside the clinic. */
final class CareManagement {
  private record Pathway(String code, String name, Chronic condition, double enrolled) {}

  /** Share of those with the condition who are enrolled; this project's choice. */
  private static final List<Pathway> PATHWAYS =
      List.of(
          new Pathway("DIABETES_T2", "Type 2 diabetes programme", Chronic.DIABETES, 0.5),
          new Pathway("HYPERTENSION", "Blood pressure programme", Chronic.HYPERTENSION, 0.22),
          new Pathway("HEART_FAILURE", "Heart failure programme", Chronic.HEART_FAILURE, 0.55),
          new Pathway("ASTHMA", "Asthma programme", Chronic.ASTHMA, 0.3),
          new Pathway("COPD", "COPD programme", Chronic.COPD, 0.35),
          new Pathway("CKD", "Kidney programme", Chronic.KIDNEY_DISEASE, 0.3),
          new Pathway("DEPRESSION", "Mood programme", Chronic.DEPRESSION, 0.35),
          new Pathway("WEIGHT_MANAGEMENT", "Weight programme", Chronic.OBESITY, 0.12));

  private static final List<String> STAGES =
      List.of("Enrolment", "Assessment", "Treatment adjustment", "Monitoring", "Maintenance");

  private static final List<String> GOALS =
      List.of(
          "Meet the care team and agree on a plan",
          "Complete baseline tests and questionnaires",
          "Reach the agreed treatment dose",
          "Keep readings in range for twelve weeks",
          "Keep the goal without weekly contact");

  void write(Journey journey) {
    Dice dice = journey.dice("pathways");
    for (Pathway pathway : PATHWAYS) {
      LocalDate onset = journey.health().onset().get(pathway.condition);
      if (onset != null && dice.chance(pathway.enrolled)) {
        LocalDate first =
            journey.firstDay(journey.span().from().minusDays(300)).plusDays(dice.between(5, 600));
        enrol(
            journey,
            pathway,
            onset.isAfter(first) ? onset.plusDays(dice.between(3, 40)) : first,
            1,
            dice);
      }
    }
    for (Stay stay : journey.stays()) {
      if (stay.inpatient()
          && !stay.died()
          && stay.disposition().startsWith("HOME")
          && dice.chance(0.35)) {
        enrol(
            journey,
            new Pathway("POST_DISCHARGE", "After hospital programme", null, 0),
            stay.dischargedOn().plusDays(1),
            6,
            dice);
      }
    }
    programs(journey, dice);
  }

  /** Five stages; a pathway lasts months, a post-discharge one weeks. */
  private static void enrol(
      Journey journey, Pathway pathway, LocalDate start, int pace, Dice dice) {
    Instant at = journey.at(start, dice.uniform(9, 16));
    if (!journey.lives(start) || at.isBefore(journey.registered())) {
      return;
    }
    String id = dice.uuid();
    int days = 60 / pace;
    Journal.Tracked row =
        journey.insert(
            "care_pathways",
            at.plusSeconds(2),
            journey
                .about("pathway_id", id)
                .with(
                    "coordinator_user_id", journey.network().staffId(journey.person().index() % 5))
                .with("provider_id", journey.person().pcp().id())
                .with("pathway_code", pathway.code)
                .with("pathway_name", pathway.name)
                .with("template_version", dice.between(1, 4))
                .with("current_stage", STAGES.get(0))
                .with("current_stage_number", 1)
                .with("stage_count", STAGES.size())
                .with("progress_score", 0)
                .with(
                    "enrollment_source",
                    pace > 1
                        ? "DISCHARGE"
                        : dice.pick(
                            "CLINICIAN", "CLINICIAN", "RISK_MODEL", "SELF_REFERRAL", "PAYER"))
                .with("initiated_at", at)
                .with("expected_completion_date", start.plusDays(5L * days))
                .with("status", "ACTIVE"));
    walk(journey, row, id, at, days, dice);
  }

  private static void walk(
      Journey journey, Journal.Tracked row, String id, Instant start, int days, Dice dice) {
    List<Journal.Tracked> stages = new ArrayList<>();
    List<Integer> tasks = new ArrayList<>();
    for (int i = 0; i < STAGES.size(); i++) {
      tasks.add(dice.between(3, 8));
      stages.add(stage(journey, id, i, tasks.get(i), start, days, dice));
    }
    int total = tasks.stream().mapToInt(Integer::intValue).sum();
    int done = 0;
    Instant at = start;
    for (int i = 0; i < stages.size(); i++) {
      Instant entered = at;
      at = at.plus(Duration.ofHours((long) (24 * days * dice.uniform(0.6, 1.6))));
      if (!journey.aliveAt(at)) {
        end(row, journey.death().get().plusSeconds(90_000), "DIED", (double) done / total);
        return;
      }
      if (dice.chance(0.075)) {
        Instant left = entered.plus(Duration.between(entered, at).dividedBy(2));
        stages.get(i).update(left, Row.of("status", dice.chance(0.5) ? "SKIPPED" : "IN_PROGRESS"));
        if (dice.chance(0.2)) {
          row.update(left.minusSeconds(60), Row.of("status", "PAUSED"));
        }
        end(
            row,
            left.plusSeconds(5),
            dice.pick(
                "WITHDREW",
                "LOST_TO_FOLLOW_UP",
                "LOST_TO_FOLLOW_UP",
                "MOVED",
                "NO_LONGER_ELIGIBLE",
                "TRANSFERRED"),
            (double) done / total);
        return;
      }
      int finished = dice.chance(0.75) ? tasks.get(i) : tasks.get(i) - 1;
      done += finished;
      stages
          .get(i)
          .update(
              at,
              Row.of("status", "COMPLETED")
                  .with("exited_at", at)
                  .with("tasks_completed", finished)
                  .with(
                      "goal_met", dice.chance(0.5 + 0.4 * journey.person().habits().adherence())));
      if (i + 1 < stages.size()) {
        stages
            .get(i + 1)
            .update(at.plusMillis(300), Row.of("status", "IN_PROGRESS").with("entered_at", at));
        row.update(
            at.plusMillis(500),
            Row.of("current_stage", STAGES.get(i + 1))
                .with("current_stage_number", i + 2)
                .with("progress_score", (double) done / total));
      }
    }
    row.update(
        at.plusSeconds(2),
        Row.of("status", "COMPLETED")
            .with("completed_at", at)
            .with("progress_score", (double) done / total));
  }

  private static void end(Journal.Tracked row, Instant at, String reason, double progress) {
    row.update(
        at,
        Row.of("status", "DISCONTINUED")
            .with("ended_at", at)
            .with("end_reason", reason)
            .with("progress_score", progress));
  }

  private static Journal.Tracked stage(
      Journey journey, String pathway, int number, int tasks, Instant start, int days, Dice dice) {
    return journey.insert(
        "care_pathway_stages",
        start.plusSeconds(3).plusMillis(number * 50L),
        journey
            .about("stage_id", dice.uuid())
            .with("pathway_id", pathway)
            .with("stage_number", number + 1)
            .with("stage_name", STAGES.get(number))
            .with("tasks_total", tasks)
            .with("tasks_completed", 0)
            .with("entered_at", number == 0 ? start : null)
            .with(
                "due_date",
                LocalDate.ofInstant(start, journey.person().site().zone())
                    .plusDays((long) days * (number + 1)))
            .with("goal", GOALS.get(number))
            .with("status", number == 0 ? "IN_PROGRESS" : "PENDING"));
  }

  private static final Map<String, String> NAMES =
      Map.of(
          "HOSPICE", "Evergreen Hospice",
          "PALLIATIVE_CARE", "Palliative care consult service",
          "CASE_MANAGEMENT", "Complex case management",
          "FRAILTY_PROGRAM", "Frailty and falls programme",
          "HOME_HEALTH", "Visiting nurses",
          "MEAL_DELIVERY", "Meals at home",
          "TRANSPORT", "Rides to care",
          "HOUSING_SUPPORT", "Housing support",
          "SMOKING_CESSATION", "Quit line",
          "LONG_TERM_CARE", "Nursing home residence");

  private static void programs(Journey journey, Dice dice) {
    Person person = journey.person();
    journey.health().hospice().ifPresent(day -> program(journey, "HOSPICE", day, 0, dice));
    boolean cancer = journey.health().onset().keySet().stream().anyMatch(Chronic::isCancer);
    if (cancer && dice.chance(0.1)) {
      program(journey, "PALLIATIVE_CARE", day(journey, dice), 0, dice);
    }
    if (journey.health().has(Chronic.FRAILTY) && dice.chance(0.4)) {
      program(
          journey,
          dice.pick("FRAILTY_PROGRAM", "MEAL_DELIVERY", "LONG_TERM_CARE"),
          day(journey, dice),
          200,
          dice);
    }
    if (journey.health().countOn(journey.span().to()) > 5 && dice.chance(0.3)) {
      program(journey, "CASE_MANAGEMENT", day(journey, dice), 180, dice);
    }
    if (!person.habits().hasTransport() && dice.chance(0.4)) {
      program(journey, "TRANSPORT", day(journey, dice), 300, dice);
    }
    if (person.habits().smokes() && dice.chance(0.15)) {
      program(journey, "SMOKING_CESSATION", day(journey, dice), 90, dice);
    }
    if (dice.chance(0.008)) {
      program(journey, "HOUSING_SUPPORT", day(journey, dice), 200, dice);
    }
    for (Stay stay : journey.stays()) {
      if (stay.disposition().equals("HOME_HEALTH")) {
        program(journey, "HOME_HEALTH", stay.dischargedOn().plusDays(1), 45, dice);
      } else if (stay.disposition().startsWith("HOSPICE") && journey.health().hospice().isEmpty()) {
        program(journey, "HOSPICE", stay.dischargedOn(), 0, dice);
      }
    }
  }

  private static LocalDate day(Journey journey, Dice dice) {
    return journey.firstDay(journey.span().from().minusDays(200)).plusDays(dice.between(5, 600));
  }

  private static void program(Journey journey, String type, LocalDate start, int days, Dice dice) {
    Instant at = journey.at(start, 13);
    if (!journey.lives(start) || at.isBefore(journey.registered())) {
      return;
    }
    boolean declined = dice.chance(0.06) && !type.equals("HOSPICE");
    Journal.Tracked row =
        journey.insert(
            "program_enrollments",
            at,
            journey
                .about("enrollment_id", dice.uuid())
                .with("program_type", type)
                .with("program_name", NAMES.get(type))
                .with(
                    "referral_source",
                    dice.pick("CLINICIAN", "CLINICIAN", "HOSPITAL", "FAMILY", "SELF", "PAYER"))
                .with("referring_provider_id", journey.person().pcp().id())
                .with(
                    "primary_reason_code",
                    type.equals("PALLIATIVE_CARE")
                        ? "Z51.5"
                        : journey.health().onset().keySet().stream()
                            .sorted()
                            .reduce((a, b) -> b)
                            .map(Chronic::code)
                            .orElse(null))
                .with("coordinator_user_id", journey.network().staffId(dice.between(0, 4)))
                .with("start_date", start)
                .with("consent_on_file", type.equals("HOSPICE") || dice.chance(0.9))
                .with("status", declined ? "DECLINED" : dice.chance(0.2) ? "PENDING" : "ACTIVE"));
    if (declined) {
      return;
    }
    row.update(at.plusSeconds(dice.between(40_000, 200_000)), Row.of("status", "ACTIVE"));
    Instant end = days == 0 ? Instant.MAX : at.plusSeconds(86_400L * days);
    Instant death = journey.death().orElse(Instant.MAX);
    if (death.isBefore(end)) {
      LocalDate last = LocalDate.ofInstant(death, journey.person().site().zone());
      row.update(
          death.plusSeconds(60_000),
          Row.of("status", "ENDED")
              .with("end_date", last.isBefore(start) ? start : last)
              .with("end_reason", "DIED"));
    } else if (days > 0) {
      row.update(
          end,
          Row.of("status", "ENDED")
              .with("end_date", start.plusDays(days))
              .with(
                  "end_reason",
                  dice.pick(
                      "COMPLETED",
                      "COMPLETED",
                      "COMPLETED",
                      "REVOKED",
                      "MOVED",
                      "LOST_TO_FOLLOW_UP",
                      "NO_LONGER_ELIGIBLE")));
    }
  }
}
