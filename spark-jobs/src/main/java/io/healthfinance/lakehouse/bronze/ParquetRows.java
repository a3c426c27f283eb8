package io.healthfinance.lakehouse.bronze;

import java.io.IOException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.Group;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/** Reads the rows of a Parquet file in its own raw schema. */
final class ParquetRows extends ParquetReader.Builder<Group> {

  private ParquetRows(InputFile file) {
    super(new IcebergParquetInput(file));
  }

  /** Opens a file with some of its columns. */
  static ParquetReader<Group> open(InputFile file, MessageType columns) throws IOException {
    return new ParquetRows(file).set(ReadSupport.PARQUET_READ_SCHEMA, columns.toString()).build();
  }

  @Override
  protected ReadSupport<Group> getReadSupport() {
    return new GroupReadSupport();
  }
}
