package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Small contracts for tests. */
final class Contracts {

  private Contracts() {}

  /** One column of every kind that has a wire form of its own. */
  static TableContract readings() {
    return table(
        "readings",
        "reading_id uuid",
        "pulse int",
        "steps bigint",
        "weight decimal(10,2)",
        "note string",
        "taken_at timestamp(6)",
        "created_at timestamp(3)",
        "sent_at timestamptz",
        "born date",
        "wakes_at time",
        "tags array<string>");
  }

  /** A contract of database {@code healthfinance_devices} whose key is the first column. */
  static TableContract table(String name, String... columns) {
    List<ColumnContract> parsed = Arrays.stream(columns).map(Contracts::column).toList();
    return new TableContract(
        name,
        "device-service",
        "healthfinance_devices",
        "public",
        "Test table.",
        List.of(parsed.get(0).name()),
        Optional.empty(),
        Optional.empty(),
        parsed,
        List.of(),
        Optional.empty(),
        false,
        List.of(),
        false,
        TableContract.Size.SMALL,
        0.05,
        0.01,
        String.join(",", columns),
        Path.of(name + ".yaml"));
  }

  static TableContract with(TableContract contract, String column) {
    List<String> columns = new ArrayList<>();
    contract.columns().forEach(known -> columns.add(known.name() + " " + known.type()));
    columns.removeIf(known -> known.startsWith(column.split(" ")[0] + " "));
    columns.add(column);
    return table(contract.table(), columns.toArray(String[]::new));
  }

  private static ColumnContract column(String text) {
    String[] parts = text.split(" ", 2);
    return new ColumnContract(
        parts[0],
        ColumnType.parse(parts[1]).orElseThrow(),
        "Test column.",
        Optional.empty(),
        "UTC",
        false,
        PiiClass.NONE,
        Optional.empty(),
        List.of());
  }
}
