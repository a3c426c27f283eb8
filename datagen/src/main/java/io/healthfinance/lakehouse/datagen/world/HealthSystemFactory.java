package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.World;
import io.healthfinance.lakehouse.datagen.WorldFactory;

/** Founds the synthetic health system. */
public final class HealthSystemFactory implements WorldFactory {

  @Override
  public World create(Catalog catalog, GenerateOptions options) {
    return new HealthSystem(catalog, options);
  }
}
