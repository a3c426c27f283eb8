package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract.Reference;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.load.Mistakes.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks what contracts say about each other. */
final class ReferenceCheck {
  private final List<ContractReader.Read> all;
  private final Map<String, TableContract> tables = new LinkedHashMap<>();
  private final Mistakes mistakes;

  ReferenceCheck(List<ContractReader.Read> all, Mistakes mistakes) {
    this.all = all;
    this.mistakes = mistakes;
    for (ContractReader.Read read : all) {
      if (tables.putIfAbsent(read.contract().table(), read.contract()) != null) {
        mistakes.add(
            read.yaml().place("table"), "duplicate table '" + read.contract().table() + "'");
      }
    }
  }

  void run() {
    for (ContractReader.Read read : all) {
      for (ColumnContract column : read.contract().columns()) {
        column.references().ifPresent(reference -> check(read, column, reference));
      }
    }
  }

  private void check(ContractReader.Read read, ColumnContract column, Reference reference) {
    Place place =
        read.yaml()
            .map("columns")
            .flatMap(map -> map.map(column.name()))
            .orElseThrow()
            .place("references");
    String owner = "column " + column.name() + " references ";
    TableContract parent = tables.get(reference.table());
    if (parent == null) {
      mistakes.addUnknown(
          place,
          owner + "a missing table '" + reference.table() + "'",
          reference.table(),
          tables.keySet());
    } else if (parent.find(reference.column()).isEmpty()) {
      mistakes.addUnknown(
          place,
          owner + "a missing column '" + reference + "'",
          reference.column(),
          parent.columnNames());
    } else if (!sameKind(column, parent.column(reference.column()))) {
      mistakes.add(
          place,
          owner
              + "%s, which is %s and not %s"
                  .formatted(reference, parent.column(reference.column()).type(), column.type()));
    }
  }

  private static boolean sameKind(ColumnContract one, ColumnContract other) {
    if (one.type() == null || other.type() == null) {
      return true;
    }
    return one.type().silverType().equals(other.type().silverType())
        || one.type().isNumeric() && other.type().isNumeric();
  }
}
