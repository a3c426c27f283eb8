package io.healthfinance.lakehouse.runtime;

/** Another run holds the lake. */
public class LakeBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LakeBusyException(String message) {
    super(message);
  }
}
