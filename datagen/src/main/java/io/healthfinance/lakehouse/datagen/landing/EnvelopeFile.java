package io.healthfinance.lakehouse.datagen.landing;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Opens Parquet files of envelopes on the local disk, without Hadoop's checksum files. */
final class EnvelopeFile {

  private static final long ROW_GROUP_BYTES = 48L << 20;

  /** Empty and never written to; making one per file costs more than a small file. */
  private static final Configuration CONFIGURATION = new Configuration(false);

  private EnvelopeFile() {}

  static ParquetWriter<EnvelopeWriteSupport.Position> open(
      Path file, EnvelopeSchema schema, long addedFromMs) throws IOException {
    Files.createDirectories(file.getParent());
    Builder builder =
        new Builder(new LocalOutput(file), new EnvelopeWriteSupport(schema, addedFromMs))
            .withConf(CONFIGURATION)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withPageSize(1 << 20)
            .withPageRowCountLimit(50_000)
            .withDictionaryPageSize(256 << 10)
            .withDictionaryEncoding("source.sequence", false)
            .withDictionaryEncoding("source.lsn", false)
            .withDictionaryEncoding("source.txId", false)
            .withDictionaryEncoding("source.ts_ms", false)
            .withDictionaryEncoding("ts_ms", false);
    for (ColumnContract column : schema.contract().columns()) {
      if (schema.contract().key().contains(column.name()) || isMoment(column.type())) {
        builder.withDictionaryEncoding("before." + column.name(), false);
        builder.withDictionaryEncoding("after." + column.name(), false);
      }
    }
    return builder.build();
  }

  /** Moments hardly repeat, so a dictionary only costs time. */
  private static boolean isMoment(ColumnType type) {
    return type.kind() == ColumnType.Kind.TIMESTAMP || type.kind() == ColumnType.Kind.TIMESTAMPTZ;
  }

  private static final class Builder
      extends ParquetWriter.Builder<EnvelopeWriteSupport.Position, Builder> {
    private final EnvelopeWriteSupport support;

    Builder(OutputFile file, EnvelopeWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<EnvelopeWriteSupport.Position> getWriteSupport(Configuration conf) {
      return support;
    }
  }

  private record LocalOutput(Path file) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      return new CountingStream(new BufferedOutputStream(Files.newOutputStream(file), 64 << 10));
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public String getPath() {
      return file.toString();
    }
  }

  private static final class CountingStream extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    CountingStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
