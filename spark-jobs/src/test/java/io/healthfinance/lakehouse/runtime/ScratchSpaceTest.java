package io.healthfinance.lakehouse.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchSpaceTest {

  @TempDir private Path directory;

  @Test
  void whatADeadProcessLeftIsCleared() throws Exception {
    Process process = running();
    Path left = spilled(ScratchSpace.nameOf(process.toHandle()));

    new ScratchSpace(directory).sweep();
    assertThat(left).exists();

    process.destroyForcibly().waitFor();
    new ScratchSpace(directory).sweep();
    assertThat(left.getParent()).doesNotExist();
  }

  @Test
  void aProcessThatGotTheNumberOfADeadOneKeepsNothingAlive() throws Exception {
    String own = ScratchSpace.nameOf(ProcessHandle.current());
    Path left = spilled(own.replaceAll("\\d+$", "12"));
    Path kept = spilled(own);

    new ScratchSpace(directory).sweep();

    assertThat(left.getParent()).doesNotExist();
    assertThat(kept).exists();
    assertThat(new ScratchSpace(directory).own()).isEqualTo(kept.getParent().getParent());
  }

  @Test
  void whatIsNotAProcessFolderIsLeftAlone() throws IOException {
    Path other = spilled("notes");

    new ScratchSpace(directory).sweep();

    assertThat(other).exists();
  }

  @Test
  void aHomeWithoutScratchSpaceHasNothingToClear() {
    new ScratchSpace(directory.resolve("none")).sweep();

    assertThat(directory.resolve("none")).doesNotExist();
  }

  private Path spilled(String folder) throws IOException {
    Path blocks = Files.createDirectories(directory.resolve(folder).resolve("blockmgr-1"));
    return Files.writeString(blocks.resolve("shuffle_0.data"), "spilled");
  }

  private static Process running() throws IOException {
    return new ProcessBuilder(List.of("sleep", "60")).start();
  }
}
