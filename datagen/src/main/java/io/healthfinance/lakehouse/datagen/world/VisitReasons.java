package io.healthfinance.lakehouse.datagen.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is coded for a visit: the same list for the chart and for the claim. */
final class VisitReasons {
  private static final Weighted<Diagnosis> ACUTE =
      Weighted.of(new Diagnosis("J06.9", "Acute upper respiratory infection, unspecified"), 20)
          .or(new Diagnosis("M54.50", "Low back pain, unspecified"), 12)
          .or(new Diagnosis("N39.0", "Urinary tract infection, site not specified"), 8)
          .or(new Diagnosis("J02.9", "Acute pharyngitis, unspecified"), 8)
          .or(new Diagnosis("R51.9", "Headache, unspecified"), 7)
          .or(new Diagnosis("R10.9", "Unspecified abdominal pain"), 7)
          .or(new Diagnosis("M25.561", "Pain in right knee"), 6)
          .or(new Diagnosis("R05.9", "Cough, unspecified"), 6)
          .or(new Diagnosis("L30.9", "Dermatitis, unspecified"), 5)
          .or(new Diagnosis("J20.9", "Acute bronchitis, unspecified"), 6)
          .or(new Diagnosis("J01.90", "Acute sinusitis, unspecified"), 7)
          .or(new Diagnosis("R53.83", "Other fatigue"), 5);

  private static final Weighted<Diagnosis> CHILD_ACUTE =
      Weighted.of(new Diagnosis("J06.9", "Acute upper respiratory infection, unspecified"), 22)
          .or(new Diagnosis("H66.90", "Otitis media, unspecified, unspecified ear"), 14)
          .or(new Diagnosis("J02.9", "Acute pharyngitis, unspecified"), 12)
          .or(new Diagnosis("R50.9", "Fever, unspecified"), 9)
          .or(new Diagnosis("A08.4", "Viral intestinal infection, unspecified"), 8)
          .or(new Diagnosis("L30.9", "Dermatitis, unspecified"), 8)
          .or(new Diagnosis("R05.9", "Cough, unspecified"), 7)
          .or(new Diagnosis("R10.9", "Unspecified abdominal pain"), 5);

  private static final Diagnosis ADULT_EXAM =
      new Diagnosis(
          "Z00.00", "Encounter for general adult medical examination without abnormal findings");
  private static final Diagnosis CHILD_EXAM =
      new Diagnosis(
          "Z00.129", "Encounter for routine child health examination without abnormal findings");

  private VisitReasons() {}

  /** Diagnoses of a visit, the most important first; never empty. */
  static List<Diagnosis> of(Journey journey, Visit visit) {
    Dice dice = Dice.of(journey.network().seed(), "reasons", visit.id().hashCode());
    List<Diagnosis> reasons = new ArrayList<>();
    Set<Chronic> present = journey.health().on(visit.day());
    switch (visit.kind()) {
      case ANNUAL_WELLNESS, NEW_PATIENT ->
          reasons.add(journey.person().ageOn(visit.day()) < 18 ? CHILD_EXAM : ADULT_EXAM);
      case SAME_DAY -> reasons.add(acute(journey, visit, dice));
      default -> visit.focus().map(Diagnosis::of).ifPresent(reasons::add);
    }
    for (Chronic condition : Chronic.values()) {
      if (present.contains(condition) && reasons.size() < 4 && dice.chance(0.5)) {
        Diagnosis diagnosis = Diagnosis.of(condition);
        if (!reasons.contains(diagnosis)) {
          reasons.add(diagnosis);
        }
      }
    }
    if (reasons.isEmpty()) {
      reasons.add(acute(journey, visit, dice));
    }
    return reasons;
  }

  private static Diagnosis acute(Journey journey, Visit visit, Dice dice) {
    return dice.pick(journey.person().ageOn(visit.day()) < 18 ? CHILD_ACUTE : ACUTE);
  }
}
