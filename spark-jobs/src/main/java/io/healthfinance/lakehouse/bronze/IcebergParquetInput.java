package io.healthfinance.lakehouse.bronze;

import java.io.IOException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.iceberg.shaded.org.apache.parquet.io.DelegatingSeekableInputStream;

/** Lets Parquet read through Iceberg's file access, whatever storage that is. */
record IcebergParquetInput(InputFile file)
    implements org.apache.iceberg.shaded.org.apache.parquet.io.InputFile {

  @Override
  public long getLength() {
    return file.getLength();
  }

  @Override
  public org.apache.iceberg.shaded.org.apache.parquet.io.SeekableInputStream newStream() {
    SeekableInputStream stream = file.newStream();
    return new DelegatingSeekableInputStream(stream) {
      @Override
      public long getPos() throws IOException {
        return stream.getPos();
      }

      @Override
      public void seek(long position) throws IOException {
        stream.seek(position);
      }
    };
  }
}
