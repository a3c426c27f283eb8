package io.healthfinance.lakehouse.cli.sql;

import io.healthfinance.lakehouse.cli.ExitCode;
import io.healthfinance.lakehouse.cli.LakeOptions;
import io.healthfinance.lakehouse.cli.OpenLake;
import io.healthfinance.lakehouse.cli.Terminal;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.SparkSessions;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lake sql}. */
@Command(
    name = "sql",
    description = "Ask the lake a question in Spark SQL; nothing can be changed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lake sql \"SELECT age, count(*) FROM gold.patient_360 GROUP BY age ORDER BY age\"",
      "  ./lake sql --format csv \"SELECT * FROM silver.vitals\" > vitals.csv",
      "  ./lake sql \"SELECT * FROM ops.alerts ORDER BY recorded_at DESC\"",
      "  ./lake sql \"SHOW TABLES IN silver\"",
      "",
      "Layers: bronze, silver, gold, quarantine, state, ops."
    })
public final class SqlCommand implements Callable<Integer> {

  private static final long TABLE_ROWS = 100;

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options;

  @Parameters(paramLabel = "STATEMENT", description = "SELECT, WITH, SHOW, DESCRIBE or EXPLAIN.")
  private String statement;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json; default: ${DEFAULT-VALUE}.")
  private SqlFormat format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most rows to print, 0 for all; default: 100 for a table, else all.")
  private Long limit;

  @Override
  public Integer call() {
    LakeConfig config = options.config();
    OpenLake.open(config).close();
    ReadOnlyStatement read = ReadOnlyStatement.of(statement);
    SparkSession spark = SparkSessions.open(config, "lake sql");
    spark.catalog().setCurrentCatalog(LakeCatalog.NAME);
    spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    Dataset<Row> answer = spark.sql(read.text());
    long most = limit != null ? limit : format == SqlFormat.TABLE ? TABLE_ROWS : 0;
    // One row more than is shown tells whether there are more.
    Dataset<Row> shown = most == 0 ? answer : answer.limit(Math.toIntExact(most + 1));
    new RowWriter(Terminal.of(spec.commandLine().getOut()))
        .write(
            List.of(answer.columns()),
            most == 0 ? shown.toLocalIterator() : shown.collectAsList().iterator(),
            format,
            most);
    return ExitCode.OK;
  }
}
