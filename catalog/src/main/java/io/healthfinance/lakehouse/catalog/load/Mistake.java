package io.healthfinance.lakehouse.catalog.load;

import java.util.Optional;

/**
 * One thing wrong in the catalog and how to put it right.
 *
 * @param file as a person would open it, for example {@code catalog/tables/vitals.yaml}
 * @param line counted from 1
 * @param suggestion what was probably meant
 */
public record Mistake(String file, int line, String message, Optional<String> suggestion) {
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ": "
        + message
        + suggestion.map(meant -> "; did you mean '" + meant + "'?").orElse("");
  }
}
