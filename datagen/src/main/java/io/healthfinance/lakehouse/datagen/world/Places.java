package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ZIP codes people live in: those of the reference table {@code zip_regions}. */
final class Places {
  private static final List<Place> BUILT_IN =
      List.of(
          place("60614", "Chicago", "IL", "41.9227", "-87.6533"),
          place("60622", "Chicago", "IL", "41.9020", "-87.6830"),
          place("60201", "Evanston", "IL", "42.0546", "-87.6943"),
          place("60302", "Oak Park", "IL", "41.8947", "-87.7898"),
          place("60007", "Elk Grove Village", "IL", "42.0076", "-87.9931"),
          place("53202", "Milwaukee", "WI", "43.0506", "-87.8968"),
          place("53703", "Madison", "WI", "43.0776", "-89.3830"),
          place("46204", "Indianapolis", "IN", "39.7715", "-86.1570"));

  private final List<Place> all;

  private Places(List<Place> all) {
    this.all = all;
  }

  static Places of(Catalog catalog) {
    ReferenceTable zips = catalog.references().get("zip_regions");
    return zips == null ? new Places(BUILT_IN) : from(zips);
  }

  /** Reads the reference table; its CSV is found beside its YAML. */
  static Places from(ReferenceTable zips) {
    try {
      List<String> lines = Files.readAllLines(zips.data());
      Map<String, Integer> header = new HashMap<>();
      List<String> names = List.of(lines.get(0).split(","));
      names.forEach(name -> header.put(name, header.size()));
      List<Place> places = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        List<String> cells = cells(line);
        String state = cells.get(header.get("state"));
        places.add(
            new Place(
                cells.get(header.get("zip_code")),
                cells.get(header.get("city")),
                state,
                new BigDecimal(cells.get(header.get("latitude"))),
                new BigDecimal(cells.get(header.get("longitude"))),
                zone(state)));
      }
      return new Places(List.copyOf(places));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read reference table " + zips.name(), e);
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static Place place(String zip, String city, String state, String lat, String lon) {
    return new Place(zip, city, state, new BigDecimal(lat), new BigDecimal(lon), zone(state));
  }

  Place any(Dice dice) {
    return dice.pick(all);
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
