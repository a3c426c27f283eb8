package io.healthfinance.lakehouse.cli.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What training rows tell about who comes back.
 *
 * @param told area under the ROC curve on held-out patients
 * @param shuffled the same with the labels dealt out anew, averaged over {@link #SHUFFLES} deals
 * @param error standard error of one area when the scores say nothing (Hanley and McNeil 1982)
 */
record Signal(int rows, double told, double shuffled, double error) {

  static final int SHUFFLES = 15;

  static Signal of(Collection<TrainingRow> unordered) {
    List<TrainingRow> rows =
        unordered.stream().sorted(Comparator.comparing(TrainingRow::stay)).toList();
    List<double[]> numbers = rows.stream().map(TrainingRow::numbers).toList();
    List<String> patients = rows.stream().map(TrainingRow::patient).toList();
    List<Boolean> labels = rows.stream().map(TrainingRow::readmitted).toList();
    double positive = Collections.frequency(labels, true);
    double negative = labels.size() - positive;
    Random random = new Random(1);
    double shuffled = 0;
    for (int i = 0; i < SHUFFLES; i++) {
      List<Boolean> dealt = new ArrayList<>(labels);
      Collections.shuffle(dealt, random);
      shuffled += HeldOut.area(numbers, dealt, patients) / SHUFFLES;
    }
    return new Signal(
        rows.size(),
        HeldOut.area(numbers, labels, patients),
        shuffled,
        Math.sqrt((positive + negative + 1) / (12 * positive * negative)));
  }

  /** How far the shuffled average may lie from 0.5. */
  double shuffledBand() {
    return 3 * error / Math.sqrt(SHUFFLES);
  }
}
