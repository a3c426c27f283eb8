package io.healthfinance.lakehouse.gold;

import java.util.List;
import java.util.Map;

/**
 * A check that adds up rows, with small tables that show what it notices.
 *
 * @param asOf ISO-8601 instant
 * @param inputs a SELECT for every input that the check reads, by name
 * @param sound a SELECT of the rows to publish that agree with the inputs; only the columns that
 *     the check looks at
 * @param broken SELECTs of rows that do not
 */
record Reconciliation(
    String table,
    String check,
    String asOf,
    Map<String, String> inputs,
    String sound,
    List<String> broken) {

  @Override
  public String toString() {
    return table + " " + check;
  }
}
