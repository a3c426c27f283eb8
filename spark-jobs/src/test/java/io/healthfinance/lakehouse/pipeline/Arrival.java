package io.healthfinance.lakehouse.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How one table's changes arrive: {@link DirtyDoses} once per try, each try on keys of its own and
 * in an order and batches of its own. What concerns a whole table (truncates, ends of snapshots,
 * events without a key) comes once.
 */
final class Arrival {

  /** Says in which batch a change comes. */
  private interface Schedule {
    int batchOf(Change change, int position);
  }

  private static final Predicate<Change> REJECTED = change -> change.withHash(0).rejected();

  private final int batches;
  private final Random random;

  Arrival(int batches, Random random) {
    this.batches = batches;
    this.random = random;
  }

  /** The batches of a table that holds {@code tries} lives. */
  List<List<Change>> of(int tries) {
    List<List<Change>> arrival = IntStream.range(0, batches).mapToObj(i -> empty()).toList();
    for (int number = 0; number < tries; number++) {
      List<Change> life = life(number);
      Schedule schedule = schedule(number, life.size());
      for (int i = 0; i < life.size(); i++) {
        arrival.get(schedule.batchOf(life.get(i), i)).add(life.get(i));
        if (random.nextInt(7) == 0) {
          arrival.get(random.nextInt(batches)).add(life.get(i));
        }
      }
    }
    arrival.forEach(batch -> Collections.shuffle(batch, random));
    return arrival;
  }

  private static List<Change> empty() {
    return new ArrayList<>();
  }

  /** The first life brings what concerns the whole table. */
  private static List<Change> life(int number) {
    return DirtyDoses.all().stream()
        .filter(change -> number == 0 || change.key() != null)
        .map(change -> change.ofTry(number))
        .toList();
  }

  private Schedule schedule(int number, int changes) {
    return switch (number % 6) {
      case 1 -> (change, position) -> position * batches / changes;
      case 2 -> (change, position) -> (changes - 1 - position) * batches / changes;
      // What is rejected meets rows that the same batch ends.
      case 3 ->
          (change, position) ->
              change.epoch() == 0
                  ? 0
                  : REJECTED.test(change) || "r".equals(change.op()) ? batches / 2 : batches - 1;
      // What is rejected comes when all else is there, the newest before the older ones.
      case 4 ->
          (change, position) ->
              !REJECTED.test(change)
                  ? 0
                  : change.lsn() != null && change.lsn() == 75 ? batches / 2 : batches - 1;
      default -> (change, position) -> random.nextInt(batches);
    };
  }
}
