package io.healthfinance.lakehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeConfigTest {

  @TempDir Path directory;

  @Test
  void derivesEveryPathFromHome() {
    LakeConfig config = LakeConfig.at(directory);

    assertThat(config.path(Setting.LANDING)).isEqualTo(directory.resolve("landing"));
    assertThat(config.get(Setting.CATALOG_URI)).startsWith("jdbc:sqlite:" + directory);
  }

  @Test
  void environmentWinsOverFile() throws IOException {
    Path file = Files.writeString(directory.resolve("lake.yaml"), "bronze:\n  lookback-days: 3\n");

    assertThat(LakeConfig.load(Optional.of(file), Map.of()).number(Setting.LOOKBACK_DAYS))
        .isEqualTo(3);
    assertThat(
            LakeConfig.load(Optional.of(file), Map.of("LAKE_BRONZE_LOOKBACK_DAYS", "5"))
                .number(Setting.LOOKBACK_DAYS))
        .isEqualTo(5);
  }

  @Test
  void namesEveryMistakeAtOnce() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("lake.yaml"),
            "warehose: /x\nbronze:\n  lookback-days: many\nbusiness-zone: Mars\n");

    assertThatThrownBy(() -> LakeConfig.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("unknown setting 'warehose'")
        .hasMessageContaining("bronze.lookback-days must be a whole number, not 'many'")
        .hasMessageContaining("business-zone must be a zone");
  }
}
