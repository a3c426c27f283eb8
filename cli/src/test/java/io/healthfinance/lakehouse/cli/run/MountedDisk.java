package io.healthfinance.lakehouse.cli.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A small disk in memory, which only an administrator can mount; others skip the test. */
final class MountedDisk implements AutoCloseable {

  private final Path path;

  private MountedDisk(Path path) {
    this.path = path;
  }

  static MountedDisk readOnly(Path path) throws IOException, InterruptedException {
    return mount(path, "ro,size=64m");
  }

  static MountedDisk ofMegabytes(int size, Path path) throws IOException, InterruptedException {
    return mount(path, "size=" + size + "m");
  }

  private static MountedDisk mount(Path path, String options)
      throws IOException, InterruptedException {
    Files.createDirectories(path);
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "none", path.toString()) == 0,
        "this user may not mount a disk");
    return new MountedDisk(path);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException noSuchProgram) {
      return -1;
    }
  }

  Path path() {
    return path;
  }

  /** Leaves no room; returns the file to delete to make room again. */
  Path fill() throws IOException {
    Path ballast = path.resolve("ballast");
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] page = new byte[64 << 10];
      while (true) {
        out.write(page);
      }
    } catch (IOException full) {
      if (Files.getFileStore(path).getUsableSpace() > 0) {
        throw full;
      }
    }
    return ballast;
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "-l", path.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
