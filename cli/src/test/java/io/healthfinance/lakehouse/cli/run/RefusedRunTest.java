package io.healthfinance.lakehouse.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.cli.CommandRun;
import io.healthfinance.lakehouse.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that cannot do its job says so before it has done anything. */
class RefusedRunTest {

  @TempDir private Path directory;

  private SmallLake lake;

  @BeforeEach
  void makeLake() throws IOException {
    lake = new SmallLake(directory);
    DoseFile.GOOD.write(lake.hour().resolve("good.parquet"), "k1");
  }

  private CommandRun refused(String... arguments) {
    CommandRun run = CommandRun.lake(arguments);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).doesNotContain("published");
    assertThat(run.err()).hasLineCount(1);
    return run;
  }

  @Test
  void aContractMistakeIsNamedWithFileLineAndSuggestion() throws IOException {
    Path contract = directory.resolve("catalog/tables/doses.yaml");
    Files.writeString(contract, DoseFile.CONTRACT.replace("type: int,", "type: itn,"));

    assertThat(refused(lake.run("daily")).err())
        .contains("tables/doses.yaml:8: unknown type 'itn' for column amount; did you mean 'int'?");
  }

  @Test
  void aMissingTokenKeyIsNamedAndNothingIsMade() throws IOException {
    Path key = lake.home().resolve("secrets/token.key");
    Files.delete(key);

    assertThat(refused(lake.run("daily")).err())
        .contains("The token key " + key + " is missing. Restore it from your backup");
    assertThat(key).doesNotExist();
    assertThat(lake.home().resolve("run.lock")).doesNotExist();
  }

  @Test
  void aRunWithoutALakeLeavesNoneAndInitStillMakesOne() {
    Path fresh = directory.resolve("fresh");

    assertThat(refused("run", "daily", "--home", fresh.toString()).err()).contains("./lake init");
    assertThat(CommandRun.lake("init", "--home", fresh.toString()).exitCode()).isZero();
  }

  @Test
  void aWarehouseThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    lake.set("warehouse: " + file.resolve("warehouse"));

    assertThat(refused(lake.run("daily")).err())
        .contains(
            "Cannot write to the warehouse directory " + file.resolve("warehouse"),
            "let this user write there, or set 'warehouse'");
  }

  @Test
  void aWarehouseThatCannotBeWrittenIsNamed() throws IOException, InterruptedException {
    try (MountedDisk disk = MountedDisk.readOnly(directory.resolve("disk"))) {
      lake.set("warehouse: " + disk.path());

      assertThat(refused(lake.run("daily")).err())
          .contains("Cannot write to the warehouse directory " + disk.path(), "Read-only");
    }
  }

  @Test
  void aLandingDirectoryThatIsNotThereIsNamed() {
    Path nowhere = directory.resolve("nowhere");

    assertThat(refused(lake.run("daily", "--landing", nowhere.toString())).err())
        .contains("Landing directory " + nowhere + " does not exist", "--landing");
  }
}
