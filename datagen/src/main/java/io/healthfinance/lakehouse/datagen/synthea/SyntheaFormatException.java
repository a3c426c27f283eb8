package io.healthfinance.lakehouse.datagen.synthea;

/** A file is not what Synthea's CSV exporter writes. The message names file, row and column. */
public final class SyntheaFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SyntheaFormatException(String message) {
    super(message);
  }

  public SyntheaFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
