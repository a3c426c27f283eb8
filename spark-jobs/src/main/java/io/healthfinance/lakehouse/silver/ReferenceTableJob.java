package io.healthfinance.lakehouse.silver;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import io.healthfinance.lakehouse.runtime.RunContext;
import io.healthfinance.lakehouse.runtime.TableLayout;
import io.healthfinance.lakehouse.runtime.TaggedWrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Brings {@code silver.ref_<name>} to the version of its file. */
public final class ReferenceTableJob {

  private static final String CONTENT = "lake.reference-content";

  private final LakeCatalog lake;
  private final ReferenceTable reference;
  private final List<String> lines;

  public ReferenceTableJob(LakeCatalog lake, ReferenceTable reference) {
    this.lake = lake;
    this.reference = reference;
    try {
      this.lines = Files.readAllLines(reference.data(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read reference data " + reference.data(), e);
    }
  }

  public String table() {
    return "ref_" + reference.name();
  }

  /** Whether the published table already holds the file; needs no Spark. */
  public boolean isCurrent() {
    return lake.find("silver", table())
        .map(Table::currentSnapshot)
        .map(snapshot -> content().equals(snapshot.summary().get(CONTENT)))
        .orElse(false);
  }

  public void publish(RunContext run) {
    String ddl =
        reference.columns().stream()
            .map(
                column ->
                    "`"
                        + column.name()
                        + "` "
                        + column.type().silverType()
                        + " COMMENT '"
                        + column.description().replace("\\", "\\\\").replace("'", "\\'")
                        + "'")
            .collect(joining(", "));
    StructType type = StructType.fromDDL(ddl);
    Schema schema = SparkSchemaUtil.convert(type);
    Table table =
        lake.createIfAbsent(
            TableIdentifier.of("silver", table()),
            schema,
            PartitionSpec.unpartitioned(),
            TableLayout.appendOnly().properties());
    // A newer version of the reference may have more columns than a lake that exists already.
    table.updateSchema().unionByNameWith(schema).commit();
    new TaggedWrite(
            LakeCatalog.NAME + ".silver." + table(),
            Map.of(
                CONTENT,
                content(),
                "lake.run-id",
                run.runId(),
                "lake.version",
                reference.version()))
        .overwrite(
            run.session(lines.size())
                .spark()
                .read()
                .schema(type)
                .option("header", "true")
                .option("mode", "FAILFAST")
                .csv(run.session(lines.size()).spark().createDataset(lines, Encoders.STRING()))
                .coalesce(1),
            functions.lit(true));
  }

  private String content() {
    String text = reference.columns() + String.join("\n", lines);
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
