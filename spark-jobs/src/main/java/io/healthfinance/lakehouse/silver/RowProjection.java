package io.healthfinance.lakehouse.silver;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.runtime.KeyedToken;
import java.util.ArrayList;
import java.util.List;

/** Spark SQL that turns a classified event into the rows of the silver tables. */
final class RowProjection {

  private final TableContract contract;

  RowProjection(TableContract contract) {
    this.contract = contract;
  }

  /** Clear values and tokens, in table order. */
  List<String> values() {
    List<String> select = new ArrayList<>();
    contract.clearColumns().forEach(column -> select.add("`" + column.name() + "`"));
    for (ColumnContract column : contract.tokenColumns()) {
      select.add(
          "%s(cast(`%s` AS string)) AS `%s`"
              .formatted(KeyedToken.FUNCTION, column.name(), column.tokenName()));
    }
    return select;
  }

  /** The position columns, in table order. */
  static List<String> position() {
    return List.of(
        SystemColumns.EPOCH,
        SystemColumns.CLASS,
        SystemColumns.LSN,
        SystemColumns.CHANGED,
        SystemColumns.SOURCE_TS,
        SystemColumns.PAYLOAD_HASH);
  }

  List<String> keys() {
    return contract.key().stream().map(name -> "`" + name + "`").toList();
  }

  /** The keyed token of the primary key, NULL when a part of it is. */
  String keyToken() {
    String parts =
        contract.key().stream()
            .map(name -> "cast(`" + name + "` AS string)")
            .reduce((a, b) -> a + ", '|', " + b)
            .orElseThrow();
    return KeyedToken.FUNCTION + "(concat(" + parts + "))";
  }

  /** {@code alias.key = other.key AND ...}. */
  String sameKey(String left, String right) {
    return contract.key().stream()
        .map(name -> "%s.`%s` = %s.`%s`".formatted(left, name, right, name))
        .reduce((a, b) -> a + " AND " + b)
        .orElseThrow();
  }
}
