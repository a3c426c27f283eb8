package io.healthfinance.lakehouse.gold;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.Snapshot;

/**
 * What the rows of a derived snapshot were computed from, as properties of that snapshot.
 *
 * @param definition name of (SELECT, columns, zone)
 * @param meaning name of the definition and of the inputs whose change is news: equal names at one
 *     as-of give equal rows
 * @param inputs snapshot ids by input name
 */
record Provenance(
    String runId, String definition, String meaning, Instant asOf, Map<String, Long> inputs) {

  private static final String RUN_ID = "lake.run-id";
  private static final String DEFINITION = "lake.definition";
  private static final String MEANING = "lake.meaning";
  private static final String AS_OF = "lake.as-of";
  private static final String INPUT = "lake.input.";

  /** Of rows that the run computes from the pinned inputs. */
  static Provenance of(RunContext run, SqlTable table, PinnedInputs inputs) {
    String text = table.select() + table.columns() + run.config().businessZone();
    String news =
        inputs.news().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Object::toString)
            .collect(joining(","));
    return new Provenance(
        run.runId(), name(text), name(text + news), run.asOf(), inputs.snapshots());
  }

  /** Of a published snapshot; empty when no SELECT has been published yet. */
  static Optional<Provenance> of(Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary();
    if (!summary.containsKey(MEANING)) {
      return Optional.empty();
    }
    Map<String, Long> inputs = new HashMap<>();
    summary.forEach(
        (key, value) -> {
          if (key.startsWith(INPUT)) {
            inputs.put(key.substring(INPUT.length()), Long.valueOf(value));
          }
        });
    return Optional.of(
        new Provenance(
            summary.get(RUN_ID),
            summary.getOrDefault(DEFINITION, ""),
            summary.get(MEANING),
            Instant.parse(summary.get(AS_OF)),
            inputs));
  }

  Map<String, String> toProperties() {
    Map<String, String> properties = new HashMap<>();
    properties.put(RUN_ID, runId);
    properties.put(DEFINITION, definition);
    properties.put(MEANING, meaning);
    properties.put(AS_OF, asOf.toString());
    inputs.forEach((name, id) -> properties.put(INPUT + name, id.toString()));
    return properties;
  }

  private static String name(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
