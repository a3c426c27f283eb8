package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * Start of a new epoch of a source database: after a failover, a restore or a slot reset its log
 * sequence numbers start over.
 *
 * @param fromTs first {@code source.ts_ms} of the epoch
 */
public record SourceEpochRow(String database, Instant fromTs, String reason, Instant declaredAt) {}
