package io.healthfinance.lakehouse.datagen.landing;

import io.healthfinance.lakehouse.datagen.event.TableLayout;
import java.nio.file.Path;

/**
 * A readable file of the landing directory.
 *
 * @param path relative to the landing directory
 */
public record LandedFile(Path path, TableLayout layout, int slot, int events) {}
