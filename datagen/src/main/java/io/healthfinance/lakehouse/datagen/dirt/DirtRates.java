package io.healthfinance.lakehouse.datagen.dirt;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** How much goes wrong; {@code dirt.yaml} explains each figure. */
public record DirtRates(
    double redeliveredEvent,
    double late,
    double outOfOrder,
    double staleAfterDelete,
    double invalid,
    double missingRequired,
    double warned,
    double orphan,
    double redeliveredFile,
    int truncatedFiles,
    int emptyFiles,
    int notParquetFiles,
    int narrowingFiles,
    int markerFiles,
    String addedColumnTable,
    String addedColumn) {

  private static final String FILE = "dirt.yaml";

  /** The rates of {@code dirt.yaml} on the class path. */
  public static DirtRates load() {
    try (InputStream in = DirtRates.class.getClassLoader().getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the class path");
      }
      Map<String, Object> values = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return of(values);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + FILE, e);
    }
  }

  /** Nothing goes wrong. */
  public static DirtRates none() {
    return new DirtRates(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "", "");
  }

  /**
   * Reads the figures by name.
   *
   * @throws IllegalArgumentException naming the figure, when one is missing, unknown or out of
   *     range
   */
  public static DirtRates of(Map<String, Object> values) {
    Reader reader = new Reader(values, new TreeSet<>(values.keySet()));
    DirtRates rates =
        new DirtRates(
            reader.share("redelivered_event"),
            reader.share("late"),
            reader.share("out_of_order"),
            reader.share("stale_after_delete"),
            reader.share("invalid"),
            reader.share("missing_required"),
            reader.share("warned"),
            reader.share("orphan"),
            reader.share("redelivered_file"),
            reader.count("truncated_files"),
            reader.count("empty_files"),
            reader.count("not_parquet_files"),
            reader.count("narrowing_files"),
            reader.count("marker_files"),
            reader.text("added_column_table"),
            reader.text("added_column"));
    if (!reader.unread().isEmpty()) {
      throw new IllegalArgumentException(FILE + " has unknown entries: " + reader.unread());
    }
    return rates;
  }

  private record Reader(Map<String, Object> values, TreeSet<String> unread) {

    double share(String name) {
      double value = number(name).doubleValue();
      if (value < 0 || value > 1) {
        throw new IllegalArgumentException(FILE + ": " + name + " must be between 0 and 1");
      }
      return value;
    }

    int count(String name) {
      int value = number(name).intValue();
      if (value < 0) {
        throw new IllegalArgumentException(FILE + ": " + name + " must not be negative");
      }
      return value;
    }

    String text(String name) {
      unread.remove(name);
      if (values.get(name) instanceof String text) {
        return text;
      }
      throw new IllegalArgumentException(FILE + ": " + name + " must be a name");
    }

    private Number number(String name) {
      unread.remove(name);
      if (values.get(name) instanceof Number number) {
        return number;
      }
      throw new IllegalArgumentException(FILE + ": " + name + " must be a number");
    }
  }
}
