package io.healthfinance.lakehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturedTest {
  @TempDir Path folder;

  @Test
  void everyTableHasSeveralLandedFilesAndExpectedRows() throws IOException {
    Path landing = Captured.landing(folder);
    for (String table : Captured.tables()) {
      try (Stream<Path> files = Files.walk(landing.resolve(table))) {
        assertThat(files.filter(Files::isRegularFile)).as(table).hasSizeGreaterThanOrEqualTo(2);
      }
      assertThat(Captured.expected(table)).as(table).isNotEmpty();
    }
  }

  @Test
  void theCapturedFilesStaySmall() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(Captured.landing(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isBetween(100_000L, 1_000_000L);
  }

  @Test
  void nullEmptyAndControlCharactersOfTheSourceAreToldApart() throws IOException {
    List<Map<String, String>> rows = Captured.expected("wire_types");
    assertThat(rows.get(1)).containsEntry("label", null).containsEntry("active", "true");
    assertThat(rows.get(2)).containsEntry("label", "");
    assertThat(rows.get(3).get("label")).contains("\\back\\ line\nfeed\ttab", "李", "🩺");
    assertThat(Captured.expected("array_types").get(3)).containsEntry("counts", "[\0,-1]");
  }

  @Test
  void aNewEpochIsDeclaredForEveryDatabaseThatStartedAnew() throws IOException {
    assertThat(Captured.epochs())
        .extracting(Captured.Epoch::database)
        .containsExactly("healthfinance_reslot", "healthfinance_restore");
  }
}
