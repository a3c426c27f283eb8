package io.healthfinance.lakehouse.ops;

import java.time.Instant;

/**
 * Identity of a registered landing file; the newest row of a file counts.
 *
 * @param file location in the landing zone
 * @param dataFile location in the bronze table: the same, or the normalised copy
 * @param footerChecksum SHA-256 of the Parquet footer, the first 32 hexadecimal digits
 * @param normalised why a copy was needed; null for a zero-copy file
 * @param tableUuid the bronze table that holds it; a table that was dropped and made anew has none
 */
public record BronzeFileRow(
    String file,
    String dataFile,
    String tableName,
    String tableUuid,
    String landingHour,
    Long length,
    Instant modifiedAt,
    String footerChecksum,
    Long events,
    String normalised,
    String runId,
    Instant recordedAt) {}
