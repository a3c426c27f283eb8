package io.healthfinance.lakehouse.datagen.world;

/** Administrative sex. */
enum Sex {
  FEMALE,
  MALE
}
