package io.healthfinance.lakehouse.bronze;

import java.util.List;
import java.util.Optional;
import org.apache.iceberg.types.Type;

/** A field of a file that the bronze table does not have. */
record NewField(List<String> parent, String name, Type type) {

  /** The parent's path as Iceberg's schema update takes it; empty at the root. */
  Optional<String> parentPath() {
    return parent.isEmpty() ? Optional.empty() : Optional.of(String.join(".", parent));
  }

  boolean inRowImage() {
    return parent.equals(List.of("before")) || parent.equals(List.of("after"));
  }
}
