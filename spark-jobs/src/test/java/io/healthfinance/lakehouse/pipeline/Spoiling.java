package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.quality.GateCheck;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One way to spoil a branch.
 *
 * @param table the table whose branch it is
 * @param kind the kind of check that must notice
 * @param noticedBy names of the checks that must stop the branch, and no other may
 * @param sql what is done to the branch, which it calls {@code {b}}; may be empty
 * @param told what the run says about its batch
 */
record Spoiling(
    String table,
    Class<? extends GateCheck> kind,
    List<String> noticedBy,
    List<String> sql,
    Told told) {

  /**
   * What a run knows of a batch without looking at the branch.
   *
   * @param eventsIn events of the landed files; 100 of them have a class
   * @param quarantined events of the one landing hour that were quarantined
   * @param fatal events per broken rule that stops the table
   * @param extraRows by how many rows the ledger says too much
   * @param extraChecksum by how much the ledger's checksum is too high
   */
  record Told(
      long eventsIn,
      long quarantined,
      Map<String, Long> fatal,
      long extraRows,
      long extraChecksum) {

    static Told truth() {
      return new Told(100, 2, Map.of(), 0, 0);
    }
  }

  static Spoiling of(
      String table, Class<? extends GateCheck> kind, String noticedBy, String... sql) {
    return new Spoiling(table, kind, List.of(noticedBy), List.of(sql), Told.truth());
  }

  static Spoiling told(
      String table, Class<? extends GateCheck> kind, String noticedBy, UnaryOperator<Told> lie) {
    return new Spoiling(table, kind, List.of(noticedBy), List.of(), lie.apply(Told.truth()));
  }

  /** The same, noticed by one more check: a YAML may ask twice. */
  Spoiling andBy(String another) {
    return new Spoiling(table, kind, List.of(noticedBy.get(0), another), sql, told);
  }

  @Override
  public String toString() {
    return table + " " + noticedBy.get(0);
  }
}
