package io.healthfinance.lakehouse.gold;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.memory.MemoryManager;
import org.apache.spark.memory.TaskMemoryManager;
import org.apache.spark.memory.UnifiedMemoryManager;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.window.WindowExec;
import org.apache.spark.storage.BlockManager;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.JavaConverters;

/**
 * A physical plan over a handful of rows in one partition, run in the thread that asks. Its
 * exchanges would move nothing, and a job with its task, its threads and its pages of memory would
 * cost far more than the rows.
 */
final class OneTaskPlan {

  private static final long MEMORY = 256L << 20;
  private static final long TASK = -1;

  private final SparkPlan plan;
  private final MemoryManager memory =
      new UnifiedMemoryManager(
          new SparkConf(false).set("spark.buffer.pageSize", "256k"), MEMORY, MEMORY / 2, 1);

  /** The session that planned it must have a single shuffle partition. */
  private OneTaskPlan(SparkPlan plan) {
    this.plan = withoutShuffles(plan);
  }

  /** The rows of a query of such a session. */
  static List<Row> rows(Dataset<Row> query) {
    return new OneTaskPlan(query.queryExecution().executedPlan()).rows();
  }

  /** The rows, in the order of the plan. */
  private List<Row> rows() {
    return SQLExecution.withSQLConfPropagated(plan.session(), this::collected);
  }

  private List<Row> collected() {
    RDD<InternalRow> rdd = plan.execute();
    Function1<Object, Object> row = CatalystTypeConverters.createToScalaConverter(plan.schema());
    TaskMemoryManager pages = new TaskMemoryManager(memory, TASK);
    TaskContextImpl task =
        new TaskContextImpl(
            0,
            0,
            0,
            TASK,
            0,
            1,
            pages,
            settings(rdd.sparkContext().getLocalProperties()),
            null,
            new TaskMetrics(),
            1,
            scala.collection.immutable.Map$.MODULE$.empty());
    List<Row> rows = new ArrayList<>();
    BlockManager broadcasts = SparkEnv.get().blockManager();
    broadcasts.registerTask(TASK);
    TaskContext$.MODULE$.setTaskContext(task);
    try {
      for (org.apache.spark.Partition partition : rdd.partitions()) {
        Iterator<InternalRow> values = rdd.iterator(partition, task);
        while (values.hasNext()) {
          rows.add((Row) row.apply(values.next()));
        }
      }
    } finally {
      task.markTaskCompleted(Option.empty());
      TaskContext$.MODULE$.unset();
      pages.cleanUpAllAllocatedMemory();
      broadcasts.releaseAllLocksForTask(TASK);
    }
    return List.copyOf(rows);
  }

  /**
   * A window that slides over a year adds up every row hundreds of times, which pays for compiled
   * code; nothing else does here.
   */
  private Properties settings(Properties session) {
    Properties settings = new Properties();
    settings.putAll(session);
    if (hasWindow(plan)) {
      settings.setProperty("spark.sql.codegen.factoryMode", "FALLBACK");
    }
    return settings;
  }

  private static boolean hasWindow(SparkPlan plan) {
    return plan instanceof WindowExec
        || JavaConverters.seqAsJavaListConverter(plan.children()).asJava().stream()
            .anyMatch(OneTaskPlan::hasWindow);
  }

  private static SparkPlan withoutShuffles(SparkPlan plan) {
    List<SparkPlan> children = new ArrayList<>();
    JavaConverters.seqAsJavaListConverter(plan.children())
        .asJava()
        .forEach(child -> children.add(withoutShuffles(child)));
    if (plan instanceof ShuffleExchangeExec) {
      return new CoalesceExec(1, children.get(0));
    }
    return children.isEmpty()
        ? plan
        : (SparkPlan)
            plan.withNewChildren(
                JavaConverters.asScalaBufferConverter(children).asScala().toIndexedSeq());
  }
}
