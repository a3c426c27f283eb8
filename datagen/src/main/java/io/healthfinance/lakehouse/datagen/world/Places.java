package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.Catalog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ZIP codes people live in: those of the reference table {@code zip_regions}. */
final class Places {
  /** Where the organisation has its sites. */
  private static final Set<String> HOME_STATES = Set.of("MA", "CT", "RI", "NH");

  private static final int TOWN = 22_000;

  private final List<Place> all = new ArrayList<>();
  private final List<Place> towns = new ArrayList<>();
  private final List<Place> sparse = new ArrayList<>();

  static Places of(Catalog catalog) {
    Places places = new Places();
    Set<String> restricted =
        ReferenceRows.of(catalog, "restricted_zip3").stream()
            .map(row -> row.get("zip3"))
            .collect(Collectors.toSet());
    for (Map<String, String> row : ReferenceRows.of(catalog, "zip_regions")) {
      String state = row.get("state");
      Place place =
          new Place(
              row.get("zip_code"),
              row.get("city"),
              state,
              new BigDecimal(row.get("latitude")),
              new BigDecimal(row.get("longitude")),
              zone(state));
      places.all.add(place);
      if (restricted.contains(place.zip().substring(0, 3))) {
        places.sparse.add(place);
      }
      String people = row.get("population_estimate");
      if (HOME_STATES.contains(state) && !people.isEmpty() && Integer.parseInt(people) >= TOWN) {
        places.towns.add(place);
      }
    }
    return places;
  }

  /** Where a ZIP3 has 20,000 people or fewer. */
  Place sparse(Dice dice) {
    return dice.pick(sparse);
  }

  /** Anywhere in the country. */
  Place any(Dice dice) {
    return dice.pick(all);
  }

  /** A town large enough for a hospital. */
  Place town(Dice dice) {
    return dice.pick(towns);
  }

  /** The areas nearest to a place, itself first. */
  List<Place> around(Place centre, int count) {
    return all.stream()
        .sorted(Comparator.comparingDouble(centre::milesTo).thenComparing(Place::zip))
        .limit(count)
        .toList();
  }

  /** The zone most of a state keeps. */
  private static String zone(String state) {
    return switch (state) {
      case "WA", "OR", "CA", "NV" -> "America/Los_Angeles";
      case "AZ" -> "America/Phoenix";
      case "MT", "ID", "WY", "UT", "CO", "NM" -> "America/Denver";
      case "ND",
          "SD",
          "NE",
          "KS",
          "OK",
          "TX",
          "MN",
          "IA",
          "MO",
          "AR",
          "LA",
          "WI",
          "IL",
          "MS",
          "AL",
          "TN" ->
          "America/Chicago";
      case "AK" -> "America/Anchorage";
      case "HI" -> "Pacific/Honolulu";
      default -> "America/New_York";
    };
  }
}
