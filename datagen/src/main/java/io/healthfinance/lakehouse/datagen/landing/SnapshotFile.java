package io.healthfinance.lakehouse.datagen.landing;

import io.healthfinance.lakehouse.datagen.event.ByteSink;
import io.healthfinance.lakehouse.datagen.event.ChangeEvent;
import io.healthfinance.lakehouse.datagen.event.EventRecord;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.hadoop.ParquetWriter;

/**
 * One file with all rows of a table as the reads of one snapshot: they share one LSN, and the last
 * row says that it is the last.
 */
public final class SnapshotFile implements Closeable {

  private static final int RECORD_BYTES = 4096;

  private final TableLayout layout;
  private final long snapshotMs;
  private final long lsn;
  private final ParquetWriter<EnvelopeWriteSupport.Position> writer;
  private final ByteSink scratch = new ByteSink(RECORD_BYTES);
  private byte[] pending;
  private long rows;

  /**
   * @param snapshotMs when the snapshot was taken, epoch milliseconds
   * @param lsn consistent point of the snapshot
   */
  public SnapshotFile(Path file, TableLayout layout, long snapshotMs, long lsn) throws IOException {
    this.layout = layout;
    this.snapshotMs = snapshotMs;
    this.lsn = lsn;
    this.writer = EnvelopeFile.open(file, EnvelopeSchema.of(layout.contract()), Long.MAX_VALUE);
  }

  /** Adds a row in contract order. */
  public void add(Object[] row) throws IOException {
    if (pending != null) {
      write(rows == 1 ? "first_in_data_collection" : "true");
    }
    byte[] after = layout.encode(row, scratch);
    scratch.clear();
    EventRecord.write(
        new ChangeEvent(layout, 'r', snapshotMs, lsn, snapshotMs, null, after), scratch);
    pending = scratch.toByteArray();
    rows++;
  }

  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    try (writer) {
      if (pending != null) {
        write("last_in_data_collection");
      }
    }
  }

  private void write(String snapshot) throws IOException {
    writer.write(new EnvelopeWriteSupport.Position(pending, 0, snapshot));
    pending = null;
  }
}
