package io.healthfinance.lakehouse.datagen.synthea;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param snapshotAt the instant at which the sources were read: the newest fact of the export
 * @param files one entry per file of the export, in the order of reading
 * @param rows rows landed, by source table
 * @param brokenRules landed rows that break a rule of their contract, by source table and rule; a
 *     row that breaks two counts twice
 */
public record ImportSummary(
    Instant snapshotAt,
    List<FileSummary> files,
    Map<String, Long> rows,
    Map<String, Map<String, Long>> brokenRules) {

  /**
   * What became of one file.
   *
   * @param read rows in the file
   * @param mapped rows that became at least one row of a source table, alone or with others
   * @param withoutTarget rows that became none, by reason
   */
  public record FileSummary(String file, long read, long mapped, Map<String, Long> withoutTarget) {}
}
