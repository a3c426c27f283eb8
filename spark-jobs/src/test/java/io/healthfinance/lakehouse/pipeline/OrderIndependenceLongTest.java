package io.healthfinance.lakehouse.pipeline;

import org.junit.jupiter.api.Tag;

/** Two hundred and forty tries: twelve tables of twenty lives, in up to six batches. */
@Tag("long")
class OrderIndependenceLongTest extends OrderIndependence {

  OrderIndependenceLongTest() {
    super(12, 20, 6, 20260302L);
  }
}
