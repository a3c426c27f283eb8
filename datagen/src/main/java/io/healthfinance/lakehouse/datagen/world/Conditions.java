package io.healthfinance.lakehouse.datagen.world;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Draws which conditions a patient has and since when. */
final class Conditions {
  private final Network network;
  private final Span span;

  Conditions(Network network, Span span) {
    this.network = network;
    this.span = span;
  }

  Health of(Person person) {
    Dice dice = Dice.of(network.seed(), "conditions", person.index());
    int age = person.ageOn(span.to());
    Map<Chronic, LocalDate> onset = new EnumMap<>(Chronic.class);
    for (Chronic condition : Chronic.values()) {
      boolean possible =
          switch (condition) {
            case BREAST_CANCER -> person.sex() == Sex.FEMALE;
            case PROSTATE_CANCER -> person.sex() == Sex.MALE;
            default -> true;
          };
      double share = Rates.prevalence(condition, age) * affinity(condition, onset, person);
      if (dice.chance(possible ? share : 0)) {
        onset.put(condition, onset(dice, person, age));
      }
    }
    double height = height(dice, person.sex(), age);
    double bmi =
        onset.containsKey(Chronic.OBESITY)
            ? dice.normal(35, 4, 30.2, 55)
            : dice.normal(age < 18 ? 19 : 26, 3, 16.5, 33);
    double control =
        dice.normal(1.2 * (person.habits().adherence() - Rates.MEAN_ADHERENCE) / 0.17 * 0.5, 0.85);
    boolean dying =
        onset.keySet().stream().anyMatch(Chronic::isCancer) || onset.containsKey(Chronic.DEMENTIA);
    Optional<LocalDate> hospice =
        dying && age > 60 && dice.chance(0.09)
            ? Optional.of(span.to().minusDays(dice.between(15, 500)))
            : Optional.empty();
    return new Health(onset, control, height, bmi * height * height / 10_000, hospice);
  }

  /**
   * How much more often than on average a condition occurs together with those already drawn; the
   * relative risks are rounded from cohort studies, and the averages stay near the published rates.
   */
  private static double affinity(Chronic condition, Map<Chronic, LocalDate> has, Person person) {
    boolean obese = has.containsKey(Chronic.OBESITY);
    boolean diabetic = has.containsKey(Chronic.DIABETES);
    boolean hypertensive = has.containsKey(Chronic.HYPERTENSION);
    boolean coronary = has.containsKey(Chronic.CORONARY_DISEASE);
    boolean smoker = person.habits().smokes() || person.habits().smoked();
    return switch (condition) {
      case DIABETES -> obese ? 1.9 : 0.75;
      case HYPERTENSION -> diabetic ? 1.4 : obese ? 1.2 : 0.92;
      case HYPERLIPIDEMIA -> diabetic ? 1.5 : hypertensive ? 1.2 : 0.85;
      case CORONARY_DISEASE -> (diabetic ? 1.7 : 0.9) * (smoker ? 1.2 : 0.9);
      case HEART_FAILURE -> coronary ? 3.0 : hypertensive ? 1.1 : 0.5;
      case KIDNEY_DISEASE -> diabetic ? 1.9 : hypertensive ? 1.1 : 0.6;
      case COPD -> smoker ? 2.1 : 0.5;
      case ANXIETY -> has.containsKey(Chronic.DEPRESSION) ? 3.5 : 0.7;
      case FRAILTY -> has.containsKey(Chronic.HEART_FAILURE) ? 1.8 : 0.9;
      default -> 1;
    };
  }

  /** Most conditions are older than the history; three in ten are found within it. */
  private LocalDate onset(Dice dice, Person person, int age) {
    LocalDate found =
        dice.chance(0.32)
            ? span.historyStart().plusDays(dice.between(0, span.historyDays() - 12))
            : span.historyStart().minusDays(dice.between(1, Math.max(2, Math.min(age, 25) * 200)));
    LocalDate latest = span.to().minusDays(10);
    LocalDate earliest = person.born().plusDays(Math.min(700, age * 200L) + 3);
    found = found.isAfter(latest) ? latest : found;
    return found.isBefore(earliest) ? earliest : found;
  }

  private static double height(Dice dice, Sex sex, int age) {
    if (age < 18) {
      return dice.normal(52 + 6.6 * age, 4, 48, 190);
    }
    return sex == Sex.FEMALE ? dice.normal(161.5, 7, 140, 190) : dice.normal(175.5, 7.5, 150, 208);
  }
}
