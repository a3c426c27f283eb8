package io.healthfinance.lakehouse.bench.engine;

import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.TableMigrationUtil;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.spark.SparkSchemaUtil;

/** Landed Parquet files as an Iceberg table without a copy, as Iceberg's own migration does it. */
public final class LandedFiles {

  private LandedFiles() {}

  /** Creates the table with the columns of the files and appends all files of the folder. */
  public static void register(SparkPeer peer, Path folder, String namespace, String table)
      throws IOException {
    Schema schema =
        SparkSchemaUtil.convert(
            peer.spark()
                .read()
                .option("recursiveFileLookup", "true")
                .parquet(folder.toString())
                .schema());
    try (LakeCatalog lake = LakeCatalog.open(peer.config())) {
      Table bronze =
          lake.iceberg()
              .createTable(
                  TableIdentifier.of(namespace, table), schema, PartitionSpec.unpartitioned());
      // The catalog numbers the columns anew.
      NameMapping mapping = MappingUtil.create(bronze.schema());
      bronze
          .updateProperties()
          .set(TableProperties.DEFAULT_NAME_MAPPING, NameMappingParser.toJson(mapping))
          .commit();
      AppendFiles append = bronze.newAppend();
      for (Path leaf : leaves(folder)) {
        List<DataFile> files =
            TableMigrationUtil.listPartition(
                Map.of(),
                leaf.toUri().toString(),
                "parquet",
                bronze.spec(),
                new Configuration(false),
                MetricsConfig.forTable(bronze),
                mapping,
                Runtime.getRuntime().availableProcessors());
        files.forEach(append::appendFile);
      }
      append.commit();
    }
  }

  private static List<Path> leaves(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::getParent).distinct().sorted().toList();
    }
  }
}
