package io.healthfinance.lakehouse.pipeline;

import static io.healthfinance.lakehouse.pipeline.Change.bare;
import static io.healthfinance.lakehouse.pipeline.Change.delete;
import static io.healthfinance.lakehouse.pipeline.Change.read;
import static io.healthfinance.lakehouse.pipeline.Change.upsert;

import java.util.ArrayList;
import java.util.List;

/** The life of seven rows through a truncate, a failover and all the dirt that the rules name. */
final class DirtyDoses {

  private DirtyDoses() {}

  /** In the order of the source. */
  static List<Change> all() {
    List<Change> all = new ArrayList<>(firstEpoch());
    all.addAll(secondEpoch());
    return all;
  }

  private static List<Change> firstEpoch() {
    Change again = upsert("u", 0, 130, "k5", "USED", 3);
    Change deleted = delete(0, 140, "k2");
    return List.of(
        read(0, 100, "first", "k1", "NEW", 1),
        read(0, 100, "true", "k2", "NEW", 2),
        read(0, 100, "true", "k3", "NEW", 3),
        read(0, 100, "last", "k4", "NEW", 4),
        // Open while the snapshot was taken: a smaller LSN, and yet newer.
        upsert("u", 0, 90, "k1", "USED", 1),
        upsert("c", 0, 110, "k5", "NEW", 2),
        upsert("u", 0, 120, "k5", "NEW", 2),
        again,
        again,
        upsert("u", 0, 125, "k2", "STALE", 2),
        deleted,
        deleted,
        upsert("u", 0, 150, "k3", "USED", -5),
        upsert("u", 0, 160, "k4", "USED", 60),
        bare("t", 0, 180L),
        upsert("c", 0, 190, "k2", "BETWEEN", 2),
        bare("t", 0, 200L),
        delete(0, 205, "k3"),
        upsert("c", 0, 210, "k1", "NEW", 7),
        upsert("u", 0, 215, "k2", "USED", 500),
        upsert("c", 0, 230, "k3", "NEW", 8),
        new Change("u", 0, null, "false", "k4", "NOWHERE", 1),
        upsert("x", 0, 235, "k4", "UNKNOWN", 1),
        bare("m", 0, 236L),
        bare(null, 0, null),
        bare("d", 0, 237L));
  }

  private static List<Change> secondEpoch() {
    Change rejected = upsert("u", 1, 75, "k2", "USED", 101);
    return List.of(
        read(1, 50, "first", "k1", "NEW", 7),
        read(1, 50, "true", "k2", "NEW", 2),
        read(1, 50, "last_in_data_collection", "k5", "NEW", 1),
        upsert("u", 1, 40, "k1", "USED", 7),
        bare("t", 1, 55L),
        upsert("c", 1, 60, "k4", "NEW", 4),
        upsert("u", 1, 65, "k4", "STALE", 4),
        delete(1, 70, "k4"),
        upsert("c", 1, 80, "k4", "AGAIN", 99),
        upsert("c", 1, 70, "k2", "NEW", 2),
        upsert("u", 1, 72, "k2", "USED", 102),
        rejected,
        rejected,
        upsert("c", 1, 90, "k5", "ONE", 1),
        upsert("u", 1, 90, "k5", "OTHER", 2),
        upsert("u", 1, 90, "k5", "REJECTED", -2),
        upsert("c", 1, 93, "k1", "STALE", 1),
        delete(1, 95, "k1"),
        upsert("u", 1, 96, "k3", "USED", -1),
        bare("m", 1, 97L),
        // An incremental snapshot reads rows at the very position of a change.
        upsert("c", 1, 82, "k6", "NEW", 1),
        read(1, 85, "incremental", "k6", "READ", 2),
        upsert("u", 1, 85, "k6", "USED", 3),
        upsert("c", 1, 83, "k7", "NEW", 1),
        read(1, 86, "incremental", "k7", "READ", 2),
        delete(1, 86, "k7"));
  }
}
