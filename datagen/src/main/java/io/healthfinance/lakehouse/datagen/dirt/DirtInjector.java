package io.healthfinance.lakehouse.datagen.dirt;

import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.RowRule.Action;
import io.healthfinance.lakehouse.datagen.event.ByteSink;
import io.healthfinance.lakehouse.datagen.event.ChangeEvent;
import io.healthfinance.lakehouse.datagen.event.CommitClock;
import io.healthfinance.lakehouse.datagen.event.Layouts;
import io.healthfinance.lakehouse.datagen.event.Life;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import io.healthfinance.lakehouse.datagen.event.Version;
import io.healthfinance.lakehouse.datagen.landing.LandingCalendar;
import io.healthfinance.lakehouse.datagen.landing.LandingWriter;
import io.healthfinance.lakehouse.datagen.truth.ItemLog;
import io.healthfinance.lakehouse.datagen.truth.TruthTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Turns complete lives into landing events, makes some of them dirty, and states what must become
 * of each key. Used by one thread, in a fixed order of lives, so a seed decides everything.
 */
public final class DirtInjector {

  private static final long SINK_DELAY_MS = 3_000;
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final int JUDGED_EVENTS = 50;

  private final DirtRates rates;
  private final LandingCalendar calendar;
  private final LandingWriter landing;
  private final TruthTables truth;
  private final ItemLog items;
  private final SplittableRandom random;
  private final List<InvalidMutation> mutations = new ArrayList<>();
  private final List<Orphans> orphans = new ArrayList<>();
  private final Optional<BadBatch> badBatch;
  private final Set<String> parents;
  private final int[] quarantined;
  private final ByteSink scratch = new ByteSink(1024);
  private long unplanned;

  public DirtInjector(
      DirtRates rates,
      Layouts layouts,
      LandingCalendar calendar,
      LandingWriter landing,
      TruthTables truth,
      ItemLog items,
      Optional<BadBatch> badBatch,
      long seed) {
    this.badBatch = badBatch;
    this.rates = rates;
    this.calendar = calendar;
    this.landing = landing;
    this.truth = truth;
    this.items = items;
    this.random = new SplittableRandom(seed);
    for (TableLayout layout : layouts.all()) {
      mutations.add(new InvalidMutation(layout, layouts.check(layout), random));
      orphans.add(new Orphans(layout, layouts.check(layout), random));
    }
    parents =
        layouts.all().stream()
            .flatMap(layout -> layout.contract().columns().stream())
            .flatMap(column -> column.references().stream())
            .map(reference -> reference.table())
            .collect(Collectors.toSet());
    quarantined = new int[layouts.all().size() * calendar.slots()];
  }

  /** One event of a life on its way: its state as sent, and what is wrong with it. */
  private static final class Sent {
    final Version version;
    final CommitClock.Commit commit;
    Dirt dirt;
    Object[] row;
    String rule;
    boolean valid;
    long landedMs;
    int slot;
    ChangeEvent event;

    Sent(Version version, CommitClock.Commit commit, Dirt dirt) {
      this.version = version;
      this.commit = commit;
      this.dirt = dirt;
      this.row = version.row();
      this.landedMs = version.op() == 'r' ? commit.atMs() : commit.atMs() + SINK_DELAY_MS;
    }

    /** Whether it is sent with another row than the one the service meant. */
    boolean isSpoiled() {
      return row != version.row();
    }
  }

  /** Lands all events of a life. */
  public void land(Life life, CommitClock clock) throws IOException {
    TableLayout layout = life.layout();
    List<Sent> all = new ArrayList<>(life.versions().size());
    for (Version version : life.versions()) {
      all.add(new Sent(version, clock.number(layout, version), draw(version)));
    }
    staleAfterDelete(all);
    byte[] previous = null;
    for (int i = 0; i < all.size(); i++) {
      Sent sent = all.get(i);
      spoil(layout, all, i);
      byte[] state = null;
      if (sent.version.isDelete()) {
        sent.row = all.get(i - 1).row;
      } else {
        state = sent.isSpoiled() ? layout.encode(sent.row, scratch) : sent.version.encoded();
      }
      sent.event =
          new ChangeEvent(
              layout,
              sent.version.op(),
              sent.commit.atMs(),
              sent.commit.lsn(),
              sent.landedMs,
              previous,
              state);
      sent.slot = landing.add(sent.event);
      truth.delivered(layout, sent.slot, 1);
      previous = state;
    }
    redeliver(layout, all);
    state(layout, all);
  }

  private Dirt draw(Version version) {
    Dirt dirt = Dirt.draw(rates, random.nextDouble());
    boolean snapshot = version.op() == 'r';
    return switch (dirt) {
      case LATE, OUT_OF_ORDER -> snapshot ? Dirt.NONE : dirt;
      case INVALID, MISSING_REQUIRED, WARNED, ORPHAN -> version.isDelete() ? Dirt.NONE : dirt;
      default -> dirt;
    };
  }

  private void staleAfterDelete(List<Sent> all) {
    int last = all.size() - 1;
    if (last < 1 || !all.get(last).version.isDelete()) {
      return;
    }
    Sent before = all.get(last - 1);
    if (before.version.op() != 'r' && random.nextDouble() < rates.staleAfterDelete()) {
      before.dirt = Dirt.STALE_AFTER_DELETE;
      all.get(last).dirt = Dirt.NONE;
      before.landedMs = all.get(last).landedMs + MINUTE_MS + random.nextLong(36 * HOUR_MS);
    }
  }

  private void spoil(TableLayout layout, List<Sent> all, int index) {
    Sent sent = all.get(index);
    sent.valid = sent.version.broken().stream().allMatch(rule -> warns(layout, rule));
    boolean clean = sent.version.broken().isEmpty();
    boolean only = index == 0 && parents.contains(layout.table());
    boolean newest = index == all.size() - 1;
    boolean done =
        switch (sent.dirt) {
          case LATE -> delay(sent, 6 * HOUR_MS + random.nextLong(90 * HOUR_MS));
          case OUT_OF_ORDER -> delay(sent, MINUTE_MS + random.nextLong(89 * MINUTE_MS));
          case INVALID ->
              clean
                  && !only
                  && mutate(layout, sent, DirtInjector::rejectsValue)
                  && quarantine(sent);
          case MISSING_REQUIRED ->
              clean && !only && mutate(layout, sent, DirtInjector::rejectsNull) && quarantine(sent);
          case WARNED -> clean && mutate(layout, sent, rule -> rule.action() == Action.WARN);
          case ORPHAN -> clean && newest && orphan(layout, sent);
          default -> true;
        };
    if (!done) {
      sent.dirt = Dirt.NONE;
    }
  }

  private static boolean delay(Sent sent, long ms) {
    sent.landedMs += ms;
    return true;
  }

  private static boolean rejectsValue(RowRule rule) {
    return rule.action() == Action.REJECT && rule.kind() != RowRule.Kind.REQUIRED;
  }

  private static boolean rejectsNull(RowRule rule) {
    return rule.action() == Action.REJECT && rule.kind() == RowRule.Kind.REQUIRED;
  }

  private static boolean warns(TableLayout layout, String rule) {
    return layout.contract().rules().stream()
        .anyMatch(known -> known.name().equals(rule) && known.action() == Action.WARN);
  }

  private boolean mutate(TableLayout layout, Sent sent, Predicate<RowRule> accepted) {
    boolean rejecting = sent.dirt != Dirt.WARNED;
    if (rejecting && !mayQuarantine(layout, sent)) {
      return false;
    }
    Optional<InvalidMutation.Broken> broken =
        mutations
            .get(layout.ordinal())
            .apply(sent.row, sent.version.op(), sent.commit.atMs(), accepted);
    broken.ifPresent(found -> take(sent, found));
    if (rejecting && broken.isPresent()) {
      quarantined[layout.ordinal() * calendar.slots() + slot(sent)]++;
    }
    return broken.isPresent();
  }

  private static void take(Sent sent, InvalidMutation.Broken broken) {
    sent.row = broken.row();
    sent.rule = broken.rule();
  }

  private static boolean quarantine(Sent sent) {
    sent.valid = false;
    return true;
  }

  private boolean orphan(TableLayout layout, Sent sent) {
    Optional<InvalidMutation.Broken> broken =
        orphans.get(layout.ordinal()).apply(sent.row, sent.version.op(), sent.commit.atMs());
    broken.ifPresent(found -> take(sent, found));
    return broken.isPresent();
  }

  /** Keeps each landing hour well below the share at which the gate would block the table. */
  private boolean mayQuarantine(TableLayout layout, Sent sent) {
    int slot = slot(sent);
    double limit = layout.contract().quarantineLimit();
    double allowed =
        Math.max(Math.floor(JUDGED_EVENTS * limit), 0.3 * limit * landing.events(layout, slot));
    return quarantined[layout.ordinal() * calendar.slots() + slot] + 1 <= allowed;
  }

  private int slot(Sent sent) {
    return sent.version.op() == 'r' ? 0 : calendar.slotOf(sent.landedMs);
  }

  private void redeliver(TableLayout layout, List<Sent> all) throws IOException {
    for (Sent sent : all) {
      if (sent.dirt != Dirt.REDELIVERED_EVENT) {
        continue;
      }
      if (sent.slot == calendar.lastSlot() || !sent.valid) {
        sent.dirt = Dirt.NONE;
        continue;
      }
      int slot = Math.min(calendar.lastSlot(), sent.slot + 1 + random.nextInt(3));
      long againMs = calendar.startMs(slot) + SINK_DELAY_MS + random.nextLong(HOUR_MS / 2);
      truth.delivered(layout, landing.add(sent.event.landingAt(againMs)), 1);
    }
  }

  private void state(TableLayout layout, List<Sent> all) throws IOException {
    List<TruthTables.Outcome> outcomes = new ArrayList<>(all.size());
    int newest = -1;
    for (int i = 0; i < all.size(); i++) {
      Sent sent = all.get(i);
      boolean delete = sent.version.isDelete();
      outcomes.add(
          new TruthTables.Outcome(
              sent.slot,
              sent.valid,
              delete ? null : sent.row,
              sent.isSpoiled() ? Version.UNKNOWN : sent.version.checksum()));
      newest = sent.valid ? i : newest;
    }
    truth.key(layout, outcomes);
    if (newest >= 0 && !all.get(newest).version.isDelete()) {
      Object[] row = all.get(newest).row;
      orphans.get(layout.ordinal()).count(row);
      if (newest == all.size() - 1) {
        badBatch.ifPresent(batch -> batch.offer(layout, row));
      }
    }
    for (int i = 0; i < all.size(); i++) {
      record(layout, all.get(i), fate(all, i, newest));
    }
    record(layout, all);
  }

  private static String fate(List<Sent> all, int index, int newest) {
    Sent sent = all.get(index);
    if (!sent.valid) {
      return "quarantined";
    }
    return switch (sent.dirt) {
      case REDELIVERED_EVENT -> "duplicate_or_stale";
      case ORPHAN -> "orphan_counted";
      default -> {
        if (index == newest) {
          yield sent.version.isDelete() ? "deleted" : "applied";
        }
        yield all.get(newest).version.isDelete() ? "dead" : "superseded_or_stale";
      }
    };
  }

  private void record(TableLayout layout, Sent sent, String fate) throws IOException {
    if (sent.dirt == Dirt.NONE && sent.valid) {
      return;
    }
    String kind = sent.dirt.kind();
    String rule = sent.rule;
    if (!sent.valid && rule == null) {
      unplanned++;
      kind = Dirt.INVALID.kind();
      rule = sent.version.broken().get(0);
    }
    items.event(kind, sent.event, layout.key(sent.row), calendar.label(sent.slot), fate, rule);
  }

  /** A delete that a stale event follows is an item too: the row must stay away. */
  private void record(TableLayout layout, List<Sent> all) throws IOException {
    int last = all.size() - 1;
    if (last > 0 && all.get(last - 1).dirt == Dirt.STALE_AFTER_DELETE) {
      Sent delete = all.get(last);
      items.event(
          "delete",
          delete.event,
          layout.key(delete.row),
          calendar.label(delete.slot),
          "deleted",
          null);
    }
  }

  /** Events that broke a rule although nobody spoiled them: mistakes of the world. */
  public long unplanned() {
    return unplanned;
  }
}
