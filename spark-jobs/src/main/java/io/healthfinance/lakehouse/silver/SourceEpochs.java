package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.ops.SourceEpochRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Declared epochs of one source database, oldest first: epoch n holds the events whose source time
 * is at or after the n-th start. Before the first declared start the epoch is 0.
 */
public record SourceEpochs(List<Instant> starts) {

  public SourceEpochs {
    starts = starts.stream().sorted().distinct().toList();
  }

  /** The epochs of one database among all declared ones. */
  public static SourceEpochs of(String database, Collection<SourceEpochRow> declared) {
    return new SourceEpochs(
        declared.stream()
            .filter(row -> row.database().equals(database))
            .map(SourceEpochRow::fromTs)
            .toList());
  }

  public static SourceEpochs none() {
    return new SourceEpochs(List.of());
  }

  /** Spark SQL that gives the epoch of source time {@code tsMillis}. */
  String sql(String tsMillis) {
    StringBuilder sql = new StringBuilder("CASE");
    for (int i = starts.size() - 1; i >= 0; i--) {
      sql.append(" WHEN ")
          .append(tsMillis)
          .append(" >= ")
          .append(starts.get(i).toEpochMilli())
          .append("L THEN ")
          .append(i + 1);
    }
    return starts.isEmpty() ? "0" : sql.append(" ELSE 0 END").toString();
  }

  /** The starts as a text that a table can keep. */
  String text() {
    return starts.stream().map(Instant::toString).collect(Collectors.joining(","));
  }

  public int of(Instant sourceTime) {
    return (int) starts.stream().filter(start -> !sourceTime.isBefore(start)).count();
  }
}
