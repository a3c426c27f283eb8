package io.healthfinance.lakehouse.silver;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What silver must hold after a set of events, computed from the whole set at once and in the
 * plainest way: no batches, no state, no engine. Shares no code with the jobs it judges.
 */
public final class ReferenceReducer {

  /** A served row: the position of its event and the LSN of a newer one in quarantine. */
  public record Served(
      int epoch, int snapshotClass, long lsn, boolean changed, long hash, Long newerRejectedLsn) {}

  private record Place(int epoch, int snapshotClass, long lsn, boolean changed) {
    static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::epoch)
            .thenComparingInt(Place::snapshotClass)
            .thenComparingLong(Place::lsn)
            .thenComparing(Place::changed);

    static Place of(ChangeEvent event) {
      return new Place(event.epoch(), event.snapshotClass(), event.lsn(), event.changed());
    }

    boolean isAfter(Place other) {
      return ORDER.compare(this, other) > 0;
    }
  }

  private ReferenceReducer() {}

  /** The rows by key. */
  public static Map<String, Served> reduce(Collection<ChangeEvent> events) {
    Map<String, Served> rows = new HashMap<>();
    events.stream()
        .filter(ChangeEvent::decides)
        .map(ChangeEvent::key)
        .distinct()
        .forEach(key -> row(key, List.copyOf(events)).ifPresent(row -> rows.put(key, row)));
    return rows;
  }

  private static Optional<Served> row(String key, List<ChangeEvent> events) {
    ChangeEvent newest =
        events.stream()
            .filter(event -> event.decides() && event.key().equals(key))
            .max(
                Comparator.comparing((ChangeEvent event) -> Place.of(event), Place.ORDER)
                    .thenComparing(event -> !event.delete())
                    .thenComparingLong(ChangeEvent::hash))
            .orElseThrow();
    if (newest.delete() || truncatedAfter(newest, events) || absentInNewer(newest, events)) {
      return Optional.empty();
    }
    Place place = Place.of(newest);
    Optional<Place> rejected =
        events.stream()
            .filter(event -> event.rejected() && event.lsn() != null && key.equals(event.key()))
            .map(Place::of)
            .max(Place.ORDER)
            .filter(other -> other.isAfter(place));
    return Optional.of(
        new Served(
            place.epoch(),
            place.snapshotClass(),
            place.lsn(),
            place.changed(),
            newest.hash(),
            rejected.map(Place::lsn).orElse(null)));
  }

  private static boolean truncatedAfter(ChangeEvent newest, List<ChangeEvent> events) {
    return events.stream()
        .anyMatch(event -> event.truncate() && Place.of(event).isAfter(Place.of(newest)));
  }

  /** A complete snapshot of a newer epoch would have shown the key, or its stream would. */
  private static boolean absentInNewer(ChangeEvent newest, List<ChangeEvent> events) {
    return events.stream().anyMatch(event -> event.completes() && event.epoch() > newest.epoch());
  }
}
