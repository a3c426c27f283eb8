package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.Visits.Visit;
import java.util.Optional;

/**
 * observations.csv: vital signs, laboratory results, scores of questionnaires and social needs. A
 * blood pressure and a social screening are made of several rows; Synthea writes several people at
 * once, so these may stand far apart.
 */
final class ObservationsMapping implements Mapping {
  private final Visits visits;
  private final VitalSigns vitals = new VitalSigns();
  private final Assessments assessments = new Assessments();
  private final SocialScreening social = new SocialScreening();
  private final LaboratoryTests laboratory = new LaboratoryTests();

  ObservationsMapping(Visits visits) {
    this.visits = visits;
  }

  @Override
  public String file() {
    return "observations.csv";
  }

  @Override
  public void map(SyntheaRow row, Target target) {
    String encounter = row.text("ENCOUNTER");
    Optional<Visit> visit = visits.find(encounter);
    String category = row.text("CATEGORY");
    if ("laboratory".equals(category)) {
      laboratory.add(row, visit, target);
    } else if (!vitals.accepts(row, visit, target)
        && !assessments.accepts(row, visit, target)
        && !social.accepts(row)) {
      target.without(
          category == null
              ? "quality-adjusted life years are Synthea's own bookkeeping"
              : "no source table has this kind of " + category + " observation");
    }
  }

  @Override
  public void finish(Target target) {
    vitals.finish(target);
    social.finish(target);
  }
}
