package io.healthfinance.lakehouse.quality;

/**
 * What one check found, in the form in which {@code ops.quality_metrics} stores it.
 *
 * @param column the column or columns the check is about; null for a check of the table
 * @param value the measured number: a share of rows (0-1) for the checks that look at rows, a share
 *     of events or references (0-1), a row count, or a difference; null when nothing was measured
 * @param threshold what the value is compared with, for example {@code >= 0.9}
 * @param message a sentence for an operator; names table, check, column, value and limit, never the
 *     value of a row
 */
public record CheckResult(
    String name,
    String kind,
    String column,
    boolean passed,
    Double value,
    String threshold,
    String message) {}
