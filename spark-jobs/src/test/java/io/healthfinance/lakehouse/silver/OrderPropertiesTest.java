package io.healthfinance.lakehouse.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Silver is a function of the set of events: neither order of arrival nor batches show. */
class OrderPropertiesTest {

  @Property(tries = 5000)
  void anyOrderInAnyBatchesEndsAsTheWholeSetDoes(
      @ForAll("events") List<ChangeEvent> events, @ForAll Random random) {
    List<ChangeEvent> arrived = new ArrayList<>(events);
    Collections.shuffle(arrived, random);
    BatchwiseReducer silver = new BatchwiseReducer();
    for (int from = 0; from < arrived.size(); ) {
      int to = Math.min(arrived.size(), from + 1 + random.nextInt(6));
      silver.apply(arrived.subList(from, to));
      from = to;
    }

    assertThat(silver.rows()).isEqualTo(ReferenceReducer.reduce(events));
  }

  @Property(tries = 1000)
  void redeliveryOfEverythingChangesNothing(@ForAll("events") List<ChangeEvent> events) {
    BatchwiseReducer silver = new BatchwiseReducer();
    silver.apply(events);
    var before = silver.rows();
    silver.apply(events);

    assertThat(silver.rows()).isEqualTo(before);
  }

  @Provide
  Arbitrary<List<ChangeEvent>> events() {
    return Arbitraries.frequencyOf(
            Tuple.of(12, changes()),
            Tuple.of(3, snapshotRows()),
            Tuple.of(1, truncates()),
            Tuple.of(1, others()))
        .list()
        .ofMaxSize(24)
        .flatMap(OrderPropertiesTest::withRedelivered);
  }

  private static Arbitrary<ChangeEvent> changes() {
    return Combinators.combine(keys(), Arbitraries.of("c", "u", "u", "d"), epochs(), lsns())
        .flatAs(
            (key, op, epoch, lsn) ->
                Combinators.combine(hashes(), validity())
                    .as(
                        (hash, valid) ->
                            new ChangeEvent(key, op, epoch, false, lsn, hash, valid, false)));
  }

  private static Arbitrary<ChangeEvent> snapshotRows() {
    return Combinators.combine(
            keys(), epochs(), lsns(), hashes(), validity(), sometimes(0.3), sometimes(0.3))
        .as(
            (key, epoch, lsn, hash, valid, incremental, last) ->
                new ChangeEvent(
                    key, "r", epoch, !incremental, lsn, hash, valid, last && !incremental));
  }

  private static Arbitrary<ChangeEvent> truncates() {
    return Combinators.combine(epochs(), lsns())
        .as((epoch, lsn) -> new ChangeEvent(null, "t", epoch, false, lsn, 0, true, false));
  }

  /** Heartbeats, empty records, unknown operations, deletes that name no row. */
  private static Arbitrary<ChangeEvent> others() {
    return Combinators.combine(keys(), epochs(), lsns(), Arbitraries.integers().between(0, 3))
        .as(
            (key, epoch, lsn, kind) ->
                switch (kind) {
                  case 0 -> new ChangeEvent(null, "m", epoch, false, lsn, 0, true, false);
                  case 1 -> new ChangeEvent(null, null, epoch, false, null, 0, true, false);
                  case 2 -> new ChangeEvent(key, "x", epoch, false, lsn, 0, true, false);
                  default -> new ChangeEvent(null, "d", epoch, false, lsn, 0, true, false);
                });
  }

  private static Arbitrary<List<ChangeEvent>> withRedelivered(List<ChangeEvent> events) {
    return events.isEmpty()
        ? Arbitraries.just(events)
        : Arbitraries.of(events)
            .list()
            .ofMaxSize(6)
            .map(
                again -> {
                  List<ChangeEvent> all = new ArrayList<>(events);
                  all.addAll(again);
                  return all;
                });
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.of("a", "b", "c");
  }

  private static Arbitrary<Integer> epochs() {
    return Arbitraries.of(0, 0, 0, 1, 1, 2);
  }

  private static Arbitrary<Long> lsns() {
    return Arbitraries.of(0L, 1L, 2L, 3L, 9L, 10L, 11L, Long.MAX_VALUE - 1, Long.MAX_VALUE)
        .injectNull(0.05);
  }

  private static Arbitrary<Long> hashes() {
    return Arbitraries.of(Long.MIN_VALUE + 1, -1L, 0L, 1L, Long.MAX_VALUE);
  }

  private static Arbitrary<Boolean> validity() {
    return sometimes(0.8);
  }

  private static Arbitrary<Boolean> sometimes(double share) {
    return Arbitraries.integers().between(1, 100).map(number -> number <= share * 100);
  }
}
