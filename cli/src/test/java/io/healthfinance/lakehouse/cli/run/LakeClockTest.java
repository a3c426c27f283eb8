package io.healthfinance.lakehouse.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.config.LakeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeClockTest {

  private static final Instant THEN = Instant.parse("2026-07-01T01:00:00Z");

  @TempDir private Path home;

  @Test
  void aLakeOfOursLivesInOurTime() {
    LakeClock clock = new LakeClock(LakeConfig.at(home));

    assertThat(clock.demoTime()).isEmpty();
    assertThat(clock.clock().instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void aDemoLivesInTheTimeOfItsData() throws IOException {
    new LakeClock(LakeConfig.at(home)).set(THEN);

    LakeClock clock = new LakeClock(LakeConfig.at(home));

    assertThat(clock.demoTime().orElseThrow()).isCloseTo(THEN, within(1, ChronoUnit.MINUTES));
    assertThat(clock.clock().instant()).isCloseTo(THEN, within(1, ChronoUnit.MINUTES));
  }

  @Test
  void aDemosTimeNeverGoesBack() throws IOException {
    LakeClock clock = new LakeClock(LakeConfig.at(home));
    Instant first = clock.set(THEN).instant();

    assertThat(clock.clock().instant()).isAfterOrEqualTo(first);
  }

  @Test
  void aDamagedMarkerIsNamed() throws IOException {
    Files.writeString(home.resolve("demo.json"), "{");

    assertThatThrownBy(() -> new LakeClock(LakeConfig.at(home)).clock())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("demo.json is damaged");
  }
}
