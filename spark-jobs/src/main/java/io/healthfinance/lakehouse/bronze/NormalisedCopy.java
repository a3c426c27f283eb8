package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.io.IOException;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.Group;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetReader;

/**
 * Writes the one copy of a file whose facts fit but whose form does not. The copy's name follows
 * from the original's name and content, so that an interrupted run writes the same file again, and
 * its footer names the original under {@code lake.original}.
 */
final class NormalisedCopy {

  private final String root;
  private final TableContract contract;

  /**
   * @param root the folder of all normalised files, inside the warehouse and outside every table's
   */
  NormalisedCopy(String root, TableContract contract) {
    this.root = root;
    this.contract = contract;
  }

  String location(LandedFile file, ParquetFooter footer) {
    String name = file.location().substring(file.location().lastIndexOf('/') + 1);
    return String.join(
        "/",
        root,
        contract.table(),
        BronzeSchema.LANDING_HOUR + "=" + file.hour().orElseThrow(),
        name.replaceFirst("\\.parquet$", "")
            + "-"
            + footer.checksum().substring(0, 12)
            + ".parquet");
  }

  /**
   * Copies all rows.
   *
   * @throws BadFileException when a value does not fit its column without loss
   */
  DataFile write(
      Table table, LandedFile file, InputFile input, ParquetFooter footer, List<String> reasons)
      throws BadFileException, IOException {
    OutputFile output = table.io().newOutputFile(location(file, footer));
    RowReading.Row reading =
        new RowReading(contract).of(footer.schema(), table.schema().asStruct());
    FileAppender<Record> appender =
        Parquet.write(output)
            .schema(table.schema())
            .setAll(table.properties())
            .metricsConfig(MetricsConfig.forTable(table))
            .meta("lake.original", file.location())
            .meta("lake.normalised", String.join(",", reasons))
            .createWriterFunc(GenericParquetWriter::create)
            .overwrite()
            .build();
    try (appender;
        ParquetReader<Group> rows = ParquetRows.open(input, footer.schema())) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        GenericRecord record = reading.read(row);
        record.setField(BronzeSchema.LANDING_HOUR, file.hour().orElseThrow());
        appender.add(record);
      }
    } catch (RowReading.UnfitValueException e) {
      throw new BadFileException(
          RejectReason.VALUE_DOES_NOT_FIT,
          "File "
              + file.location()
              + " is not "
              + contract.table()
              + ": "
              + e.getMessage()
              + "; correct the source, or widen the column in the contract",
          e);
    }
    return DataFiles.builder(table.spec())
        .withPath(output.location())
        .withFileSizeInBytes(appender.length())
        .withFormat(FileFormat.PARQUET)
        .withPartitionPath(BronzeSchema.LANDING_HOUR + "=" + file.hour().orElseThrow())
        .withMetrics(appender.metrics())
        .withSplitOffsets(appender.splitOffsets())
        .build();
  }
}
