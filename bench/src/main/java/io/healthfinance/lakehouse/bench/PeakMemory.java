package io.healthfinance.lakehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The largest resident set that a process has had: heap, native memory and mapped files. */
public final class PeakMemory {

  private static final Pattern HIGH_WATER = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private PeakMemory() {}

  /** Of this process, in bytes; 0 where the system does not tell. */
  public static long bytes() throws IOException {
    return bytesOf(ProcessHandle.current().pid());
  }

  /** Of another process, in bytes; 0 where the system does not tell or when it is gone. */
  public static long bytesOf(long process) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process), "status");
    try {
      Matcher matcher = HIGH_WATER.matcher(Files.readString(status));
      return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
