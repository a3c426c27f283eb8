package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.PreparedTable;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableSession;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The silver layer as it is if everything that this run prepared passes: the branch of a table that
 * moves, the published state of another one.
 */
record SilverCandidates(RunContext run, Map<String, PreparedTable> prepared) {

  Dataset<Row> rows(String table, TableSession session) {
    PreparedTable candidate = prepared.get(table);
    return session.gathered(
        session
            .spark()
            .table(
                candidate == null
                    ? LakeCatalog.NAME + ".silver." + table
                    : LakeCatalog.relation("silver", table, candidate.candidateSnapshot())));
  }

  boolean contains(String table) {
    return prepared.containsKey(table) || run.lake().find("silver", table).isPresent();
  }
}
