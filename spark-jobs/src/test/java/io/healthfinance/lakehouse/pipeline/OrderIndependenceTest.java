package io.healthfinance.lakehouse.pipeline;

/** Thirty tries: five tables of six lives, in up to three batches. */
class OrderIndependenceTest extends OrderIndependence {

  OrderIndependenceTest() {
    super(5, 6, 3, 20260301L);
  }
}
