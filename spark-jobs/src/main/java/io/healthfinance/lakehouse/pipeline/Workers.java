package io.healthfinance.lakehouse.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Runs independent tables at the same time, each in a scheduler pool of its own. */
final class Workers {

  private final SparkSession spark;
  private final int threads;

  Workers(SparkSession spark, int threads) {
    this.spark = spark;
    this.threads = threads;
  }

  /** Results in the order of the items; a failure of {@code work} must be part of its result. */
  <T, R> List<R> each(List<T> items, Function<T, String> nameOf, Function<T, R> work) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (T item : items) {
        futures.add(pool.submit(() -> inPool(nameOf.apply(item), () -> work.apply(item))));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private <R> R inPool(String name, java.util.function.Supplier<R> work) {
    spark.sparkContext().setLocalProperty("spark.scheduler.pool", name);
    spark.sparkContext().setJobDescription(name);
    return work.get();
  }
}
