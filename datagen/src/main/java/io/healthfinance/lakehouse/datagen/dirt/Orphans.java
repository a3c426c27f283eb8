package io.healthfinance.lakehouse.datagen.dirt;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.datagen.event.RowCheck;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Points references of one table at parents that never existed, well below the contract's limit.
 */
final class Orphans {

  /** Share of the contract's limit that orphans may use. */
  private static final double LIMIT_SHARE = 0.3;

  private final TableLayout layout;
  private final RowCheck check;
  private final SplittableRandom random;
  private final List<Integer> columns = new ArrayList<>();
  private final long[] references;
  private final long[] orphans;

  Orphans(TableLayout layout, RowCheck check, SplittableRandom random) {
    this.layout = layout;
    this.check = check;
    this.random = random;
    for (ColumnContract column : layout.contract().columns()) {
      int position = layout.position(column.name());
      if (column.references().isPresent() && !layout.isKey(position)) {
        columns.add(position);
      }
    }
    references = new long[layout.width()];
    orphans = new long[layout.width()];
  }

  /** Counts the references of a row that silver will show. */
  void count(Object[] row) {
    for (int column : columns) {
      if (row[column] != null) {
        references[column]++;
      }
    }
  }

  /** The row with one reference to nobody; empty when the limit is near or no reference is set. */
  Optional<InvalidMutation.Broken> apply(Object[] row, char op, long sourceTsMs) {
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    int start = random.nextInt(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      int column = columns.get((start + i) % columns.size());
      double limit = LIMIT_SHARE * layout.contract().orphanLimit() * references[column];
      if (row[column] == null || orphans[column] + 1 > limit) {
        continue;
      }
      Object[] orphan = row.clone();
      orphan[column] = nobody(layout.contract().columns().get(column).type());
      if (orphan[column] != null && check.broken(orphan, op, sourceTsMs).isEmpty()) {
        orphans[column]++;
        String name = layout.contract().columns().get(column).name();
        return Optional.of(new InvalidMutation.Broken(orphan, name));
      }
    }
    return Optional.empty();
  }

  private Object nobody(ColumnType type) {
    return switch (type.kind()) {
      case UUID, STRING -> new UUID(random.nextLong(), random.nextLong()).toString();
      case INT -> 2_000_000_000 + random.nextInt(100_000_000);
      case BIGINT -> 8_000_000_000_000_000L + random.nextInt();
      default -> null;
    };
  }
}
