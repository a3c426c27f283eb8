package io.healthfinance.lakehouse.silver;

/** A table that must not move on until an operator decided; the others go on. */
public class TableBlockedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String table;

  public TableBlockedException(String table, String reason) {
    super(reason);
    this.table = table;
  }

  public String table() {
    return table;
  }
}
