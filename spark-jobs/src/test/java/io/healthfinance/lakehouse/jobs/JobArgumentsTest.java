package io.healthfinance.lakehouse.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobArgumentsTest {

  @Test
  void everyArgumentReachesTheRequest() {
    RunRequest request =
        JobArguments.parse(
                new String[] {
                  "--tables",
                  "users,vitals",
                  "--as-of",
                  "2026-01-08T06:00:00Z",
                  "--run-id",
                  "r1",
                  "--full-refresh",
                  "--strict"
                })
            .apply(RunRequest.hourly());

    assertThat(request.tables()).containsExactly("users", "vitals");
    assertThat(request.asOf()).contains(Instant.parse("2026-01-08T06:00:00Z"));
    assertThat(request.runId()).contains("r1");
    assertThat(request.fullRefresh()).isTrue();
    assertThat(request.strict()).isTrue();
  }

  @Test
  void namesAnArgumentThatItDoesNotKnow() {
    assertThatThrownBy(() -> JobArguments.parse(new String[] {"--table", "users"}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Unknown argument --table");
    assertThatThrownBy(() -> JobArguments.parse(new String[] {"--as-of", "yesterday"}))
        .hasMessageContaining("must be an instant");
    assertThatThrownBy(() -> JobArguments.parse(new String[] {"--tables"}))
        .hasMessageContaining("--tables needs a value");
  }

  @Test
  void aLakeWithoutItsTokenKeyIsAConfigurationMistake(@TempDir Path home) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int exit =
        LakeJob.run(
            RunRequest.hourly(),
            new String[0],
            Map.of("LAKE_HOME", home.toString()),
            new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(exit).isEqualTo(LakeJob.USAGE);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("token key").contains("is missing");
  }
}
