package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Turns the values of a row into the Java types of the table's columns. */
final class TableShape {
  private record Column(ColumnType type, ZoneId zone) {}

  private final String table;
  private final Map<String, Column> columns = new HashMap<>();
  private final boolean created;
  private final boolean updated;

  TableShape(TableContract contract) {
    this.table = contract.table();
    for (ColumnContract column : contract.columns()) {
      columns.put(column.name(), new Column(column.type(), ZoneId.of(column.zone())));
    }
    this.created = columns.containsKey("created_at");
    this.updated = columns.containsKey("updated_at");
  }

  Map<String, Object> inserted(Instant at, Map<String, Object> row) {
    if (created) {
      row.putIfAbsent("created_at", at);
    }
    return updated(at, row);
  }

  Map<String, Object> updated(Instant at, Map<String, Object> row) {
    if (updated) {
      row.put("updated_at", at);
    }
    row.replaceAll(this::typed);
    return row;
  }

  private Object typed(String name, Object value) {
    Column column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException("Table " + table + " has no column " + name);
    }
    if (value == null) {
      return null;
    }
    return switch (column.type.kind()) {
      case DECIMAL -> decimal(value, column.type.scale());
      case INT, SMALLINT -> value instanceof Number number ? (Integer) number.intValue() : value;
      case BIGINT -> value instanceof Number number ? (Long) number.longValue() : value;
      case TIMESTAMP ->
          value instanceof Instant instant
              ? LocalDateTime.ofInstant(cut(instant, column.type.precision()), column.zone)
              : value;
      case TIMESTAMPTZ -> value instanceof Instant instant ? cut(instant, 6) : value;
      default -> value;
    };
  }

  private static BigDecimal decimal(Object value, int scale) {
    if (value instanceof BigDecimal exact) {
      return exact.scale() == scale ? exact : exact.setScale(scale, RoundingMode.HALF_UP);
    }
    double number = ((Number) value).doubleValue();
    return BigDecimal.valueOf(Math.round(number * Math.pow(10, scale)), scale);
  }

  private static Instant cut(Instant instant, int precision) {
    return instant.truncatedTo(
        precision == 0
            ? ChronoUnit.SECONDS
            : precision <= 3 ? ChronoUnit.MILLIS : ChronoUnit.MICROS);
  }
}
