package io.healthfinance.lakehouse.datagen.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.healthfinance.lakehouse.datagen.event.Layouts;
import io.healthfinance.lakehouse.datagen.event.RowChecksum;
import io.healthfinance.lakehouse.datagen.event.TableLayout;
import io.healthfinance.lakehouse.datagen.event.Version;
import io.healthfinance.lakehouse.datagen.landing.LandingCalendar;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The expected rows of every silver base table: after everything has landed, and after each of the
 * last landing hours. Adds up entity by entity, so memory does not grow with the data.
 */
public final class TruthTables {

  /**
   * One event of a key as it reaches silver.
   *
   * @param slot landing slot of its first delivery
   * @param valid whether it passes its contract; a delete always does
   * @param row null for a delete
   * @param checksum of the row; {@link Version#UNKNOWN} when nobody has computed it yet
   */
  public record Outcome(int slot, boolean valid, Object[] row, long checksum) {}

  private static final long LOW = 0xFFFFFFFFL;

  private final Layouts layouts;
  private final LandingCalendar calendar;
  private final int[] cuts;
  private final RowChecksum checksum = new RowChecksum();
  private final long[][] rows;
  private final long[][] events;
  private final long[][] lowSums;
  private final long[][] highSums;

  /**
   * @param hours number of last landing hours to state one by one
   */
  public TruthTables(Layouts layouts, LandingCalendar calendar, int hours) {
    this.layouts = layouts;
    this.calendar = calendar;
    int count = Math.max(1, Math.min(hours + 1, calendar.slots()));
    cuts = new int[count];
    for (int i = 0; i < count; i++) {
      cuts[i] = calendar.lastSlot() - (count - 1 - i);
    }
    int tables = layouts.all().size();
    rows = new long[tables][count];
    events = new long[tables][count];
    lowSums = new long[tables][count];
    highSums = new long[tables][count];
  }

  /** Adds delivered events of a slot. */
  public void delivered(TableLayout layout, int slot, long count) {
    for (int cut = 0; cut < cuts.length; cut++) {
      if (slot <= cuts[cut]) {
        events[layout.ordinal()][cut] += count;
      }
    }
  }

  /** Adds a key with its events in order of their order key. */
  public void key(TableLayout layout, List<Outcome> outcomes) {
    int table = layout.ordinal();
    Outcome previous = null;
    long hash = 0;
    for (int cut = 0; cut < cuts.length; cut++) {
      Outcome survivor = survivor(outcomes, cuts[cut]);
      if (survivor == null || survivor.row() == null) {
        continue;
      }
      if (survivor != previous) {
        hash =
            survivor.checksum() == Version.UNKNOWN
                ? checksum.of(layout, survivor.row())
                : survivor.checksum();
        previous = survivor;
      }
      rows[table][cut]++;
      lowSums[table][cut] += hash & LOW;
      highSums[table][cut] += hash >>> Integer.SIZE;
    }
  }

  /** The newest valid event among what has landed; null when there is none. */
  private static Outcome survivor(List<Outcome> outcomes, int cut) {
    for (int i = outcomes.size() - 1; i >= 0; i--) {
      Outcome outcome = outcomes.get(i);
      if (outcome.slot() <= cut && outcome.valid()) {
        return outcome;
      }
    }
    return null;
  }

  /** Rows of a table after everything has landed. */
  public long rows(TableLayout layout) {
    return rows[layout.ordinal()][cuts.length - 1];
  }

  /** Delivered events of a table after everything has landed. */
  public long events(TableLayout layout) {
    return events[layout.ordinal()][cuts.length - 1];
  }

  /** Checksum of a table after everything has landed. */
  public BigInteger checksum(TableLayout layout) {
    return sum(layout.ordinal(), cuts.length - 1);
  }

  private BigInteger sum(int table, int cut) {
    return BigInteger.valueOf(highSums[table][cut])
        .shiftLeft(Integer.SIZE)
        .add(BigInteger.valueOf(lowSums[table][cut]));
  }

  /** Writes {@code tables.json} and {@code tables-<landing hour>.json} for each stated hour. */
  public void write(Path directory) throws IOException {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    for (int cut = 0; cut < cuts.length; cut++) {
      Map<String, Object> tables = new LinkedHashMap<>();
      for (TableLayout layout : layouts.all()) {
        int table = layout.ordinal();
        Map<String, Object> truth = new LinkedHashMap<>();
        truth.put("rows", rows[table][cut]);
        truth.put("checksum", sum(table, cut).toString());
        truth.put("events", events[table][cut]);
        tables.put(layout.table(), truth);
      }
      byte[] text = json.writeValueAsBytes(tables);
      Files.write(directory.resolve("tables-" + calendar.label(cuts[cut]) + ".json"), text);
      if (cut == cuts.length - 1) {
        Files.write(directory.resolve("tables.json"), text);
      }
    }
  }
}
