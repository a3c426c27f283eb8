package io.healthfinance.lakehouse.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What time it is in a lake. A demo lake lives in the time of its synthetic data, or "the last 30
 * days" would be empty soon after they were generated; its clock goes on from there. Any other lake
 * lives in ours.
 */
public final class LakeClock {

  private static final String NOW = "now";
  private static final String SET_AT = "set_at";

  private final Path file;

  public LakeClock(LakeConfig config) {
    this.file = config.path(Setting.HOME).resolve("demo.json");
  }

  /** The present of a demo's lake; empty for a lake that no demo made. */
  public Optional<Instant> demoTime() {
    return demoClock().map(Clock::instant);
  }

  /** Goes with the demo's time, or with the system. */
  public Clock clock() {
    return demoClock().orElseGet(Clock::systemUTC);
  }

  /** Sets the time of a demo's lake. */
  public Clock set(Instant now) throws IOException {
    Files.createDirectories(file.getParent());
    Instant setAt = Instant.now();
    new ObjectMapper()
        .writeValue(file.toFile(), Map.of(NOW, now.toString(), SET_AT, setAt.toString()));
    return ahead(setAt, now);
  }

  private Optional<Clock> demoClock() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode marker = new ObjectMapper().readTree(file.toFile());
      return Optional.of(
          ahead(
              Instant.parse(marker.path(SET_AT).asText()),
              Instant.parse(marker.path(NOW).asText())));
    } catch (IOException | DateTimeException e) {
      throw new ConfigException(file + " is damaged; ./lake demo starts the demo's lake anew", e);
    }
  }

  private static Clock ahead(Instant setAt, Instant now) {
    return Clock.offset(Clock.systemUTC(), Duration.between(setAt, now));
  }
}
