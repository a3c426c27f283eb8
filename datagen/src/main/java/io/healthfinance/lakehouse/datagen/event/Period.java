package io.healthfinance.lakehouse.datagen.event;

/**
 * The generated period in epoch milliseconds.
 *
 * @param fromMs moment of the snapshot
 * @param toMs end, exclusive
 */
public record Period(long fromMs, long toMs) {}
