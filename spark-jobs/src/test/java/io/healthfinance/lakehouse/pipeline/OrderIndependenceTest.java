package io.healthfinance.lakehouse.pipeline;

/** Thirty tries: three tables of ten lives, in up to three batches. */
class OrderIndependenceTest extends OrderIndependence {

  OrderIndependenceTest() {
    super(3, 10, 3, 20260301L);
  }
}
