package io.healthfinance.lakehouse.bench.hourly;

import java.nio.file.Path;

/**
 * An hour of changes on a table.
 *
 * @param base name of the table that it changes, such as 2m
 * @param kind what the hour brings, such as recent
 */
record Hour(String base, String kind) {

  String label() {
    return base + "-" + kind;
  }

  /** Landed files of the table before the hour. */
  Path before(Path input) {
    return input.resolve(base).resolve("base");
  }

  /** Landed files of the hour. */
  Path in(Path input) {
    return input.resolve(base).resolve(kind);
  }
}
