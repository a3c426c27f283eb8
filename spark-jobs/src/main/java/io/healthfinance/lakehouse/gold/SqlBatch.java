package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One derived table's next state, written but not published.
 *
 * @param inputs pinned snapshot of every input
 * @param affected the key values whose rows were computed, as {@code key}; empty when all were
 * @param relationOf the pinned relation of an input in Spark SQL, for reconciliations
 */
public record SqlBatch(
    SqlTable definition,
    PreparedTable prepared,
    Map<String, Long> inputs,
    UnaryOperator<String> relationOf,
    Optional<Dataset<Row>> affected,
    double seconds) {}
