package io.healthfinance.lakehouse.bronze;

import java.util.List;
import java.util.Optional;

/**
 * What one run did to one bronze table.
 *
 * @param filesRegistered files that became part of the table, copies included
 * @param events rows of those files
 * @param bytes of those files as landed
 * @param snapshotId the table's snapshot afterwards, empty while the table has no data
 * @param changed whether this run committed data
 * @param copied files for which a normalised copy stands in, with the reasons
 * @param rejected files rejected for the first time
 * @param failure why the table could not be worked on at all
 */
public record BronzeResult(
    String table,
    int filesRegistered,
    long events,
    long bytes,
    Optional<Long> snapshotId,
    boolean changed,
    List<CopiedFile> copied,
    List<RejectedFile> rejected,
    List<PendingFile> pending,
    List<SchemaDrift> drift,
    Optional<String> failure) {

  /**
   * A file that bronze holds as a copy.
   *
   * @param location where it landed and stays
   * @param reasons why Iceberg would not read it right as it is
   */
  public record CopiedFile(String location, List<String> reasons) {}

  static BronzeResult failed(String table, String sentence) {
    return new BronzeResult(
        table,
        0,
        0,
        0,
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(sentence));
  }
}
