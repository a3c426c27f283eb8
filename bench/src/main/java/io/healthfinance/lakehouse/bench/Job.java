package io.healthfinance.lakehouse.bench;

import java.io.IOException;

/** Work that is about to be measured. */
public interface Job extends AutoCloseable {

  /** The measured part. */
  void run(Steps steps) throws Exception;

  /** What readers see afterwards; not measured. */
  Rows rows() throws Exception;

  /** Largest resident set of the process that does the work, in bytes; 0 where nobody tells. */
  default long peakBytes() throws IOException {
    return PeakMemory.bytes();
  }

  @Override
  void close();
}
