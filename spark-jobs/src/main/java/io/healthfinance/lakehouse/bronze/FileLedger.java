package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.ops.BronzeFileRow;
import io.healthfinance.lakehouse.ops.OperatorActionRow;
import io.healthfinance.lakehouse.ops.OpsTable;
import io.healthfinance.lakehouse.ops.OpsTables;
import io.healthfinance.lakehouse.ops.RejectedFileRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * What earlier runs and operators decided about the files of a window.
 *
 * <p>The bronze table's own file list is the truth about what is registered, but it has no room for
 * a footer checksum: the one free field, key metadata, makes every reader warn about a missing
 * decryption. So {@code ops.bronze_files} keeps (path, length, change time, checksum), written
 * after the append: it answers "nothing new" from one read of one table, pruned to the window's
 * hours, and a footer is read again only when length or change time moved. A run that died between
 * the two writes leaves a file in the table without its row; the next run finds it in the table and
 * adds the row.
 */
final class FileLedger {

  /** What makes a rejection count for a file as it is now. */
  private record Rejection(String file, long length, Instant modifiedAt, String contractVersion) {}

  private final Map<String, BronzeFileRow> registered;
  private final Map<Rejection, RejectedFileRow> rejected = new HashMap<>();
  private final Map<String, OperatorActionRow> decisions;

  private FileLedger(
      List<BronzeFileRow> registered,
      List<RejectedFileRow> rejected,
      List<OperatorActionRow> decisions) {
    this.registered =
        newest(registered, BronzeFileRow::file, Comparator.comparing(BronzeFileRow::recordedAt));
    this.decisions =
        newest(decisions, OperatorActionRow::file, Comparator.comparing(OperatorActionRow::at));
    rejected.forEach(
        row ->
            this.rejected.put(
                new Rejection(row.file(), row.length(), row.modifiedAt(), row.contractVersion()),
                row));
  }

  static FileLedger read(OpsTables ops, LandingWindow window) {
    Expression hours =
        window.isEverything()
            ? Expressions.alwaysTrue()
            : Expressions.greaterThanOrEqual("landing_hour", window.firstHour());
    Expression rejections =
        window.isEverything() ? hours : Expressions.or(hours, Expressions.isNull("landing_hour"));
    Predicate<OperatorActionRow> aboutFiles =
        action ->
            action.action().equals(FileExclusion.EXCLUDE)
                || action.action().equals(FileExclusion.INCLUDE);
    return new FileLedger(
        ops.read(OpsTable.BRONZE_FILES, hours),
        ops.read(OpsTable.REJECTED_FILES, rejections),
        ops.read(OpsTable.OPERATOR_ACTIONS).stream().filter(aboutFiles).toList());
  }

  private static <T> Map<String, T> newest(
      List<T> rows, Function<T, String> file, Comparator<T> age) {
    return rows.stream()
        .collect(
            Collectors.toMap(file, Function.identity(), (a, b) -> age.compare(a, b) > 0 ? a : b));
  }

  boolean isExcluded(LandedFile file) {
    return decision(file).filter(row -> row.action().equals(FileExclusion.EXCLUDE)).isPresent();
  }

  /**
   * The file's registration in this very table; empty also when an operator has included the file
   * again since.
   */
  Optional<BronzeFileRow> registration(LandedFile file, String tableUuid) {
    return Optional.ofNullable(registered.get(file.location()))
        .filter(row -> row.tableUuid().equals(tableUuid))
        .filter(
            row ->
                decision(file).filter(action -> action.at().isAfter(row.recordedAt())).isEmpty());
  }

  Optional<RejectReason> rejection(LandedFile file, String contractVersion) {
    return Optional.ofNullable(
            rejected.get(
                new Rejection(file.location(), file.length(), file.modifiedAt(), contractVersion)))
        .map(row -> RejectReason.valueOf(row.reason()));
  }

  private Optional<OperatorActionRow> decision(LandedFile file) {
    return Optional.ofNullable(decisions.get(file.location()));
  }
}
