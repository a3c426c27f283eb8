package io.healthfinance.lakehouse.catalog.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong while reading goes on. */
final class Mistakes {
  private final List<Mistake> found = new ArrayList<>();

  void add(Place place, String message) {
    add(new Mistake(place.file(), place.line(), message, Optional.empty()));
  }

  /** Adds a mistake about a name that is not one of those known, and suggests the nearest. */
  void addUnknown(Place place, String message, String name, Collection<String> known) {
    add(new Mistake(place.file(), place.line(), message, Nearest.to(name, known)));
  }

  private void add(Mistake mistake) {
    found.add(mistake);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new CatalogException(
          found.stream()
              .distinct()
              .sorted(Comparator.comparing(Mistake::file).thenComparing(Mistake::line))
              .toList());
    }
  }

  /** A line of a catalog file. */
  record Place(String file, int line) {}
}
