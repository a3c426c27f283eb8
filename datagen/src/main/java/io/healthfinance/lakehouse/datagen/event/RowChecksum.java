package io.healthfinance.lakehouse.datagen.event;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Checksum of a row as silver should hold it: the clear columns in contract order as canonical
 * text, joined by U+001F, then the first 15 hexadecimal digits of the MD5. A table's checksum is
 * the sum over its rows.
 */
public final class RowChecksum {

  private static final char SEPARATOR = '\u001F';
  private static final char NULL = '\0';
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private final MessageDigest md5;
  private final StringBuilder text = new StringBuilder(512);

  public RowChecksum() {
    try {
      md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }

  public long of(TableLayout layout, Object[] row) {
    text.setLength(0);
    List<ColumnContract> columns = layout.contract().columns();
    boolean first = true;
    for (int i = 0; i < row.length; i++) {
      if (columns.get(i).pii().isClear()) {
        if (!first) {
          text.append(SEPARATOR);
        }
        first = false;
        append(row[i]);
      }
    }
    byte[] digest = md5.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    long head = 0;
    for (int i = 0; i < 8; i++) {
      head = head << 8 | digest[i] & 0xFF;
    }
    return head >>> 4;
  }

  private void append(Object value) {
    if (value == null) {
      text.append(NULL);
    } else if (value instanceof BigDecimal decimal) {
      text.append(decimal.toPlainString());
    } else if (value instanceof Instant instant) {
      text.append(instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / 1000);
    } else if (value instanceof LocalDateTime time) {
      text.append(time.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND + time.getNano() / 1000);
    } else if (value instanceof LocalTime time) {
      text.append(TIME.format(time));
    } else if (value instanceof List<?> items) {
      text.append('[');
      for (int i = 0; i < items.size(); i++) {
        if (i > 0) {
          text.append(',');
        }
        append(items.get(i));
      }
      text.append(']');
    } else {
      text.append(value);
    }
  }
}
