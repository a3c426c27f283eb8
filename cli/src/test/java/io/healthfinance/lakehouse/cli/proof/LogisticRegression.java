package io.healthfinance.lakehouse.cli.proof;

import java.util.List;

/**
 * A logistic regression with a ridge penalty on standardised features, fitted by gradient descent
 * from zero: the same rows give the same model.
 */
final class LogisticRegression {

  private static final int STEPS = 300;
  private static final double RATE = 0.5;
  private static final double RIDGE = 0.02;

  private final double[] mean;
  private final double[] deviation;
  private final double[] weights;

  private LogisticRegression(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
    this.weights = new double[mean.length + 1];
  }

  /** Fits rows of equal length to their labels. */
  static LogisticRegression fit(List<double[]> rows, List<Boolean> labels) {
    int width = rows.get(0).length;
    double[] mean = new double[width];
    double[] deviation = new double[width];
    for (double[] row : rows) {
      for (int i = 0; i < width; i++) {
        mean[i] += row[i] / rows.size();
      }
    }
    for (double[] row : rows) {
      for (int i = 0; i < width; i++) {
        deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / rows.size();
      }
    }
    for (int i = 0; i < width; i++) {
      deviation[i] = deviation[i] == 0 ? 1 : Math.sqrt(deviation[i]);
    }
    LogisticRegression model = new LogisticRegression(mean, deviation);
    for (int step = 0; step < STEPS; step++) {
      model.descend(rows, labels);
    }
    return model;
  }

  private void descend(List<double[]> rows, List<Boolean> labels) {
    double[] gradient = new double[weights.length];
    for (int r = 0; r < rows.size(); r++) {
      double error = 1 / (1 + Math.exp(-score(rows.get(r)))) - (labels.get(r) ? 1 : 0);
      gradient[0] += error / rows.size();
      for (int i = 1; i < weights.length; i++) {
        gradient[i] += error * standard(rows.get(r), i - 1) / rows.size();
      }
    }
    weights[0] -= RATE * gradient[0];
    for (int i = 1; i < weights.length; i++) {
      weights[i] -= RATE * (gradient[i] + RIDGE * weights[i]);
    }
  }

  /** Log odds of the label. */
  double score(double[] row) {
    double score = weights[0];
    for (int i = 1; i < weights.length; i++) {
      score += weights[i] * standard(row, i - 1);
    }
    return score;
  }

  private double standard(double[] row, int i) {
    return (row[i] - mean[i]) / deviation[i];
  }
}
