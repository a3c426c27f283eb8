package io.healthfinance.lakehouse.quality;

import com.amazon.deequ.checks.Check;
import io.healthfinance.lakehouse.quality.GateCheck.Complete;
import io.healthfinance.lakehouse.quality.GateCheck.OnRows;
import io.healthfinance.lakehouse.quality.GateCheck.Range;
import io.healthfinance.lakehouse.quality.GateCheck.Satisfies;
import io.healthfinance.lakehouse.quality.GateCheck.Unique;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.List$;

/** Turns checks on rows into Deequ constraints, after making sure that they resolve. */
final class RowCheckCompiler {

  private final Dataset<Row> candidate;
  private final boolean predicatesFit;

  RowCheckCompiler(Dataset<Row> candidate, List<OnRows> checks) {
    this.candidate = candidate;
    // Nearly always all of them fit; only otherwise each is asked alone.
    this.predicatesFit =
        unresolved(
                checks.stream()
                    .filter(Satisfies.class::isInstance)
                    .map(check -> "(" + ((Satisfies) check).predicate() + ")")
                    .reduce("true", (all, next) -> all + " AND " + next))
            .isEmpty();
  }

  /** Why the check cannot be asked of this candidate; empty when it can. */
  Optional<String> obstacle(OnRows check) {
    List<String> columns =
        check instanceof Unique unique
            ? unique.columns()
            : check.column() == null || check instanceof Satisfies
                ? List.of()
                : List.of(check.column());
    List<String> present = List.of(candidate.columns());
    List<String> missing = columns.stream().filter(column -> !present.contains(column)).toList();
    if (!missing.isEmpty()) {
      return Optional.of("the table has no column " + String.join(", ", missing));
    }
    if (check instanceof Range && !(type(check.column()) instanceof NumericType)) {
      return Optional.of("the column is of type " + type(check.column()).sql() + ", not a number");
    }
    if (check instanceof Satisfies satisfies) {
      return predicatesFit ? Optional.empty() : unresolved(satisfies.predicate());
    }
    return Optional.empty();
  }

  Check compile(OnRows check, Check target) {
    if (check instanceof Unique unique) {
      return target.hasUniqueness(
          JavaConverters.asScalaBuffer(unique.columns()).toList(), atLeast(1.0));
    }
    if (check instanceof Complete complete) {
      return isNested(type(complete.column()))
          ? predicate(
              target, check, quoted(complete.column()) + " IS NOT NULL", complete.minShare())
          : target.hasCompleteness(
              complete.column(), atLeast(complete.minShare()), Option.empty(), Option.empty());
    }
    if (check instanceof Range range) {
      return predicate(target, check, "coalesce(" + between(range) + ", true)", 1.0);
    }
    Satisfies satisfies = (Satisfies) check;
    return predicate(
        target, check, "coalesce((" + satisfies.predicate() + "), true)", satisfies.minShare());
  }

  private static Check predicate(Check target, OnRows check, String sql, double minShare) {
    return target.satisfies(
        sql,
        check.name(),
        atLeast(minShare),
        Option.empty(),
        List$.MODULE$.empty(),
        Option.empty());
  }

  private static String between(Range range) {
    String column = quoted(range.column());
    String low = range.min() == null ? "true" : column + " >= " + range.min().toPlainString();
    String high = range.max() == null ? "true" : column + " <= " + range.max().toPlainString();
    return "(" + low + " AND " + high + ")";
  }

  private Optional<String> unresolved(String predicate) {
    try {
      candidate.filter(predicate);
      return Optional.empty();
    } catch (Exception notResolved) {
      // Scala does not declare the checked AnalysisException, so the compiler does not know it.
      if (notResolved instanceof AnalysisException analysis) {
        String first = analysis.getSimpleMessage().lines().findFirst().orElse("");
        return Optional.of("its predicate does not fit the table: " + first);
      }
      throw notResolved;
    }
  }

  private DataType type(String column) {
    return candidate.schema().apply(column).dataType();
  }

  private static boolean isNested(DataType type) {
    return type instanceof ArrayType || type instanceof StructType || type instanceof MapType;
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  private static Function1<Object, Object> atLeast(double share) {
    return measured -> (Double) measured >= share;
  }
}
