package io.healthfinance.lakehouse.datagen.synthea;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A checked-in list that translates a code of Synthea: the first column is Synthea's code, the
 * others what it is called here. A code that is not listed has no translation.
 */
final class Codes {
  private final Map<String, Map<String, String>> rows = new HashMap<>();

  private Codes() {}

  /** Reads {@code synthea/<name>.csv} from the class path. */
  static Codes load(String name) {
    Codes codes = new Codes();
    String resource = "/synthea/" + name + ".csv";
    try (InputStream in = Codes.class.getResourceAsStream(resource);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();
      for (CSVRecord each : format.parse(reader)) {
        codes.rows.put(each.get(0), each.toMap());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
    return codes;
  }

  /** The translation of a code into one column; empty when there is none. */
  Optional<String> find(String code, String column) {
    Map<String, String> row = code == null ? null : rows.get(code);
    return Optional.ofNullable(row).map(each -> each.get(column)).filter(text -> !text.isEmpty());
  }

  /** The translation of the first code whose column holds a value. */
  Optional<String> findBy(String known, String value, String wanted) {
    return rows.values().stream()
        .filter(row -> row.get(known).equals(value))
        .map(row -> row.get(wanted))
        .findFirst();
  }
}
