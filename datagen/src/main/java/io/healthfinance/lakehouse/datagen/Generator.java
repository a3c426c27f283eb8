package io.healthfinance.lakehouse.datagen;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.datagen.dirt.BadBatch;
import io.healthfinance.lakehouse.datagen.dirt.DirtInjector;
import io.healthfinance.lakehouse.datagen.dirt.DirtRates;
import io.healthfinance.lakehouse.datagen.dirt.DirtyFiles;
import io.healthfinance.lakehouse.datagen.event.CommitClock;
import io.healthfinance.lakehouse.datagen.event.Layouts;
import io.healthfinance.lakehouse.datagen.event.Life;
import io.healthfinance.lakehouse.datagen.event.LsnLayout;
import io.healthfinance.lakehouse.datagen.event.Period;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import io.healthfinance.lakehouse.datagen.landing.AddedColumn;
import io.healthfinance.lakehouse.datagen.landing.LandedFile;
import io.healthfinance.lakehouse.datagen.landing.LandingCalendar;
import io.healthfinance.lakehouse.datagen.landing.LandingWriter;
import io.healthfinance.lakehouse.datagen.truth.ItemLog;
import io.healthfinance.lakehouse.datagen.truth.TruthTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Writes a landing directory for a simulated world: snapshot reads, then the changes of the period,
 * with declared dirt and its ground truth. Memory does not grow with the number of patients.
 */
public final class Generator {

  private final Catalog catalog;
  private final GenerateOptions options;
  private final WorldFactory worlds;
  private final DirtRates rates;

  /** A generator of the world on the class path, with the rates of {@code dirt.yaml}. */
  public Generator(Catalog catalog, GenerateOptions options) {
    this(catalog, options, installedWorld(), DirtRates.load());
  }

  public Generator(Catalog catalog, GenerateOptions options, WorldFactory worlds, DirtRates rates) {
    this.catalog = catalog;
    this.options = options;
    this.worlds = worlds;
    this.rates = rates;
  }

  private static WorldFactory installedWorld() {
    return ServiceLoader.load(WorldFactory.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No synthetic world on the class path: add one as a service "
                        + WorldFactory.class.getName()));
  }

  /**
   * Writes everything.
   *
   * @throws IOException when the directory cannot be written or already holds a landing
   */
  public GenerateSummary run(Progress progress) throws IOException {
    long started = System.nanoTime();
    Path truthDirectory = options.out().resolve("_truth");
    if (Files.exists(truthDirectory)) {
      throw new IOException(
          options.out() + " already holds generated data: choose another directory or delete it");
    }
    Files.createDirectories(truthDirectory);
    Layouts layouts = new Layouts(catalog);
    LandingCalendar calendar = new LandingCalendar(options);
    Optional<AddedColumn> drift = drift(layouts, calendar);
    TruthTables truth = new TruthTables(layouts, calendar, options.truthHours());
    try (LandingWriter landing = new LandingWriter(options.out(), layouts, calendar, drift);
        ItemLog items = new ItemLog(truthDirectory.resolve("items.jsonl"))) {
      LsnLayout lsns =
          new LsnLayout(options.from().toEpochMilli(), options.patients(), layouts.databases());
      Optional<BadBatch> badBatch = options.badBatchTable().map(table -> badBatch(layouts, table));
      DirtInjector injector =
          new DirtInjector(
              rates, layouts, calendar, landing, truth, items, badBatch, options.seed());
      simulate(layouts, lsns, injector, progress);
      List<LandedFile> files = landing.finish(progress);
      int dirty =
          new DirtyFiles(options.out(), calendar, truth, items, options.seed(), files)
              .write(rates, landing);
      if (drift.isPresent()) {
        AddedColumn added = drift.get();
        String hour = calendar.label(added.fromSlot());
        items.file("drift_additive", added.table(), null, hour, "column_added", added.column());
      }
      truth.write(truthDirectory);
      if (badBatch.isPresent()) {
        TableLayout layout = layouts.of(options.badBatchTable().orElseThrow());
        badBatch
            .get()
            .write(options.out(), options.to(), lsns, truth.rows(layout), truth.checksum(layout));
      }
      return summary(layouts, truth, items, injector, files, dirty, started);
    }
  }

  private Optional<AddedColumn> drift(Layouts layouts, LandingCalendar calendar) {
    if (!layouts.contains(rates.addedColumnTable())) {
      return Optional.empty();
    }
    TableLayout layout = layouts.of(rates.addedColumnTable());
    if (layout.contract().find(rates.addedColumn()).isPresent()) {
      throw new IllegalArgumentException(
          "dirt.yaml: "
              + layout.table()
              + "."
              + rates.addedColumn()
              + " is in the contract; drift needs a column that is not");
    }
    long middleMs = (options.from().toEpochMilli() + options.to().toEpochMilli()) / 2;
    int slot = Math.min(calendar.lastSlot(), calendar.slotOf(middleMs) + 1);
    return Optional.of(new AddedColumn(layout.table(), rates.addedColumn(), slot));
  }

  private BadBatch badBatch(Layouts layouts, String table) {
    TableLayout layout = layouts.of(table);
    return new BadBatch(layout, layouts.check(layout), options.seed());
  }

  private void simulate(Layouts layouts, LsnLayout lsns, DirtInjector injector, Progress progress)
      throws IOException {
    World world = worlds.create(catalog, options);
    Period period = new Period(options.from().toEpochMilli(), options.to().toEpochMilli());
    Simulation simulation = new Simulation(world, layouts, period);
    CommitClock shared = CommitClock.shared(lsns);
    simulation.shared(life -> injector.land(life, shared));
    progress.update("patients", 0, options.patients());
    simulation.patients(
        options.patients(),
        (index, lives) -> {
          CommitClock clock = CommitClock.ofPatient(lsns, index);
          for (Life life : lives) {
            injector.land(life, clock);
          }
          progress.update("patients", index + 1L, options.patients());
        });
  }

  private GenerateSummary summary(
      Layouts layouts,
      TruthTables truth,
      ItemLog items,
      DirtInjector injector,
      List<LandedFile> files,
      int dirtyFiles,
      long started)
      throws IOException {
    Map<String, Long> events = new LinkedHashMap<>();
    for (TableLayout layout : layouts.all()) {
      if (truth.events(layout) > 0) {
        events.put(layout.table(), truth.events(layout));
      }
    }
    long bytes = 0;
    for (LandedFile file : files) {
      bytes += Files.size(options.out().resolve(file.path()));
    }
    return new GenerateSummary(
        events.size(),
        events.values().stream().mapToLong(Long::longValue).sum(),
        files.size() + dirtyFiles,
        bytes,
        (System.nanoTime() - started) / 1e9,
        events,
        Map.copyOf(items.counts()),
        injector.unplanned());
  }
}
