package io.healthfinance.lakehouse.datagen.event;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table's columns by position: rows travel through the engine as arrays in contract order.
 *
 * @param ordinal position of the table among all tables of the run
 * @param database position of the table's database among all databases of the run
 */
public final class TableLayout {

  private final TableContract contract;
  private final int ordinal;
  private final int database;
  private final Map<String, Integer> positions = new HashMap<>();
  private final ColumnCodec[] codecs;
  private final int[] keys;

  TableLayout(TableContract contract, int ordinal, int database) {
    this.contract = contract;
    this.ordinal = ordinal;
    this.database = database;
    List<ColumnContract> columns = contract.columns();
    codecs = new ColumnCodec[columns.size()];
    for (int i = 0; i < codecs.length; i++) {
      ColumnContract column = columns.get(i);
      positions.put(column.name(), i);
      codecs[i] = new ColumnCodec(contract.table() + "." + column.name(), column.type());
    }
    keys = contract.key().stream().mapToInt(positions::get).toArray();
  }

  public TableContract contract() {
    return contract;
  }

  public String table() {
    return contract.table();
  }

  public int ordinal() {
    return ordinal;
  }

  int database() {
    return database;
  }

  public int width() {
    return codecs.length;
  }

  /**
   * Position of a column.
   *
   * @throws IllegalArgumentException naming table and column, when the contract has no such column
   */
  public int position(String column) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalArgumentException(
          contract.table() + "." + column + " is not a column of the contract");
    }
    return position;
  }

  public boolean isKey(int position) {
    for (int key : keys) {
      if (key == position) {
        return true;
      }
    }
    return false;
  }

  /** The row's key columns and values, in key order. */
  public Map<String, Object> key(Object[] row) {
    Map<String, Object> key = new LinkedHashMap<>();
    for (int position : keys) {
      key.put(contract.columns().get(position).name(), String.valueOf(row[position]));
    }
    return key;
  }

  /** A new row; every key column must have a value. */
  public Object[] row(Map<String, Object> values) {
    Object[] row = new Object[codecs.length];
    set(row, values);
    for (int key : keys) {
      if (row[key] == null) {
        throw new IllegalArgumentException(
            contract.table()
                + "."
                + contract.columns().get(key).name()
                + " is a key column and has no value");
      }
    }
    return row;
  }

  /** A copy of the row with changed values. */
  Object[] changed(Object[] row, Map<String, Object> changes) {
    Object[] copy = row.clone();
    set(copy, changes);
    for (int key : keys) {
      if (!row[key].equals(copy[key])) {
        throw new IllegalArgumentException(
            contract.table()
                + "."
                + contract.columns().get(key).name()
                + " is a key column and cannot be updated");
      }
    }
    return copy;
  }

  private void set(Object[] row, Map<String, Object> values) {
    for (Map.Entry<String, Object> value : values.entrySet()) {
      int position = position(value.getKey());
      row[position] = codecs[position].accept(value.getValue());
    }
  }

  /** The row's wire form: a bitmap of the non-null columns, then their values. */
  public byte[] encode(Object[] row, ByteSink scratch) {
    scratch.clear();
    int bitmap = scratch.putZeros((codecs.length + 7) / 8);
    for (int i = 0; i < codecs.length; i++) {
      if (row[i] != null) {
        scratch.setBit(bitmap, i);
        codecs[i].encode(row[i], scratch);
      }
    }
    return scratch.toByteArray();
  }
}
