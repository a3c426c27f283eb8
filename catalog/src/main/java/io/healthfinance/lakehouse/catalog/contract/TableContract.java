package io.healthfinance.lakehouse.catalog.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The meaning of one source table: what a service stores, what may be believed of it, and how it is
 * protected. Loaded from one YAML file; everything else (bronze schema, silver cleaning, checks,
 * masks, dictionary, connector) follows from it.
 *
 * @param key primary key columns, in order
 * @param eventTime column that says when the fact happened; empty for master data
 * @param subject column that holds the person the row is about
 * @param freshness longest age of the newest landing before an alert; empty when static
 * @param history whether {@code <table>_history} (SCD2) is kept
 * @param critical columns whose completeness is scored against 98 %; never {@code required}
 * @param criticalTable counts double in scores
 * @param size expected order of magnitude, decides the bucket count
 * @param quarantineLimit share of events of one landing hour that may be quarantined, 0-1
 * @param orphanLimit share of references that may miss their parent, 0-1
 * @param version hash of the file's meaning; a change marks contract lag
 * @param file where the contract was read from
 */
public record TableContract(
    String table,
    String service,
    String database,
    String schema,
    String description,
    List<String> key,
    Optional<String> eventTime,
    Optional<String> subject,
    List<ColumnContract> columns,
    List<RowRule> rules,
    Optional<Duration> freshness,
    boolean history,
    List<String> critical,
    boolean criticalTable,
    Size size,
    double quarantineLimit,
    double orphanLimit,
    String version,
    Path file) {

  /** Expected order of magnitude of live rows. */
  public enum Size {
    SMALL(1),
    MEDIUM(2),
    LARGE(8);

    private final int buckets;

    Size(int buckets) {
      this.buckets = buckets;
    }

    public int buckets() {
      return buckets;
    }
  }

  /** The same contract under another version. */
  public TableContract withVersion(String newVersion) {
    return new TableContract(
        table,
        service,
        database,
        schema,
        description,
        key,
        eventTime,
        subject,
        columns,
        rules,
        freshness,
        history,
        critical,
        criticalTable,
        size,
        quarantineLimit,
        orphanLimit,
        newVersion,
        file);
  }

  public ColumnContract column(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("Table " + table + " has no column " + name));
  }

  public Optional<ColumnContract> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  public Set<String> columnNames() {
    return columns.stream().map(ColumnContract::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Columns whose clear value silver stores. */
  public List<ColumnContract> clearColumns() {
    return columns.stream().filter(column -> column.pii().isClear()).toList();
  }

  /** Columns of which silver stores a keyed token. */
  public List<ColumnContract> tokenColumns() {
    return columns.stream().filter(column -> column.pii().hasToken()).toList();
  }
}
