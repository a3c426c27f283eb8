package io.healthfinance.lakehouse.silver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The versions of every key (SCD2) from the whole set of events at once, in the plainest way.
 * Shares no code with the job it judges.
 */
public final class ReferenceHistory {

  /** Source time, in microseconds, of what was written at a position. */
  @FunctionalInterface
  public interface Times {
    long micros(int epoch, long lsn);
  }

  /**
   * One version.
   *
   * @param to exclusive; null while open
   */
  public record Version(
      String key,
      int epoch,
      int snapshotClass,
      long lsn,
      boolean changed,
      long hash,
      long from,
      Long to) {}

  /** A fact about a key: what it holds from then on, or that it holds nothing. */
  private record Fact(
      int epoch, int snapshotClass, long lsn, boolean changed, long hash, boolean ends) {

    static final Comparator<Fact> ORDER =
        Comparator.comparingInt(Fact::epoch)
            .thenComparingInt(Fact::snapshotClass)
            .thenComparingLong(Fact::lsn)
            .thenComparing(Fact::changed)
            .thenComparing(fact -> !fact.ends())
            .thenComparingLong(Fact::hash);

    static Fact of(ChangeEvent event) {
      return new Fact(
          event.epoch(),
          event.snapshotClass(),
          event.lsn(),
          event.changed(),
          event.hash(),
          event.delete());
    }

    boolean isAt(Fact other) {
      return epoch == other.epoch && snapshotClass == other.snapshotClass && lsn == other.lsn;
    }
  }

  private ReferenceHistory() {}

  /** All versions of all keys. */
  public static Set<Version> of(Collection<ChangeEvent> events, Times times) {
    Set<Version> versions = new HashSet<>();
    events.stream()
        .filter(ChangeEvent::decides)
        .map(ChangeEvent::key)
        .collect(Collectors.toSet())
        .forEach(key -> versions.addAll(ofKey(key, events, times)));
    return versions;
  }

  private static List<Version> ofKey(String key, Collection<ChangeEvent> events, Times times) {
    List<Fact> facts = facts(key, events);
    List<Version> versions = new ArrayList<>();
    Version open = null;
    long last = Long.MIN_VALUE;
    for (Fact fact : facts) {
      boolean same = fact.ends() ? open == null : open != null && open.hash() == fact.hash();
      if (same) {
        continue;
      }
      long from = Math.max(times.micros(fact.epoch(), Math.max(0, fact.lsn())), last + 1);
      last = from;
      if (open != null) {
        versions.add(until(open, from));
      }
      open =
          fact.ends()
              ? null
              : new Version(
                  key,
                  fact.epoch(),
                  fact.snapshotClass(),
                  fact.lsn(),
                  fact.changed(),
                  fact.hash(),
                  from,
                  null);
    }
    if (open != null) {
      versions.add(open);
    }
    return versions;
  }

  /** The facts of a key in order, one per position. */
  private static List<Fact> facts(String key, Collection<ChangeEvent> events) {
    List<Fact> own =
        events.stream()
            .filter(event -> event.decides() && key.equals(event.key()))
            .map(Fact::of)
            .sorted(Fact.ORDER)
            .toList();
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      if (i + 1 == own.size() || !own.get(i).isAt(own.get(i + 1))) {
        facts.add(own.get(i));
      }
    }
    for (ChangeEvent event : events) {
      if (event.truncate()) {
        facts.add(new Fact(event.epoch(), 1, event.lsn(), true, 0, true));
      }
      // Only a key that neither the snapshot nor its epoch's stream shows ends with it.
      if (event.completes()
          && event.epoch() > 0
          && own.stream().noneMatch(fact -> fact.epoch() == event.epoch())) {
        facts.add(new Fact(event.epoch(), 0, -1, false, 0, true));
      }
    }
    facts.sort(Fact.ORDER);
    return facts;
  }

  private static Version until(Version open, long to) {
    return new Version(
        open.key(),
        open.epoch(),
        open.snapshotClass(),
        open.lsn(),
        open.changed(),
        open.hash(),
        open.from(),
        to);
  }
}
