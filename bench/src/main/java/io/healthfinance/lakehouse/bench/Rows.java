package io.healthfinance.lakehouse.bench;

/**
 * A table's content.
 *
 * @param checksum sum of a hash of each row over the compared columns, whatever their order
 */
public record Rows(long count, String checksum) {}
