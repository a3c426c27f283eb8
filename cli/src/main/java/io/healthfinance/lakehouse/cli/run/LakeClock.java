package io.healthfinance.lakehouse.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What time it is in a lake. A demo lake lives in the time of its synthetic data, or "the last 30
 * days" would be empty soon after they were generated; any other lake lives in ours.
 */
public final class LakeClock {

  private static final String NOW = "now";

  private final Path file;

  public LakeClock(LakeConfig config) {
    this.file = config.path(Setting.HOME).resolve("demo.json");
  }

  /** The instant at which a demo left its lake; empty for a lake that no demo made. */
  public Optional<Instant> demoTime() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      String now = new ObjectMapper().readTree(file.toFile()).path(NOW).asText();
      return Optional.of(Instant.parse(now));
    } catch (IOException | java.time.DateTimeException e) {
      throw new ConfigException(file + " is damaged; ./lake demo starts the demo's lake anew", e);
    }
  }

  /** Ticks from the demo's time on, or with the system. */
  public Clock clock() {
    return demoTime().map(LakeClock::startingAt).orElseGet(Clock::systemUTC);
  }

  /** Sets the time of a demo's lake. */
  public Clock set(Instant now) throws IOException {
    Files.createDirectories(file.getParent());
    new ObjectMapper().writeValue(file.toFile(), Map.of(NOW, now.toString()));
    return startingAt(now);
  }

  private static Clock startingAt(Instant now) {
    return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now));
  }
}
