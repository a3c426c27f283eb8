package io.healthfinance.lakehouse.datagen;

import io.healthfinance.lakehouse.datagen.event.Layouts;
import io.healthfinance.lakehouse.datagen.event.Life;
import io.healthfinance.lakehouse.datagen.event.Period;
import io.healthfinance.lakehouse.datagen.event.RecordingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the world on two threads a few patients ahead and hands on what happened in the order of the
 * patients, so that threads change nothing.
 */
final class Simulation {

  private static final int THREADS = 2;
  private static final int AHEAD = 24;

  /** Takes one complete life. */
  interface LifeConsumer {
    void accept(Life life) throws IOException;
  }

  /** Takes all lives of one patient. */
  interface PatientConsumer {
    void accept(int index, List<Life> lives) throws IOException;
  }

  private final World world;
  private final Layouts layouts;
  private final Period period;

  Simulation(World world, Layouts layouts, Period period) {
    this.world = world;
    this.layouts = layouts;
    this.period = period;
  }

  void shared(LifeConsumer consumer) throws IOException {
    RecordingSink sink = new RecordingSink(layouts, period, life -> unchecked(consumer, life));
    try {
      world.shared(sink);
      sink.complete();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void unchecked(LifeConsumer consumer, Life life) {
    try {
      consumer.accept(life);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void patients(int count, PatientConsumer consumer) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Deque<Future<List<Life>>> ahead = new ArrayDeque<>();
    try {
      int submitted = 0;
      for (int index = 0; index < count; index++) {
        while (submitted < count && ahead.size() < AHEAD) {
          int next = submitted++;
          ahead.add(threads.submit(() -> patient(next)));
        }
        consumer.accept(index, ahead.remove().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while generating patients", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IOException("Cannot generate patients", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Life> patient(int index) {
    List<Life> lives = new ArrayList<>();
    RecordingSink sink = new RecordingSink(layouts, period, lives::add);
    world.patient(index, sink);
    sink.complete();
    return lives;
  }
}
