package io.healthfinance.lakehouse.gold;

/**
 * A SELECT with one place changed.
 *
 * @param name what was changed, the same as long as the text around the place is; the second place
 *     with the same change ends in {@code #2}
 * @param select the changed SELECT, without comments
 */
record SqlMutant(String name, String select) {}
