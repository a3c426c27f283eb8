package io.healthfinance.lakehouse.datagen.landing;

import io.healthfinance.lakehouse.datagen.event.ByteSink;
import io.healthfinance.lakehouse.datagen.event.ChangeEvent;
import io.healthfinance.lakehouse.datagen.event.EventRecord;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.ParquetWriter;

/** Writes a few events of one table as one file. */
public final class HourFile {

  private HourFile() {}

  /** Writes the events in the given order. */
  public static void write(Path file, TableLayout layout, List<ChangeEvent> events)
      throws IOException {
    try (ParquetWriter<EnvelopeWriteSupport.Position> writer =
        EnvelopeFile.open(file, EnvelopeSchema.of(layout.contract()), Long.MAX_VALUE)) {
      for (ChangeEvent event : events) {
        ByteSink record = new ByteSink(1024);
        EventRecord.write(event, record);
        String snapshot = event.op() == 'r' ? "true" : "false";
        writer.write(new EnvelopeWriteSupport.Position(record.array(), 0, snapshot));
      }
    }
  }
}
