package io.healthfinance.lakehouse.testing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Change events captured from a real PostgreSQL 15 through Debezium, and what the source held at
 * the end. {@code testing/capture} is the recipe; its README says which scenario each table plays.
 */
public final class Captured {
  private static final String ROOT = "/captured/";
  private static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();

  /**
   * The instant at which the order of a database starts anew.
   *
   * @param from events with a {@code source.ts_ms} at or after it belong to the new epoch
   */
  public record Epoch(String database, Instant from, String reason) {}

  private Captured() {}

  /** Names of the captured tables, in name order. */
  public static List<String> tables() throws IOException {
    return files("tables/").stream()
        .map(file -> file.substring("tables/".length(), file.length() - ".yaml".length()))
        .sorted()
        .toList();
  }

  /** Copies the landing into a folder; returns {@code folder/landing}. */
  public static Path landing(Path folder) throws IOException {
    return copy("landing/", folder);
  }

  /**
   * Copies the contracts of the captured tables as a catalog folder; returns {@code
   * folder/catalog}, which holds {@code tables/*.yaml} and nothing else.
   */
  public static Path catalog(Path folder) throws IOException {
    copy("tables/", folder.resolve("catalog"));
    return folder.resolve("catalog");
  }

  /**
   * What silver must hold of a table: by column, the canonical text over which row checksums are
   * taken; a NULL value is null, a NULL element of an array is U+0000. This is {@code SELECT *} of
   * the source, except where the source cannot be known: rows with infinite values ({@code
   * special_values}) are absent, NaN is null, and of {@code toast_default} rows 2 and 6 to 9 are as
   * they were before their large values went missing and row 40, which never came complete, is
   * absent.
   */
  public static List<Map<String, String>> expected(String table) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (CSVRecord each : csv("expected/" + table + ".csv")) {
      Map<String, String> row = new LinkedHashMap<>();
      each.toMap().forEach((column, text) -> row.put(column, unescape(text)));
      rows.add(row);
    }
    return rows;
  }

  /** The epochs to declare before the captured events are reduced. */
  public static List<Epoch> epochs() throws IOException {
    return csv("epochs.csv").stream()
        .map(
            row ->
                new Epoch(row.get("database"), Instant.parse(row.get("from")), row.get("reason")))
        .toList();
  }

  private static String unescape(String text) {
    if (text.equals("\\N")) {
      return null;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      i++;
      switch (text.charAt(i)) {
        case '0' -> plain.append('\0');
        case 'n' -> plain.append('\n');
        case '\\' -> plain.append('\\');
        default ->
            throw new IllegalArgumentException("Unknown escape \\" + text.charAt(i) + " in a row");
      }
    }
    return plain.toString();
  }

  private static Path copy(String prefix, Path folder) throws IOException {
    for (String file : files(prefix)) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream in = open(file)) {
        Files.copy(in, target);
      }
    }
    return folder.resolve(prefix);
  }

  private static List<String> files(String prefix) throws IOException {
    try (InputStream in = open("files.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(file -> file.startsWith(prefix))
          .toList();
    }
  }

  private static List<CSVRecord> csv(String file) throws IOException {
    try (Reader reader = new InputStreamReader(open(file), StandardCharsets.UTF_8);
        CSVParser parser = CSV.parse(reader)) {
      return parser.getRecords();
    }
  }

  private static InputStream open(String file) throws IOException {
    InputStream in = Captured.class.getResourceAsStream(ROOT + file);
    if (in == null) {
      throw new FileNotFoundException(
          "No captured file " + file + "; testing/capture/README.md tells how to make it");
    }
    return in;
  }
}
