package io.healthfinance.lakehouse.gold;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import scala.collection.JavaConverters;

/**
 * A physical plan over one partition in one task: with a single partition everywhere, an exchange
 * moves nothing, and its stage would cost more than the rows.
 */
final class OneTaskPlan {

  private OneTaskPlan() {}

  /** The same plan without shuffles; the session must have a single shuffle partition. */
  static SparkPlan of(SparkPlan plan) {
    List<SparkPlan> children = new ArrayList<>();
    JavaConverters.seqAsJavaListConverter(plan.children())
        .asJava()
        .forEach(child -> children.add(of(child)));
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
