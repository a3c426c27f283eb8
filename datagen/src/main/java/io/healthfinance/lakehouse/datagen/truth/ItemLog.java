package io.healthfinance.lakehouse.datagen.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.healthfinance.lakehouse.datagen.event.ChangeEvent;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes {@code items.jsonl}: one JSON object per dirty item. */
public final class ItemLog implements Closeable {

  private final ObjectMapper json = new ObjectMapper();
  private final Writer out;
  private final Map<String, Long> counts = new TreeMap<>();
  private long items;

  public ItemLog(Path file) throws IOException {
    out = Files.newBufferedWriter(file);
  }

  /** Records a dirty event. */
  public void event(
      String kind,
      ChangeEvent event,
      Map<String, Object> key,
      String landingHour,
      String expected,
      String rule)
      throws IOException {
    write(
        kind,
        event.layout().table(),
        key,
        event.lsn(),
        String.valueOf(event.op()),
        null,
        landingHour,
        expected,
        rule);
  }

  /** Records a dirty file. */
  public void file(
      String kind, String table, Path file, String landingHour, String expected, String rule)
      throws IOException {
    String name = file == null ? null : file.toString();
    write(kind, table, null, null, null, name, landingHour, expected, rule);
  }

  private void write(
      String kind,
      String table,
      Map<String, Object> key,
      Long lsn,
      String op,
      String file,
      String landingHour,
      String expected,
      String rule)
      throws IOException {
    counts.merge(kind, 1L, Long::sum);
    String item = String.valueOf(++items);
    out.write(
        json.writeValueAsString(
            new TruthItem(item, kind, table, key, lsn, op, file, landingHour, expected, rule)));
    out.write('\n');
  }

  /** Items by kind. */
  public Map<String, Long> counts() {
    return counts;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
