package io.healthfinance.lakehouse.cli.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * How well a model orders rows that it has not seen: the area under the ROC curve of five fits,
 * each to four fifths of the patients and judged on the rest.
 */
final class HeldOut {

  private static final int FOLDS = 5;

  private HeldOut() {}

  /**
   * The mean area over the folds that have both labels, 0.5 for a model that knows nothing.
   *
   * @param patients whose row it is; the rows of one patient are in one fold
   */
  static double area(List<double[]> rows, List<Boolean> labels, List<String> patients) {
    List<String> order = patients.stream().distinct().sorted().toList();
    double sum = 0;
    int judged = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      List<double[]> seen = new ArrayList<>();
      List<Boolean> known = new ArrayList<>();
      List<Integer> unseen = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        if (order.indexOf(patients.get(i)) % FOLDS == fold) {
          unseen.add(i);
        } else {
          seen.add(rows.get(i));
          known.add(labels.get(i));
        }
      }
      LogisticRegression model = LogisticRegression.fit(seen, known);
      List<Double> positive = new ArrayList<>();
      List<Double> negative = new ArrayList<>();
      for (int i : unseen) {
        (labels.get(i) ? positive : negative).add(model.score(rows.get(i)));
      }
      if (!positive.isEmpty() && !negative.isEmpty()) {
        sum += area(positive, negative);
        judged++;
      }
    }
    return sum / judged;
  }

  /** The share of pairs that the scores put in the right order, ties counted half. */
  static double area(List<Double> positive, List<Double> negative) {
    double right = 0;
    for (double p : positive) {
      for (double n : negative) {
        right += p > n ? 1 : p == n ? 0.5 : 0;
      }
    }
    return right / positive.size() / negative.size();
  }
}
