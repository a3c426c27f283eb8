package io.healthfinance.lakehouse.silver;

import java.util.List;

/** Columns that the lake adds to every base table of silver. */
public final class SystemColumns {

  /** Era of the source's log; a failover or restore starts the next. */
  public static final String EPOCH = "_epoch";

  /** 0 for a row of an initial snapshot, 1 for everything else. */
  public static final String CLASS = "_class";

  /** Log sequence number of the event, compared as a number. */
  public static final String LSN = "_lsn";

  /** Whether the source changed the row then; false when a snapshot only read it. */
  public static final String CHANGED = "_changed";

  /** When the source committed the event. */
  public static final String SOURCE_TS = "_source_ts";

  /** Hash of the carried values; ties at one order key go to the greater one. */
  public static final String PAYLOAD_HASH = "_payload_hash";

  /** Names of the {@code warn} rules the row breaks, sorted. */
  public static final String WARNINGS = "_warnings";

  /** LSN of a newer event of the same key that is in quarantine. */
  public static final String NEWER_REJECTED_LSN = "_newer_rejected_lsn";

  /** Run that last wrote the row; not part of any checksum. */
  public static final String RUN_ID = "_run_id";

  /** In table order. */
  public static final List<String> ALL =
      List.of(
          EPOCH,
          CLASS,
          LSN,
          CHANGED,
          SOURCE_TS,
          PAYLOAD_HASH,
          WARNINGS,
          NEWER_REJECTED_LSN,
          RUN_ID);

  private SystemColumns() {}
}
