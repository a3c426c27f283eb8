package io.healthfinance.lakehouse.cli.sql;

import io.healthfinance.lakehouse.cli.CommandFailure;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.execution.SparkSqlParser;
import scala.runtime.AbstractFunction1;

/**
 * A statement that cannot change the lake. Only a run writes tables, because only a run asks the
 * gate; so the judgement is on the parsed plan, not on the first word.
 */
public record ReadOnlyStatement(String text) {

  /**
   * Accepts a SELECT, SHOW, DESCRIBE or EXPLAIN.
   *
   * @throws CommandFailure when it is something else or cannot be parsed
   */
  public static ReadOnlyStatement of(String sql) {
    LogicalPlan plan = parse(sql);
    String root = plan.getClass().getSimpleName();
    boolean describes =
        root.startsWith("Show") || root.startsWith("Describe") || root.startsWith("Explain");
    if (!describes && writes(plan)) {
      throw CommandFailure.usage(
          "./lake sql only reads: SELECT, WITH, SHOW, DESCRIBE or EXPLAIN. Tables are written by"
              + " ./lake run, behind the gate.");
    }
    return new ReadOnlyStatement(sql);
  }

  private static LogicalPlan parse(String sql) {
    try {
      return new SparkSqlParser().parsePlan(sql);
    } catch (Exception e) {
      // Spark's Java signature hides that this checked exception is thrown.
      if (e instanceof ParseException syntax) {
        throw CommandFailure.usage(
            syntax.message().strip().lines().findFirst().orElse("")
                + " (line "
                + syntax.start().line().getOrElse(() -> 1)
                + ")");
      }
      throw e;
    }
  }

  private static boolean writes(LogicalPlan plan) {
    return plan.exists(
        new AbstractFunction1<>() {
          @Override
          public Object apply(LogicalPlan node) {
            return node instanceof Command || node instanceof ParsedStatement;
          }
        });
  }
}
