package io.healthfinance.lakehouse.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;

/**
 * Collects change events by table and lands one file per table when told to. Events of the table
 * {@code capture_marks} only say how far the connector has read; they are not landed.
 */
final class LandingSink {
  static final String MARKS = "capture_marks";
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/'hour='HH").withZone(ZoneOffset.UTC);

  private final Path landing;
  private final Map<String, List<Struct>> pending = new TreeMap<>();
  private String lastMark = "";
  private int files;

  LandingSink(Path landing) {
    this.landing = landing;
  }

  synchronized void accept(Struct envelope) {
    String table = envelope.getStruct("source").getString("table");
    if (table.equals(MARKS)) {
      lastMark = envelope.getStruct("after").getString("mark");
      notifyAll();
    } else {
      pending.computeIfAbsent(table, name -> new ArrayList<>()).add(envelope);
    }
  }

  synchronized void awaitMark(String mark) throws InterruptedException {
    Instant deadline = Instant.now().plusSeconds(60);
    while (!lastMark.equals(mark)) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("The connector did not reach mark " + mark + " in 60 s");
      }
      wait(1000);
    }
  }

  /** Lands what has been collected, one file per table, named by the step that caused it. */
  synchronized void land(String step) throws IOException {
    files++;
    for (Map.Entry<String, List<Struct>> each : pending.entrySet()) {
      Path folder = landing.resolve(each.getKey()).resolve(HOUR.format(Instant.now()));
      Files.createDirectories(folder);
      Path file = folder.resolve("%03d-%s.parquet".formatted(files, step));
      ConnectParquet.write(file, each.getValue().get(0).schema(), each.getValue());
      System.out.printf("  %-20s %3d events  %s%n", each.getKey(), each.getValue().size(), file);
    }
    pending.clear();
  }
}
