package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code type} of a contract's or a reference table's column. */
final class TypeReader {
  private static final Set<String> INEXACT =
      Set.of("double", "float", "real", "numeric", "decimal");

  private final Mistakes mistakes;

  TypeReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** The type; empty, with the mistake recorded, when there is none. */
  Optional<ColumnType> read(String column, YamlMap attributes) {
    String text = attributes.required("type", "column " + column);
    Optional<ColumnType> type = ColumnType.parse(text);
    if (type.isPresent() || text.isEmpty()) {
      return type;
    }
    if (text.equals("timestamp")) {
      mistakes.add(
          attributes.place("type"),
          "column %s is a timestamp without precision; write timestamp(3) or timestamp(6)"
              .formatted(column));
    } else if (INEXACT.contains(text)) {
      mistakes.add(
          attributes.place("type"),
          "type '%s' of column %s is not exact; write decimal(precision,scale)"
              .formatted(text, column));
    } else {
      mistakes.addUnknown(
          attributes.place("type"),
          "unknown type '%s' for column %s".formatted(text, column),
          text,
          names());
    }
    return type;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("decimal(12,2)", "timestamp(6)", "array<string>"));
    for (ColumnType.Kind kind : ColumnType.Kind.values()) {
      switch (kind) {
        case DECIMAL, TIMESTAMP, ARRAY -> {}
        default -> names.add(kind.name().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
