package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Social care service: the circumstances people live in, asked about once a year or two. */
final class SocialCare {

  void write(Journey journey) {
    Dice dice = journey.dice("social");
    LocalDate first =
        journey.firstDay(journey.span().from().minusDays(500)).plusDays(dice.between(3, 300));
    for (LocalDate day = first;
        day.isBefore(journey.span().to());
        day = day.plusDays(dice.between(350, 720))) {
      Instant at = journey.at(day, dice.uniform(9, 16));
      if (journey.lives(day) && at.isAfter(journey.registered())) {
        assess(journey, day, at, dice);
      }
    }
  }

  private static void assess(Journey journey, LocalDate day, Instant at, Dice dice) {
    Person person = journey.person();
    boolean declined = dice.chance(0.03);
    boolean self = dice.chance(0.5);
    Row row =
        journey
            .about("determinant_id", dice.uuid())
            .with(
                "assessed_by_user_id", self ? null : journey.network().staffId(dice.between(0, 4)))
            .with("instrument", dice.pick("PRAPARE", "AHC_HRSN", "INTAKE_FORM"))
            .with("assessed_at", at)
            .with("status", declined ? "DECLINED" : dice.chance(0.94) ? "COMPLETED" : "PARTIAL");
    if (!declined) {
      answers(person, person.ageOn(day), row, dice);
    }
    journey.insert("social_determinants", at.plusSeconds(9), row);
  }

  private static void answers(Person person, int age, Row row, Dice dice) {
    Person.Habits habits = person.habits();
    boolean hungry = dice.chance(0.11);
    String housing =
        dice.chance(0.93) ? "STABLE" : dice.pick("AT_RISK", "AT_RISK", "UNSTABLE", "HOMELESS");
    List<String> codes = new ArrayList<>();
    if (!habits.hasTransport()) {
      codes.add("Z59.82");
    }
    if (hungry) {
      codes.add("Z59.41");
    }
    if (housing.equals("HOMELESS")) {
      codes.add("Z59.00");
    }
    if (habits.livesAlone()) {
      codes.add("Z60.2");
    }
    String smoking =
        habits.smokes()
            ? dice.pick("CURRENT_EVERY_DAY", "CURRENT_EVERY_DAY", "CURRENT_SOME_DAYS")
            : habits.smoked() ? "FORMER" : dice.chance(0.02) ? "UNKNOWN" : "NEVER";
    if (habits.smokes()) {
      row.with("packs_per_day", dice.uniform(0.1, 1.6));
    } else if (smoking.equals("NEVER")) {
      row.with("packs_per_day", 0);
    }
    row.with("lives_alone", habits.livesAlone())
        .with("transportation_access", habits.hasTransport())
        .with("housing_status", housing)
        .with("food_security", hungry ? dice.pick("LOW", "LOW", "VERY_LOW") : "SECURE")
        .with(
            "employment_status",
            age < 18
                ? "STUDENT"
                : age > 66
                    ? "RETIRED"
                    : dice.pick(
                        "EMPLOYED",
                        "EMPLOYED",
                        "EMPLOYED",
                        "EMPLOYED",
                        "UNEMPLOYED",
                        "DISABLED",
                        "HOMEMAKER"))
        .with(
            "education_level",
            age < 18
                ? null
                : dice.pick(
                    "LESS_THAN_HIGH_SCHOOL",
                    "HIGH_SCHOOL",
                    "HIGH_SCHOOL",
                    "SOME_COLLEGE",
                    "COLLEGE",
                    "GRADUATE"))
        .with("household_size", habits.livesAlone() ? 1 : dice.between(2, 5))
        .with(
            "annual_income_band",
            dice.pick(
                "UNDER_15K",
                "15K_30K",
                "30K_50K",
                "50K_75K",
                "75K_100K",
                "OVER_100K",
                "UNDISCLOSED"))
        .with("smoking_status", smoking)
        .with("alcohol_drinks_per_week", age < 18 ? 0 : dice.count(3))
        .with("physical_activity_minutes_per_week", dice.between(0, 300))
        .with("social_support_score", dice.between(habits.livesAlone() ? 1 : 4, 10))
        .with("interpreter_needed", dice.chance(0.04))
        .with("z_codes", codes);
  }
}
