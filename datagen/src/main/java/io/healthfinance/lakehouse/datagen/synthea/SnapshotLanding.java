package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.datagen.event.Layouts;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import io.healthfinance.lakehouse.datagen.landing.SnapshotFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** Lands the imported rows: one snapshot file per source table, all read at the same instant. */
final class SnapshotLanding implements Closeable {
  /** Every imported database was read at this point of its log. */
  private static final long CONSISTENT_POINT = 0x1000000L;

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/'hour='HH").withZone(ZoneOffset.UTC);

  private final Path landing;
  private final Instant snapshotAt;
  private final Layouts layouts;
  private final Map<String, SnapshotFile> files = new TreeMap<>();
  private final Map<String, Map<String, Long>> broken = new TreeMap<>();

  SnapshotLanding(Catalog catalog, Path landing, Instant snapshotAt) {
    this.landing = landing;
    this.snapshotAt = snapshotAt;
    this.layouts = new Layouts(catalog);
  }

  void add(TargetRow row) {
    TableLayout layout = layouts.of(row.table());
    Map<String, Object> values = new TreeMap<>();
    row.values()
        .forEach(
            (column, value) -> values.put(column, stored(layout.contract().column(column), value)));
    try {
      Object[] complete = layout.row(values);
      file(layout).add(complete);
      for (String rule : layouts.check(layout).broken(complete, 'r', snapshotAt.toEpochMilli())) {
        broken.computeIfAbsent(row.table(), table -> new TreeMap<>()).merge(rule, 1L, Long::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write table " + row.table() + " to " + landing, e);
    }
  }

  /** The value as the column's type stores it: zoneless in UTC, decimals rounded to their scale. */
  private static Object stored(ColumnContract column, Object value) {
    ColumnType.Kind kind = column.type().kind();
    if (kind == ColumnType.Kind.TIMESTAMP && value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    if (kind == ColumnType.Kind.DECIMAL && value instanceof BigDecimal number) {
      return number.setScale(column.type().scale(), RoundingMode.HALF_UP);
    }
    return value;
  }

  private SnapshotFile file(TableLayout layout) throws IOException {
    SnapshotFile file = files.get(layout.table());
    if (file == null) {
      Path path =
          landing
              .resolve(layout.table())
              .resolve(HOUR.format(snapshotAt))
              .resolve("synthea.parquet");
      file = new SnapshotFile(path, layout, snapshotAt.toEpochMilli(), CONSISTENT_POINT);
      files.put(layout.table(), file);
    }
    return file;
  }

  /** Rows landed by table. */
  Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    files.forEach((table, file) -> rows.put(table, file.rows()));
    return rows;
  }

  /** Rows that break a rule of their contract, by table and rule. */
  Map<String, Map<String, Long>> broken() {
    return broken;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (SnapshotFile each : files.values()) {
      try {
        each.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
