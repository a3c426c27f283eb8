package io.healthfinance.lakehouse.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.cli.CommandRun;
import io.healthfinance.lakehouse.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanTest {

  @TempDir private Path directory;

  @Test
  void deletesALakeAndItsHome() {
    Path home = directory.resolve("lake");
    assertThat(CommandRun.lake("init", "--home", home.toString()).exitCode()).isZero();

    CommandRun run = CommandRun.lake("clean", "--yes", "--home", home.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(home).doesNotExist();
  }

  @Test
  void keepsWhatALakeDidNotMake() throws IOException {
    Path home = directory.resolve("lake");
    assertThat(CommandRun.lake("init", "--home", home.toString()).exitCode()).isZero();
    Path notes = Files.writeString(home.resolve("notes.txt"), "mine");

    assertThat(CommandRun.lake("clean", "--yes", "--home", home.toString()).exitCode()).isZero();

    assertThat(notes).exists();
    assertThat(home.resolve("secrets")).doesNotExist();
  }

  @Test
  void refusesADirectoryThatIsNoLake() throws IOException {
    Path notes = Files.writeString(directory.resolve("notes.txt"), "mine");

    CommandRun run = CommandRun.lake("clean", "--yes", "--home", directory.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("does not look like a lake");
    assertThat(notes).exists();
  }
}
