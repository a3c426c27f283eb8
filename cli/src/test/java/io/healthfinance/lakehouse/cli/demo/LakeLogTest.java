package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log that {@code ./lake} is configured to write. */
class LakeLogTest {

  @TempDir private Path logs;

  @Test
  void exceptionsAreTracedOnceWithoutTheValuesThatTheyQuote() throws IOException {
    Exception failure =
        new SparkException(
            "Job aborted: Lost task 0.0: [CAST_INVALID_INPUT] The value 'ada@example.org' is none",
            new NumberFormatException("For input string: \"ada@example.org\""));
    String log;
    try (CapturedOutput captured = CapturedOutput.start(logs)) {
      LoggerFactory.getLogger("org.apache.spark.scheduler.TaskSetManager")
          .warn(
              "Lost task 0.0: Exception: [CAST_INVALID_INPUT] The value 'ada@example.org' is none");
      LoggerFactory.getLogger("io.healthfinance.lakehouse.Test")
          .error("silver.users failed", failure);
      log = captured.log();
    }

    assertThat(log)
        .doesNotContain("ada@example.org")
        .contains("silver.users failed", "[CAST_INVALID_INPUT] (text withheld")
        .contains("Caused by: java.lang.NumberFormatException: For input string: ");
    assertThat(log.split("LakeLogTest.exceptionsAreTraced", -1))
        .as("the frame of this test, once")
        .hasSize(2);
  }
}
