package io.healthfinance.lakehouse.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The features of ml_readmission_training tell something about who comes back, and no more than
 * features can that do not know the future.
 */
@Tag("long")
class ReadmissionSignalLongTest {

  private static final int PATIENTS = 5_000;
  private static final int DAYS = 900;

  /** Published models of readmission reach 0.55 to 0.72 (Kansagara 2011, JAMA 306:1688). */
  private static final double TOO_GOOD = 0.8;

  @AfterAll
  static void stop() {
    SteppingLake.stopEngine();
  }

  @Test
  void whoComesBackCanBeToldBetterThanByChanceAndShuffledLabelsTellNothing(@TempDir Path home)
      throws IOException {
    Signal signal =
        Signal.of(new TrainingLake(home, PATIENTS, DAYS).move(TrainingLake.NOW).values());

    assertThat(signal.shuffled()).as("%s", signal).isCloseTo(0.5, within(signal.shuffledBand()));
    assertThat(signal.told())
        .as("%s", signal)
        .isGreaterThan(0.5 + 2 * signal.error())
        .isLessThan(TOO_GOOD);
  }
}
