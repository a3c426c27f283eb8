package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One run at a time changes a lake. The operating system releases the lock of a process that dies,
 * so a dead holder never blocks anybody.
 */
public final class RunLock implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock, waiting as long as the configuration allows.
   *
   * @throws LakeBusyException naming the holder
   */
  public static RunLock take(LakeConfig config, Clock clock, String holder) {
    Path file = config.path(Setting.HOME).resolve("run.lock");
    Instant giveUp = clock.instant().plusSeconds(config.number(Setting.LOCK_WAIT_SECONDS));
    try {
      Files.createDirectories(file.getParent());
      while (true) {
        Optional<RunLock> taken = tryTake(file, clock, holder);
        if (taken.isPresent()) {
          return taken.get();
        }
        if (!clock.instant().isBefore(giveUp)) {
          throw new LakeBusyException(
              "Another run holds the lake: "
                  + Files.readString(holderFile(file)).strip()
                  + ". Wait for it, or set lock.wait-seconds to queue behind it.");
        }
        Thread.sleep(POLL.toMillis());
      }
    } catch (IOException e) {
      throw new ConfigException(
          "Cannot write to the home directory "
              + file.getParent()
              + " ("
              + ConfigException.reason(e)
              + "); let this user write there, or set 'home' to a directory that it may write",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeBusyException("Interrupted while waiting for the lake");
    }
  }

  private static Optional<RunLock> tryTake(Path file, Clock clock, String holder)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        String text =
            holder + ", process " + ProcessHandle.current().pid() + ", since " + clock.instant();
        // A file of its own: some systems do not let others read a locked one.
        try (FileChannel out =
            FileChannel.open(
                holderFile(file),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
          out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
        return Optional.of(new RunLock(channel, lock));
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      channel.close();
      return Optional.empty();
    }
    channel.close();
    return Optional.empty();
  }

  private static Path holderFile(Path file) {
    return file.resolveSibling("run.lock.holder");
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot release the lock of the lake", e);
    }
  }
}
