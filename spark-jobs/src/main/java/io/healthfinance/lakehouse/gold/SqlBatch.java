package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One derived table's next state, written but not published.
 *
 * @param inputs pinned snapshot of every input
 * @param relationOf the pinned relation of an input in Spark SQL, for reconciliations
 */
public record SqlBatch(
    SqlTable definition,
    PreparedTable prepared,
    Map<String, Long> inputs,
    UnaryOperator<String> relationOf,
    double seconds) {}
