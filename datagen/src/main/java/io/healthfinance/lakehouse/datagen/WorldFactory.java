package io.healthfinance.lakehouse.datagen;

import io.healthfinance.lakehouse.catalog.Catalog;

/**
 * Builds the world of one run; found through {@link java.util.ServiceLoader} unless one is given to
 * the {@code Generator}.
 */
public interface WorldFactory {

  World create(Catalog catalog, GenerateOptions options);
}
