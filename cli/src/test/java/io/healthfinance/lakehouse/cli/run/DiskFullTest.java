package io.healthfinance.lakehouse.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.cli.CommandRun;
import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake on a disk that fills up. */
class DiskFullTest {

  @TempDir private Path directory;

  private MountedDisk disk;
  private SmallLake lake;

  @BeforeEach
  void makeLake() throws IOException, InterruptedException {
    disk = MountedDisk.ofMegabytes(64, directory.resolve("disk"));
    lake = new SmallLake(directory, disk.path().resolve("lake"));
    DoseFile.GOOD.write(lake.hour().resolve("good.parquet"), "k1", "k2");
  }

  @AfterEach
  void unmount() throws IOException {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void aRunWithoutRoomDoesNotStart() throws IOException {
    disk.fill();

    CommandRun run = CommandRun.lake(lake.run("daily"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("The disk of " + lake.home() + " is full", "make room there, then run again")
        .hasLineCount(1);
    assertThat(lake.home().resolve("run.lock")).doesNotExist();
  }

  @Test
  void aRunWhoseDiskFillsUpSaysSoAndTheNextOneEndsIt() throws IOException, InterruptedException {
    Path ballast;
    CommandRun full;
    try (LakeProcess process = LakeProcess.start(directory, lake.run("daily"))) {
      awaitEngine(process);
      ballast = disk.fill();
      full = process.end();
    }

    assertThat(full.exitCode()).as(full.err()).isEqualTo(ExitCode.FAILED);
    assertThat(full.err())
        .contains("The disk of " + lake.home() + " is full", "make room there, then run again")
        .hasLineCount(1);

    Files.delete(ballast);
    CommandRun next = LakeProcess.lake(directory, lake.run("daily"));
    assertThat(next.exitCode()).as(next.err()).isEqualTo(ExitCode.OK);
    assertThat(lake.doses()).containsExactly("k1", "k2");
  }

  /** By then the run has registered its files and is about to write. */
  private void awaitEngine(LakeProcess process) throws IOException, InterruptedException {
    while (process.isAlive() && process.elapsed().compareTo(Duration.ofMinutes(2)) < 0) {
      Path scratch = lake.home().resolve("tmp");
      if (Files.isDirectory(scratch)) {
        try (Stream<Path> files = Files.list(scratch)) {
          if (files.findAny().isPresent()) {
            return;
          }
        }
      }
      Thread.sleep(20);
    }
  }
}
