package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.operations.NewestScores;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.SourceEpochRow;
import io.healthfinance.lakehouse.pipeline.RunRequest.Kind;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import io.healthfinance.lakehouse.runtime.CommitPoints;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.silver.Backlog;
import io.healthfinance.lakehouse.silver.ReferenceTableJob;
import io.healthfinance.lakehouse.silver.SilentServices;
import io.healthfinance.lakehouse.silver.SourceEpochs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Moves the tables of the layers that a run asks for, each layer over the one before. */
final class LayerMoves {

  private final Catalog catalog;
  private final RunContext run;
  private final OpsTables ops;
  private final RunLog log;
  private final Progress progress;
  private final CommitPoints commitPoints;

  LayerMoves(
      Catalog catalog,
      RunContext run,
      OpsTables ops,
      RunLog log,
      Progress progress,
      CommitPoints commitPoints) {
    this.catalog = catalog;
    this.run = run;
    this.ops = ops;
    this.log = log;
    this.progress = progress;
    this.commitPoints = commitPoints;
  }

  /** Returns what became of every table, resting ones included; a failure of one is an outcome. */
  List<Outcome> move(RunRequest request) {
    Map<String, List<Long>> history = RowHistory.of(ops);
    Workers workers = new Workers(run.config().number(Setting.CONCURRENT_TABLES));
    boolean whole = request.kind() == Kind.DAILY;
    RunQuality quality =
        new RunQuality(() -> NewestScores.of(ops.read(OpsTable.QUALITY_SCORES), catalog));
    List<TableContract> sources =
        catalog.sources().values().stream().filter(c -> request.wants(c.table())).toList();
    List<Outcome> outcomes = new ArrayList<>();
    Map<String, Outcome> resting = Map.of();
    if (request.layers().contains(Layer.SILVER)) {
      List<TableContract> news = news(request, sources);
      Map<String, Outcome> waiting = stillBlocked(request, news);
      resting = waiting;
      outcomes.addAll(resting.values());
      outcomes.addAll(
          new SilverPhase(run, log, workers, progress, commitPoints, quality)
              .run(
                  news.stream().filter(c -> !waiting.containsKey(c.table())).toList(),
                  epochs(),
                  history,
                  whole));
    }
    Map<String, Outcome> upstream = new HashMap<>();
    outcomes.forEach(outcome -> upstream.put(outcome.qualified(), outcome));
    SqlPhase sql = new SqlPhase(run, log, workers, progress, commitPoints, whole);
    if (request.layers().contains(Layer.DERIVED)) {
      outcomes.addAll(sql.run("silver", derived(request, whole), upstream, history));
    }
    if (request.layers().contains(Layer.GOLD)) {
      outcomes.addAll(sql.run("gold", wanted(request, catalog.gold()), upstream, history));
    }
    new RunNotices(run.config(), catalog, ops, log)
        .tell(
            run,
            quality,
            outcomes,
            List.copyOf(resting.values()),
            request.layers().contains(Layer.BRONZE) ? sources : List.of());
    return outcomes;
  }

  /** Source tables with something to do, big ones first; what they are judged against is there. */
  private List<TableContract> news(RunRequest request, List<TableContract> sources) {
    catalog.references().values().stream()
        .map(reference -> new ReferenceTableJob(run.lake(), reference))
        .filter(job -> !job.isCurrent())
        .forEach(job -> job.publish(run));
    new SilentServices(run.lake()).serveEmpty(sources);
    Backlog backlog = new Backlog(run.lake());
    return request.judgesAgain() ? backlog.bigFirst(sources) : backlog.of(sources);
  }

  /** What an hourly run need not try again, by table; a table that is named is tried. */
  private Map<String, Outcome> stillBlocked(RunRequest request, List<TableContract> news) {
    if (request.kind() != Kind.HOURLY || request.judgesAgain()) {
      return Map.of();
    }
    Map<String, Outcome> waiting = new HashMap<>(new StillBlocked(run.lake(), ops).among(news));
    waiting.keySet().removeIf(request::names);
    waiting.forEach((table, outcome) -> progress.table("silver", table, outcome.message()));
    return Map.copyOf(waiting);
  }

  /** What need not be fresher than a day waits for the daily run, or to be asked for by name. */
  private List<SqlTable> derived(RunRequest request, boolean whole) {
    return wanted(request, catalog.silver()).stream()
        .filter(table -> whole || isHourly(table) || request.names(table.table()))
        .toList();
  }

  private static boolean isHourly(SqlTable table) {
    return table.freshness().filter(within -> within.compareTo(Duration.ofDays(1)) < 0).isPresent();
  }

  private static List<SqlTable> wanted(RunRequest request, List<SqlTable> tables) {
    return tables.stream().filter(table -> request.wants(table.table())).toList();
  }

  /** Declared epochs by database. */
  private Function<String, SourceEpochs> epochs() {
    List<SourceEpochRow> declared = ops.read(OpsTable.SOURCE_EPOCHS);
    return database -> SourceEpochs.of(database, declared);
  }
}
