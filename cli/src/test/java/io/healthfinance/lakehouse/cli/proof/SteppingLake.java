package io.healthfinance.lakehouse.cli.proof;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.Generator;
import io.healthfinance.lakehouse.datagen.LandingRelease;
import io.healthfinance.lakehouse.datagen.Progress;
import io.healthfinance.lakehouse.datagen.World;
import io.healthfinance.lakehouse.datagen.dirt.DirtRates;
import io.healthfinance.lakehouse.datagen.world.HealthSystemFactory;
import io.healthfinance.lakehouse.pipeline.Pipeline;
import io.healthfinance.lakehouse.pipeline.RunReport;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.runtime.TokenKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** A lake of some source tables whose landing files arrive step by step. */
final class SteppingLake {

  private static final long SEED = 11;

  private final LakeConfig config;
  private final Catalog catalog = new CatalogLoader().loadBundled();
  private final Set<String> sources;
  private final Set<String> wantedDerived;
  private final LandingRelease release;
  private final Path staging;

  /**
   * @param wanted the source tables that move, and with them those that they refer to
   * @param derived the derived tables that move; empty for all whose inputs do
   */
  SteppingLake(Path home, Collection<String> wanted, Set<String> derived) {
    stopEngine();
    wantedDerived = derived;
    config = LakeConfig.at(home).with(Setting.PENDING_MINUTES, "0");
    sources = withParents(wanted);
    staging = home.resolve("staging");
    release = new LandingRelease(staging, config.path(Setting.LANDING));
  }

  private Set<String> withParents(Collection<String> wanted) {
    Set<String> all = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(wanted);
    while (!open.isEmpty()) {
      String table = open.pop();
      if (all.add(table)) {
        catalog.sources().get(table).columns().stream()
            .map(ColumnContract::references)
            .flatMap(Optional::stream)
            .forEach(reference -> open.push(reference.table()));
      }
    }
    return all;
  }

  /**
   * Generates the synthetic world.
   *
   * @param from moment of the initial snapshot
   * @param live first hour that lands by itself
   * @param to end of the period
   * @param changed what becomes of the world
   */
  void generate(
      int patients,
      Instant from,
      Instant live,
      Instant to,
      DirtRates dirt,
      UnaryOperator<World> changed)
      throws IOException {
    TokenKey.createIfAbsent(config);
    GenerateOptions options =
        new GenerateOptions(
            patients, from, to, SEED, staging, Duration.between(live, to), 1, Optional.empty());
    new Generator(
            catalog,
            options,
            (tables, o) ->
                new LandedWorld(
                    changed.apply(new HealthSystemFactory().create(tables, o)), sources),
            dirt)
        .run(Progress.SILENT);
  }

  /** What landed before an instant arrives; then everything moves. */
  RunReport daily(Instant asOf) throws IOException {
    return move(RunRequest.daily(), sources, derived(), asOf);
  }

  /**
   * What landed before an instant arrives; then the tables refreshed by key and their inputs move.
   */
  RunReport hourly(Instant asOf) throws IOException {
    Set<String> inputs =
        refreshed().stream()
            .flatMap(table -> table.inputs().stream())
            .map(SqlTable.Input::name)
            .filter(sources::contains)
            .collect(Collectors.toSet());
    return move(RunRequest.hourly(), withParents(inputs), refreshed(), asOf);
  }

  private RunReport move(RunRequest request, Set<String> moved, List<SqlTable> tables, Instant asOf)
      throws IOException {
    Set<String> names =
        Stream.concat(moved.stream(), tables.stream().map(SqlTable::table))
            .collect(Collectors.toSet());
    release.releaseBefore(asOf);
    Clock then = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), asOf));
    return new Pipeline(config, catalog, then, io.healthfinance.lakehouse.pipeline.Progress.NONE)
        .run(request.withTables(names).withAsOf(asOf));
  }

  /** Wanted silver and gold tables of which every input moves, in the order of their inputs. */
  List<SqlTable> derived() {
    Set<String> known = new HashSet<>();
    sources.forEach(table -> known.add("silver." + table));
    catalog.references().keySet().forEach(table -> known.add("silver.ref_" + table));
    return Stream.concat(catalog.silver().stream(), catalog.gold().stream())
        .filter(table -> wantedDerived.isEmpty() || wantedDerived.contains(table.table()))
        .filter(table -> isKnown(table, known))
        .peek(table -> known.add(table.qualified()))
        .toList();
  }

  private static boolean isKnown(SqlTable table, Set<String> known) {
    return table.inputs().stream()
        .filter(input -> !input.layer().equals("ops"))
        .map(SqlTable.Input::producer)
        .allMatch(producer -> known.contains(producer) || producer.equals(table.qualified()));
  }

  /** Derived tables that are refreshed by key. */
  List<SqlTable> refreshed() {
    return derived().stream().filter(table -> table.refresh().isPresent()).toList();
  }

  /** Whether a source table moves. */
  boolean moves(String table) {
    return sources.contains(table);
  }

  /** A session knows the catalog of one lake only: none may be left for another lake to find. */
  static void stopEngine() {
    Option<SparkSession> session = SparkSession.getDefaultSession();
    if (session.isDefined()) {
      session.get().stop();
    }
  }

  /** All source tables of the catalog. */
  static Set<String> allSources() {
    return new CatalogLoader().loadBundled().sources().keySet();
  }

  LakeConfig config() {
    return config;
  }
}
