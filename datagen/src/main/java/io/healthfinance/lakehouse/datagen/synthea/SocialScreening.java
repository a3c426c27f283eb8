package io.healthfinance.lakehouse.datagen.synthea;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Answers of one encounter's PRAPARE interview and its smoking status, gathered into one row. */
final class SocialScreening {
  private final Map<String, TargetRow> rows = new LinkedHashMap<>();
  private final Set<String> interviews = new HashSet<>();

  /** Whether the row is an answer that social_determinants has a column for. */
  boolean accepts(SyntheaRow answer) {
    String value = answer.text("VALUE");
    String words = value == null ? "" : value.toLowerCase(Locale.ROOT);
    switch (String.valueOf(answer.text("CODE"))) {
      case "72166-2" -> start(answer, false).set("smoking_status", smoking(words));
      case "93030-5" -> transportation(start(answer, true), words);
      case "71802-3" -> start(answer, true).set("housing_status", housing(words));
      case "67875-5" -> start(answer, true).set("employment_status", employment(words));
      case "82589-3" -> start(answer, true).set("education_level", education(words));
      case "63586-2" ->
          start(answer, true).set("annual_income_band", income(answer.decimal("VALUE")));
      case "63512-8" -> household(start(answer, true), answer.decimal("VALUE"));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Adds the screenings held. */
  void finish(Mapping.Target target) {
    rows.forEach(
        (encounter, row) -> {
          boolean interview = interviews.contains(encounter);
          target.add(
              row.set("instrument", interview ? "PRAPARE" : "INTAKE_FORM")
                  .set("status", interview ? "COMPLETED" : "PARTIAL"));
        });
    rows.clear();
    interviews.clear();
  }

  private TargetRow start(SyntheaRow answer, boolean ofInterview) {
    String encounter = String.valueOf(answer.text("ENCOUNTER"));
    if (ofInterview) {
      interviews.add(encounter);
    }
    return rows.computeIfAbsent(encounter, each -> determinant(answer));
  }

  private static TargetRow determinant(SyntheaRow answer) {
    Instant at = answer.instant("DATE");
    return TargetRow.of("social_determinants")
        .set("determinant_id", answer.idOf("determinant"))
        .set("patient_id", answer.text("PATIENT"))
        .set("assessed_at", at)
        .stored(at, at);
  }

  private static void household(TargetRow target, BigDecimal persons) {
    if (persons != null) {
      int size = persons.intValueExact();
      target.set("household_size", size).set("lives_alone", size == 1);
    }
  }

  private static void transportation(TargetRow target, String words) {
    if (words.startsWith("yes") || words.equals("no")) {
      target.set("transportation_access", words.equals("no"));
    }
  }

  private static String smoking(String words) {
    if (words.startsWith("never")) {
      return "NEVER";
    }
    if (words.startsWith("ex-smoker") || words.startsWith("former")) {
      return "FORMER";
    }
    return words.contains("daily") ? "CURRENT_EVERY_DAY" : null;
  }

  private static String housing(String words) {
    if (words.startsWith("i have housing")) {
      return "STABLE";
    }
    return words.contains("homeless") || words.startsWith("i do not have housing")
        ? "HOMELESS"
        : null;
  }

  /** Neither working nor looking for work has several reasons and stays NULL. */
  private static String employment(String words) {
    if (words.startsWith("full-time") || words.startsWith("part-time")) {
      return "EMPLOYED";
    }
    return words.equals("unemployed") ? "UNEMPLOYED" : null;
  }

  /** More than high school may or may not be a degree and stays NULL. */
  private static String education(String words) {
    if (words.startsWith("less than high school")) {
      return "LESS_THAN_HIGH_SCHOOL";
    }
    return words.startsWith("high school") ? "HIGH_SCHOOL" : null;
  }

  private static String income(BigDecimal dollars) {
    if (dollars == null) {
      return null;
    }
    int thousands = dollars.intValue() / 1000;
    if (thousands < 15) {
      return "UNDER_15K";
    }
    if (thousands < 30) {
      return "15K_30K";
    }
    if (thousands < 50) {
      return "30K_50K";
    }
    if (thousands < 75) {
      return "50K_75K";
    }
    return thousands < 100 ? "75K_100K" : "OVER_100K";
  }
}
