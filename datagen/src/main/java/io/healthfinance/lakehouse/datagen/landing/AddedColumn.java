package io.healthfinance.lakehouse.datagen.landing;

/**
 * Additive drift: a nullable text column that one service adds in mid-period.
 *
 * @param fromSlot first landing slot whose files have the column
 */
public record AddedColumn(String table, String column, int fromSlot) {}
