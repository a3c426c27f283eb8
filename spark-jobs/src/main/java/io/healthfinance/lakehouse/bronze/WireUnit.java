package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.List;
import java.util.Optional;

/**
 * What the number or text of an envelope field counts. Wire types carry no annotation, so a file
 * that does annotate its times can only be read right with this knowledge.
 */
enum WireUnit {
  /** A plain value. */
  NONE,
  DAYS,
  MILLIS,
  MICROS,
  MICROS_OF_DAY,
  ISO_INSTANT,
  UUID_TEXT,
  /** A field that no contract describes: times become microseconds, dates become days. */
  UNDECLARED;

  /**
   * The unit of a field of the envelope.
   *
   * @param path names from the root, list elements as {@code element}
   */
  static WireUnit of(TableContract contract, List<String> path) {
    String first = path.get(0);
    if (first.equals("before") || first.equals("after")) {
      return contract
          .find(path.get(1))
          .map(ColumnContract::type)
          .map(type -> Optional.ofNullable(type.element()).orElse(type))
          .map(WireUnit::of)
          .orElse(UNDECLARED);
    }
    return switch (path.get(path.size() - 1)) {
      case "ts_ms" -> MILLIS;
      case "ts_us" -> MICROS;
      default -> NONE;
    };
  }

  private static WireUnit of(ColumnType type) {
    return switch (type.kind()) {
      case DATE -> DAYS;
      case TIME -> MICROS_OF_DAY;
      case TIMESTAMP -> type.precision() <= 3 ? MILLIS : MICROS;
      case TIMESTAMPTZ -> ISO_INSTANT;
      case UUID -> UUID_TEXT;
      default -> NONE;
    };
  }

  /** How many of this unit make a second; 0 when it is no unit of time. */
  long perSecond() {
    return switch (this) {
      case MILLIS -> 1_000;
      case MICROS, MICROS_OF_DAY, UNDECLARED -> 1_000_000;
      default -> 0;
    };
  }
}
