package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.load.Mistakes.Place;

/** The spelling of names in the catalog. */
final class Names {
  private Names() {}

  /** Reports a name that is not {@code snake_case}; an empty one was reported as missing. */
  static void checkSnakeCase(String what, String name, Place place, Mistakes mistakes) {
    if (!name.isEmpty() && !name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")) {
      mistakes.add(place, what + " '" + name + "' is not snake_case");
    }
  }
}
