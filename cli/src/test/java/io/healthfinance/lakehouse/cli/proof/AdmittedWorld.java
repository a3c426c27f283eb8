package io.healthfinance.lakehouse.cli.proof;

import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * A world of which only those patients land who came to stay in a hospital since a moment; the
 * others are simulated and left out.
 */
record AdmittedWorld(World world, Instant since) implements World {

  @Override
  public void shared(ChangeSink sink) {
    world.shared(sink);
  }

  @Override
  public void patient(int index, ChangeSink sink) {
    List<TrackedRow> stays = new ArrayList<>();
    ChangeSink nowhere = (table, at, row) -> new LandedWorld.Unseen(new HashMap<>(row));
    ChangeSink tracked = TrackedRow.into(nowhere, stays);
    new LandedWorld(world, Set.of("admissions")).patient(index, tracked);
    boolean admitted =
        stays.stream()
            .anyMatch(
                stay ->
                    "INPATIENT".equals(stay.get("encounter_class"))
                        && stay.instant("admitted_at").isAfter(since));
    if (admitted) {
      world.patient(index, sink);
    }
  }
}
