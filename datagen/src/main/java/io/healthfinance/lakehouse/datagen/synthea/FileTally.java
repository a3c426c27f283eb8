package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.datagen.synthea.ImportSummary.FileSummary;
import java.util.Map;
import java.util.TreeMap;

/** Counts what becomes of the rows of one file on their way to the landing. */
final class FileTally implements Mapping.Target {
  private final SnapshotLanding rows;
  private final Map<String, Long> without = new TreeMap<>();
  private long read;

  FileTally(SnapshotLanding rows) {
    this.rows = rows;
  }

  void read() {
    read++;
  }

  @Override
  public void add(TargetRow row) {
    rows.add(row);
  }

  @Override
  public void without(String reason) {
    without.merge(reason, 1L, Long::sum);
  }

  FileSummary summary(String file) {
    long lost = without.values().stream().mapToLong(Long::longValue).sum();
    return new FileSummary(file, read, read - lost, Map.copyOf(without));
  }
}
