package io.healthfinance.lakehouse.bronze;

import java.time.Instant;
import java.util.Optional;

/**
 * A file in the landing zone.
 *
 * @param location as bronze will name it: the configured landing root, then the path below it
 * @param hour {@code yyyy-MM-dd-HH} of its hour folder, empty when it lies outside of one
 * @param length bytes
 * @param modifiedAt last change, milliseconds
 */
public record LandedFile(
    String table, String location, Optional<String> hour, long length, Instant modifiedAt) {}
