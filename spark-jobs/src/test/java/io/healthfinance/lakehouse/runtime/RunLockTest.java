package io.healthfinance.lakehouse.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir private Path home;

  @Test
  void aRunThatMayWaitTakesTheLakeWhenItsHolderIsDone() throws Exception {
    LakeConfig config = LakeConfig.at(home).with(Setting.LOCK_WAIT_SECONDS, "30");
    CompletableFuture<RunLock> second;
    try (RunLock first = RunLock.take(config, Clock.systemUTC(), "first")) {
      second =
          CompletableFuture.supplyAsync(() -> RunLock.take(config, Clock.systemUTC(), "second"));
      TimeUnit.MILLISECONDS.sleep(500);
      assertThat(second).isNotDone();
      assertThat(first).isNotNull();
    }

    second.get(20, TimeUnit.SECONDS).close();
  }

  @Test
  void aRunThatMayNotWaitNamesTheHolder() {
    LakeConfig config = LakeConfig.at(home);
    try (RunLock first = RunLock.take(config, Clock.systemUTC(), "hourly run 7")) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> RunLock.take(config, Clock.systemUTC(), "second"))
          .isInstanceOf(LakeBusyException.class)
          .hasMessageContaining("hourly run 7, process " + ProcessHandle.current().pid());
    }
  }
}
