package io.healthfinance.lakehouse.silver;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folds batches as the silver job does, in memory: it sees one batch and what it kept of the
 * earlier ones, which is the served rows, tombstones, rejected positions and the floor.
 */
final class BatchwiseReducer {

  private final Map<String, ReferenceReducer.Served> rows = new HashMap<>();
  private final Map<String, OrderKey> tombstones = new HashMap<>();
  private final Map<String, OrderKey> rejects = new HashMap<>();
  private Optional<OrderKey> floor = Optional.empty();

  Map<String, ReferenceReducer.Served> rows() {
    return Map.copyOf(rows);
  }

  void apply(List<ChangeEvent> batch) {
    floor = newest(Stream.concat(floor.stream(), batch.stream().flatMap(this::floors)));
    for (ChangeEvent event : batch) {
      if (event.rejected() && event.lsn() != null && event.key() != null) {
        rejects.merge(event.key(), place(event), BatchwiseReducer::later);
      }
    }
    batch.stream()
        .filter(ChangeEvent::decides)
        .collect(Collectors.groupingBy(ChangeEvent::key))
        .forEach(this::decide);
    rows.values()
        .removeIf(row -> floor.filter(dead -> order(row).compareTo(dead) <= 0).isPresent());
    rows.replaceAll(this::marked);
  }

  private void decide(String key, List<ChangeEvent> events) {
    ChangeEvent newest =
        events.stream().max(Comparator.comparing(BatchwiseReducer::order)).orElseThrow();
    Optional<OrderKey> known =
        newest(
            Stream.of(
                    Optional.ofNullable(rows.get(key)).map(BatchwiseReducer::order),
                    Optional.ofNullable(tombstones.get(key)),
                    floor)
                .flatMap(Optional::stream));
    OrderKey order = order(newest);
    if (known.filter(base -> order.compareTo(base) <= 0).isPresent()) {
      return;
    }
    if (newest.delete()) {
      rows.remove(key);
      tombstones.put(key, order);
    } else {
      rows.put(
          key,
          new ReferenceReducer.Served(
              order.epoch(),
              order.snapshotClass(),
              order.lsn(),
              order.changed(),
              order.payloadHash(),
              null));
    }
  }

  private ReferenceReducer.Served marked(String key, ReferenceReducer.Served row) {
    Long newer =
        Optional.ofNullable(rejects.get(key))
            .filter(place -> place.compareTo(order(row)) > 0)
            .map(OrderKey::lsn)
            .orElse(null);
    return new ReferenceReducer.Served(
        row.epoch(), row.snapshotClass(), row.lsn(), row.changed(), row.hash(), newer);
  }

  private Stream<OrderKey> floors(ChangeEvent event) {
    Stream<OrderKey> truncated = event.truncate() ? Stream.of(place(event)) : Stream.empty();
    Stream<OrderKey> complete =
        event.completes() && event.epoch() > 0
            ? Stream.of(new OrderKey(event.epoch(), 0, -1, false, OrderKey.NO_PAYLOAD))
            : Stream.empty();
    return Stream.concat(truncated, complete);
  }

  private static Optional<OrderKey> newest(Stream<OrderKey> keys) {
    return keys.max(Comparator.naturalOrder());
  }

  private static OrderKey later(OrderKey a, OrderKey b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static OrderKey order(ChangeEvent event) {
    return new OrderKey(
        event.epoch(), event.snapshotClass(), event.lsn(), event.changed(), event.hash());
  }

  private static OrderKey place(ChangeEvent event) {
    return new OrderKey(
        event.epoch(), event.snapshotClass(), event.lsn(), event.changed(), OrderKey.NO_PAYLOAD);
  }

  private static OrderKey order(ReferenceReducer.Served row) {
    return new OrderKey(row.epoch(), row.snapshotClass(), row.lsn(), row.changed(), row.hash());
  }
}
