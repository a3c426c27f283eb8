package io.healthfinance.lakehouse.bench;

import java.util.Map;

/**
 * One run of one side.
 *
 * @param steps seconds of each part
 * @param peakBytes largest resident set of the process; 0 where the system does not tell
 * @param bytesWritten files that the run left in its home and that were not there before
 */
public record Measurement(
    double seconds, Map<String, Double> steps, long peakBytes, long bytesWritten, Rows rows) {}
