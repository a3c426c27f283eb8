package io.healthfinance.lakehouse.cli;

import io.healthfinance.lakehouse.pipeline.Progress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows a run to who watches: one updating line on a terminal, plain lines otherwise. Elapsed time
 * counts from the start of the run.
 */
public final class RunProgress implements Progress, AutoCloseable {

  private static final long TICK_MILLIS = 500;

  private final Terminal terminal;
  private final long started = System.nanoTime();
  private final ScheduledExecutorService ticker;
  private String phase = "starting";
  private String latest = "";
  private int tables;
  private int done;
  private boolean silverSeen;

  public RunProgress(Terminal terminal) {
    this.terminal = terminal;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    if (terminal.interactive()) {
      var unused =
          ticker.scheduleAtFixedRate(
              this::refresh, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void phase(String name, int count) {
    phase = name.equals("silver") && silverSeen ? "derived silver" : name;
    silverSeen |= name.equals("silver");
    tables = count;
    done = 0;
    latest = "";
    if (!terminal.interactive() && count > 0) {
      terminal.line("  %s  %s: %d tables", elapsed(), phase, count);
    }
    refresh();
  }

  @Override
  public synchronized void table(String layer, String table, String what) {
    done++;
    latest = table + ": " + what;
    if (!terminal.interactive()) {
      terminal.line("  %s  %s.%s: %s", elapsed(), layer, table, what);
    }
    refresh();
  }

  /** Something else that takes time. */
  public synchronized void step(String what) {
    phase = what;
    tables = 0;
    latest = "";
    if (!terminal.interactive()) {
      terminal.line("  %s  %s", elapsed(), what);
    }
    refresh();
  }

  /** Says how far a step is, where lines can be replaced. */
  public synchronized void detail(String what) {
    latest = what;
  }

  private synchronized void refresh() {
    if (terminal.interactive() && !ticker.isShutdown()) {
      String count = tables > 0 ? "  " + Math.min(done, tables) + "/" + tables : "";
      terminal.status("  " + elapsed() + "  " + phase + count + "  " + latest);
    }
  }

  private String elapsed() {
    return Span.clock(Duration.ofNanos(System.nanoTime() - started));
  }

  /** Clears the updating line. */
  @Override
  public synchronized void close() {
    ticker.shutdownNow();
    if (terminal.interactive()) {
      terminal.status("");
    }
  }
}
