package io.healthfinance.lakehouse.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The judge of {@link ReadmissionSignalLongTest}: it sees what is there and nothing else. */
class HeldOutTest {

  private static final int ROWS = 600;

  private final Random random = new Random(3);
  private final List<double[]> rows = new ArrayList<>();
  private final List<Boolean> labels = new ArrayList<>();
  private final List<String> patients = new ArrayList<>();

  /** Stays of two each, one in six of which is followed by another; the risk leaves a trace. */
  private void stays(double trace) {
    for (int i = 0; i < ROWS; i++) {
      boolean back = random.nextInt(6) == 0;
      labels.add(back);
      patients.add("patient-" + i / 2);
      rows.add(
          new double[] {
            random.nextGaussian() + (back ? trace : 0), random.nextGaussian(), random.nextInt(2), 1
          });
    }
  }

  @Test
  void aFeatureThatTellsSomethingIsSeen() {
    stays(0.8);
    assertThat(HeldOut.area(rows, labels, patients)).isBetween(0.65, 0.78);
  }

  @Test
  void aFeatureThatKnowsTheLabelIsTooGood() {
    stays(100);
    assertThat(HeldOut.area(rows, labels, patients)).isGreaterThan(0.99);
  }

  @Test
  void shuffledLabelsTeachNothing() {
    stays(0.8);
    double sum = 0;
    for (int i = 0; i < Signal.SHUFFLES; i++) {
      Collections.shuffle(labels, random);
      sum += HeldOut.area(rows, labels, patients);
    }
    assertThat(sum / Signal.SHUFFLES).isCloseTo(0.5, within(0.03));
  }

  @Test
  void theAreaIsTheShareOfPairsInTheRightOrder() {
    assertThat(HeldOut.area(List.of(3.0, 1.0), List.of(1.0, 0.0))).isEqualTo(0.875);
  }

  /** Whoever is known from one stay is not judged on the other. */
  @Test
  void theStaysOfOnePatientAreHeldOutTogether() {
    for (int i = 0; i < ROWS; i++) {
      int patient = i / 2;
      double[] who = new double[ROWS / 2];
      who[patient] = 1;
      rows.add(who);
      labels.add(patient % 6 == 0);
      patients.add("patient-%03d".formatted(patient));
    }
    assertThat(HeldOut.area(rows, labels, patients)).isCloseTo(0.5, within(0.03));
  }
}
