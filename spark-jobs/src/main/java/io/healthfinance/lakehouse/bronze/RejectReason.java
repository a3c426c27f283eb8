package io.healthfinance.lakehouse.bronze;

/** Why a landing file is not part of bronze. */
public enum RejectReason {
  EMPTY_FILE(true),
  NOT_PARQUET(true),
  TRUNCATED(true),
  BAD_FOOTER(true),
  /** The file exists but cannot be opened; it is tried again on every run. */
  UNREADABLE(true),
  ENCRYPTED(false),
  UNSUPPORTED_CODEC(false),
  NOT_AN_ENVELOPE(false),
  KEY_COLUMN_MISSING(false),
  WRONG_TYPE(false),
  VALUE_DOES_NOT_FIT(false),
  EVENT_OF_OTHER_SOURCE(false),
  /** A registered path has other content now. */
  FILE_CHANGED(false),
  OUTSIDE_HOUR_FOLDER(false);

  private final boolean mayStillBeWritten;

  RejectReason(boolean mayStillBeWritten) {
    this.mayStillBeWritten = mayStillBeWritten;
  }

  /** Whether the same picture shows while a writer is not done, so that waiting may cure it. */
  public boolean mayStillBeWritten() {
    return mayStillBeWritten;
  }
}
