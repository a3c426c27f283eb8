package io.healthfinance.lakehouse.datagen.synthea;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.commons.csv.CSVRecord;

/** One row of one file of Synthea's CSV export; a blank value is null. */
final class SyntheaRow {
  private final String file;
  private final CSVRecord row;

  SyntheaRow(String file, CSVRecord row) {
    this.file = file;
    this.row = row;
  }

  /**
   * The text of a column.
   *
   * @throws SyntheaFormatException when the file has no such column
   */
  String text(String column) {
    if (!row.isMapped(column)) {
      throw new SyntheaFormatException(
          file + " has no column " + column + ": export it with Synthea 3.x and import that");
    }
    String text = row.isSet(column) ? row.get(column).strip() : "";
    return text.isEmpty() ? null : text;
  }

  /** A point in time; a bare day is its first instant in UTC. */
  Instant instant(String column) {
    String text = text(column);
    if (text == null) {
      return null;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw unreadable(column, "a date or an ISO instant", e);
    }
  }

  LocalDate date(String column) {
    Instant instant = instant(column);
    return instant == null ? null : LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  BigDecimal decimal(String column) {
    String text = text(column);
    try {
      return text == null ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw unreadable(column, "a number", e);
    }
  }

  /** An identifier for a row that has none: its place in its file. */
  String idOf(String entity) {
    String name = entity + "|" + file + "|" + row.getRecordNumber();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private SyntheaFormatException unreadable(String column, String wanted, Exception cause) {
    return new SyntheaFormatException(
        file + " row " + row.getRecordNumber() + ": column " + column + " is not " + wanted, cause);
  }
}
