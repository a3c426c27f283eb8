package io.healthfinance.lakehouse.catalog.sql;

import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A derived silver or a gold table: one SELECT and its meaning.
 *
 * @param layer {@code silver} or {@code gold}
 * @param select the SELECT; inputs are written {@code ${input}} for silver tables and {@code
 *     :as_of} is the only clock
 * @param key columns that identify a row, in order
 * @param partition Iceberg partition transforms, for example {@code days(event_timestamp)}
 * @param sort columns that data files are sorted by
 * @param columns in published order with exact types
 */
public record SqlTable(
    String layer,
    String table,
    String description,
    String grain,
    String select,
    List<String> key,
    List<String> partition,
    List<String> sort,
    List<Column> columns,
    List<Input> inputs,
    List<Check> checks,
    List<WorkedCase> cases,
    Optional<Duration> freshness,
    Path file,
    Optional<Restatement> restatement,
    Optional<Refresh> refresh) {

  /** The input by which a SELECT reads the rows of its own table that are published now. */
  public static final String PUBLISHED = "published";

  /** A table of which every run gives all rows. */
  public SqlTable(
      String layer,
      String table,
      String description,
      String grain,
      String select,
      List<String> key,
      List<String> partition,
      List<String> sort,
      List<Column> columns,
      List<Input> inputs,
      List<Check> checks,
      List<WorkedCase> cases,
      Optional<Duration> freshness,
      Path file) {
    this(
        layer,
        table,
        description,
        grain,
        select,
        key,
        partition,
        sort,
        columns,
        inputs,
        checks,
        cases,
        freshness,
        file,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * How far back a run of a daily table replaces rows; older ones stay as they were published.
   *
   * @param column the date column that places a row
   * @param span whole days; rows of the last {@code span} business days up to as-of are replaced
   */
  public record Restatement(String column, Duration span) {}

  /**
   * How a run can compute only what changed: the rows of one value of {@code column} depend on the
   * input rows of that value alone, and on the inputs that are read whole.
   *
   * @param column a column of the table that is never NULL, {@code patient_id} for most
   * @param keyed the column of every input that holds such a value, by input name; inputs that are
   *     not named are read whole, and when one of them changes all rows are computed anew
   * @param changesAt by input, SQL expressions over its columns (and {@code :business_zone}) that
   *     give the instant or business day at which the rows of that value change although no fact
   *     does, for example when a planned visit begins
   */
  public record Refresh(
      String column, Map<String, String> keyed, Map<String, List<String>> changesAt) {}

  /** Layer and name; tables of two layers may share a name. */
  public String qualified() {
    return layer + "." + table;
  }

  /** The same table with its inputs and columns resolved. */
  public SqlTable linked(List<Input> resolved, List<Column> others) {
    return new SqlTable(
        layer,
        table,
        description,
        grain,
        select,
        key,
        partition,
        sort,
        List.copyOf(others),
        List.copyOf(resolved),
        checks,
        cases,
        freshness,
        file,
        restatement,
        refresh);
  }

  /**
   * One published column.
   *
   * @param type Spark DDL type, exactly as published
   * @param sources {@code table.column} names it is computed from
   */
  public record Column(
      String name,
      String type,
      String description,
      Optional<String> unit,
      List<String> sources,
      PiiClass pii,
      Optional<String> piiReason) {

    /** The same column in another PII class. */
    public Column withPii(PiiClass other) {
      return new Column(name, type, description, unit, sources, other, piiReason);
    }
  }

  /**
   * A table the SELECT reads, or a check only.
   *
   * @param name as written in the SELECT: {@code users}, {@code vitals_normalized}, {@code
   *     ref_zip}, {@code ops_quality_scores}, or {@link #PUBLISHED}
   * @param maxAge empty: fresh, a block of the input blocks this table; present: a blocked input
   *     may be read at its published snapshot while that is not older
   * @param layer namespace of the table that is read
   * @param table its name there
   * @param producer {@code layer.table} that must have moved before; for a history its base table
   */
  public record Input(
      String name, Optional<Duration> maxAge, String layer, String table, String producer) {

    /** A silver table under its own name. */
    public Input(String name, Optional<Duration> maxAge) {
      this(name, maxAge, "silver", name, "silver." + name);
    }
  }

  /**
   * A condition that must hold before the table is published.
   *
   * @param kind unique, complete, range, satisfies or reconcile
   * @param expression column list, column or SQL predicate, by kind
   */
  public record Check(
      String name,
      String kind,
      List<String> columns,
      Optional<String> expression,
      Optional<java.math.BigDecimal> min,
      Optional<java.math.BigDecimal> max) {

    private static final Pattern INPUT = Pattern.compile("\\$\\{([^}]*)}");

    /** Names of the inputs that the expression reads, in order. */
    public Set<String> inputs() {
      return INPUT
          .matcher(expression.orElse(""))
          .results()
          .map(match -> match.group(1))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  /**
   * Small inputs and the rows they must give.
   *
   * @param asOf ISO-8601 instant
   * @param inputs rows per input table; a column left out is NULL
   * @param expected rows; only the named columns are compared
   */
  public record WorkedCase(
      String name, String asOf, List<TableRows> inputs, List<Map<String, Object>> expected) {}

  /** Rows of one table. */
  public record TableRows(String table, List<Map<String, Object>> rows) {}
}
