package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * A landing file that is not part of bronze. A file is recorded once for each content and contract
 * version.
 *
 * @param file location in the landing zone
 * @param landingHour {@code yyyy-MM-dd-HH}; null outside an hour folder
 * @param sentence what is wrong and how to fix it; holds no row values
 * @param contractVersion the contract that rejected it; another version judges the file again
 */
public record RejectedFileRow(
    String file,
    String tableName,
    String landingHour,
    String reason,
    String sentence,
    Long length,
    Instant modifiedAt,
    String contractVersion,
    Instant firstSeen,
    String runId) {}
