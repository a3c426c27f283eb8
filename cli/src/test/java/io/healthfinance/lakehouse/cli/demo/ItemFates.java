package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract.Reference;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.cli.demo.TableFate.Event;
import io.healthfinance.lakehouse.cli.demo.TableFate.Position;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.datagen.truth.TruthItem;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says of an item of the manifest what is wrong with its fate in the lake. */
final class ItemFates {

  private final LakeConfig config;
  private final Catalog catalog;
  private final DemoTruth truth;
  private final DuckLake duck;
  private final Map<String, TableFate> tables = new HashMap<>();
  private final Map<String, String> rejected = new HashMap<>();
  private final Set<String> registered = new HashSet<>();
  private final Set<List<String>> updatedByBadBatch;

  ItemFates(DemoLake lake) throws IOException {
    config = lake.config();
    catalog = lake.catalog();
    truth = lake.truth();
    duck = lake.duck();
    for (List<String> row : duck.rows("SELECT file, reason, sentence FROM ops.rejected_files")) {
      rejected.put(path(row.get(0)), row.get(1) + ": " + row.get(2));
    }
    updatedByBadBatch =
        Set.copyOf(
            duck.rows(
                "SELECT DISTINCT after.score_id FROM landing."
                    + DemoWorld.BAD_TABLE
                    + " WHERE filename = '"
                    + truth.landing().resolve(truth.badBatch().path("file").asText())
                    + "'"));
    duck.rows("SELECT file FROM ops.bronze_files").forEach(row -> registered.add(path(row.get(0))));
  }

  private static String path(String location) {
    return location.replaceFirst("^file:(//)?", "");
  }

  TableFate table(String name) {
    return tables.computeIfAbsent(name, table -> TableFate.of(contract(table), duck));
  }

  private TableContract contract(String table) {
    return catalog.sources().get(table);
  }

  /** Empty when the item met its fate. */
  Optional<String> complaint(TruthItem item) {
    String wrong =
        switch (item.expected()) {
          case "rejected_file" -> rejectedFile(item);
          case "ignored" -> ignored(item);
          case "column_added" -> columnAdded(item);
          case "quarantined" -> quarantined(item);
          case "duplicate_or_stale" ->
              item.file() == null ? redelivered(item) : redeliveredFile(item);
          case "orphan_counted" -> orphan(item);
          case "applied" -> overtaken(item) ? superseded(item) : applied(item);
          case "superseded_or_stale" -> superseded(item);
          case "deleted" -> deleted(item);
          case "dead" -> dead(item);
          default -> "nobody knows the fate " + item.expected();
        };
    return Optional.of(wrong)
        .filter(text -> !text.isEmpty())
        .map(
            text ->
                "item %s, %s of %s, should be %s: %s"
                    .formatted(item.item(), item.kind(), item.table(), item.expected(), text));
  }

  private static String unless(boolean met, String complaint) {
    return met ? "" : complaint;
  }

  private List<String> key(TruthItem item) {
    return contract(item.table()).key().stream()
        .map(name -> String.valueOf(item.key().get(name)))
        .toList();
  }

  private Event event(TruthItem item) {
    return new Event(key(item), item.op(), item.lsn());
  }

  private static Position position(TruthItem item) {
    return Position.of(item.op(), item.lsn());
  }

  private String landed(TruthItem item, int times) {
    int deliveries = table(item.table()).deliveries(event(item));
    return unless(deliveries >= times, "it was delivered " + deliveries + " times");
  }

  private static String firstOf(String... complaints) {
    for (String complaint : complaints) {
      if (!complaint.isEmpty()) {
        return complaint;
      }
    }
    return "";
  }

  private String notQuarantined(TruthItem item) {
    List<String> broken = table(item.table()).broken(event(item));
    return unless(broken.isEmpty(), "it is in quarantine for " + broken);
  }

  private String applied(TruthItem item) {
    TableFate table = table(item.table());
    Optional<Position> live = table.live(key(item));
    boolean warned = item.kind().equals("warned");
    return firstOf(
        landed(item, 1),
        notQuarantined(item),
        unless(live.isPresent(), "silver has no row of its key"),
        unless(live.equals(Optional.of(position(item))), "silver shows another event of its key"),
        unless(
            !warned || live.isEmpty() || table.warnings(key(item)).contains(item.rule()),
            "the row does not warn of " + item.rule()));
  }

  /** Whether the released bad batch, which the manifest counts apart, updated the key as well. */
  private boolean overtaken(TruthItem item) {
    return item.table().equals(DemoWorld.BAD_TABLE) && updatedByBadBatch.contains(key(item));
  }

  private String superseded(TruthItem item) {
    Optional<Position> live = table(item.table()).live(key(item));
    return firstOf(
        landed(item, 1),
        notQuarantined(item),
        unless(
            live.filter(newest -> newest.compareTo(position(item)) > 0).isPresent(),
            "silver does not show a newer event of its key"));
  }

  private String deleted(TruthItem item) {
    TableFate table = table(item.table());
    return firstOf(
        landed(item, 1),
        notQuarantined(item),
        unless(table.live(key(item)).isEmpty(), "its row is still in silver"),
        unless(
            table.dead(key(item)).equals(Optional.of(position(item))),
            "its tombstone is missing or older"));
  }

  private String dead(TruthItem item) {
    TableFate table = table(item.table());
    return firstOf(
        landed(item, 1),
        unless(table.live(key(item)).isEmpty(), "its row came back to life"),
        unless(
            table
                .dead(key(item))
                .filter(tombstone -> tombstone.compareTo(position(item)) > 0)
                .isPresent(),
            "no newer tombstone keeps it dead"));
  }

  private String quarantined(TruthItem item) {
    TableFate table = table(item.table());
    List<String> broken = table.broken(event(item));
    return firstOf(
        landed(item, 1),
        unless(
            broken.equals(List.of(item.rule())),
            "quarantine says " + broken + ", not " + item.rule()),
        unless(
            !table.live(key(item)).equals(Optional.of(position(item))),
            "silver shows it all the same"));
  }

  private String redelivered(TruthItem item) {
    TableFate table = table(item.table());
    Optional<Position> newest =
        table.live(key(item)).isPresent() ? table.live(key(item)) : table.dead(key(item));
    return firstOf(
        landed(item, 2),
        notQuarantined(item),
        unless(
            newest.filter(known -> known.compareTo(position(item)) >= 0).isPresent(),
            "silver knows neither it nor anything newer of its key"));
  }

  private String redeliveredFile(TruthItem item) {
    String file = truth.file(item).toString();
    long single =
        duck.number(
            "SELECT count(*) FROM landing.\"%1$s\" e WHERE filename = '%2$s' AND NOT EXISTS (SELECT 1 FROM landing.\"%1$s\" o WHERE o.filename <> '%2$s' AND o.op = e.op AND o.source.lsn = e.source.lsn AND o.after IS NOT DISTINCT FROM e.after)"
                .formatted(item.table(), file));
    return firstOf(
        unless(registered.contains(file), "the file is not in bronze"),
        unless(!rejected.containsKey(file), "the file was rejected"),
        unless(single == 0, single + " of its events are in no other file"));
  }

  private String orphan(TruthItem item) {
    Reference parent = contract(item.table()).column(item.rule()).references().orElseThrow();
    String key = contract(item.table()).key().get(0);
    long orphans =
        duck.number(
            "SELECT count(*) FROM silver.\"%s\" c WHERE c.\"%s\"::VARCHAR = '%s' AND c.\"%s\" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM silver.\"%s\" p WHERE p.\"%s\" = c.\"%s\")"
                .formatted(
                    item.table(),
                    key,
                    key(item).get(0),
                    item.rule(),
                    parent.table(),
                    parent.column(),
                    item.rule()));
    long counted =
        duck.number(
            "SELECT count(*) FROM ops.quality_metrics WHERE layer = 'silver' AND table_name = '%s' AND column_name = '%s' AND kind = 'orphans' AND value > 0"
                .formatted(item.table(), item.rule()));
    return firstOf(
        overtaken(item) ? superseded(item) : applied(item),
        unless(orphans == 1, "silver has no row of its key without a parent"),
        unless(counted > 0, "no check counted an orphan in " + item.rule()));
  }

  private String rejectedFile(TruthItem item) {
    String file = truth.file(item).toString();
    String said = rejected.getOrDefault(file, "");
    return firstOf(
        unless(!registered.contains(file), "the file is in bronze"),
        unless(!said.isEmpty(), "ops.rejected_files does not name the file"),
        unless(
            item.rule() == null || said.contains(item.rule()),
            "the reason does not name the column " + item.rule() + ": " + said));
  }

  private String ignored(TruthItem item) {
    String file = truth.file(item).toString();
    return firstOf(
        unless(Files.exists(truth.file(item)), "the file never landed"),
        unless(!registered.contains(file), "the file is in bronze"),
        unless(!rejected.containsKey(file), "the file was rejected"));
  }

  private String columnAdded(TruthItem item) {
    long sent =
        duck.number(
            "SELECT count(*) FROM landing.\"%s\" WHERE after.\"%s\" IS NOT NULL"
                .formatted(item.table(), item.rule()));
    boolean known;
    try (LakeCatalog lake = LakeCatalog.open(config)) {
      known = lake.load("bronze", item.table()).schema().findField("after." + item.rule()) != null;
    }
    return firstOf(
        unless(sent > 0, "no event carries the new column"),
        unless(known, "bronze has no column after." + item.rule()));
  }
}
