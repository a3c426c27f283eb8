package io.healthfinance.lakehouse.datagen;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.List;
import java.util.Map;

/** One event as a reader of the landing directory finds it, values decoded by contract. */
record LandedEvent(
    TableContract table,
    String hour,
    String op,
    long lsn,
    long committedMs,
    String snapshot,
    Map<String, Object> before,
    Map<String, Object> after) {

  Map<String, Object> row() {
    return after == null ? before : after;
  }

  List<Object> key() {
    return table.key().stream().map(row()::get).toList();
  }

  /** Snapshot reads come before everything streamed. */
  int orderClass() {
    return op.equals("r") ? 0 : 1;
  }
}
