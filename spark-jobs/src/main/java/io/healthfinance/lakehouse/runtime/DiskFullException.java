package io.healthfinance.lakehouse.runtime;

/** A lake has no room left; the message names the directory and the fix. */
public final class DiskFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DiskFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
