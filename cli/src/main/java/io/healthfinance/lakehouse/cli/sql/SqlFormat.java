package io.healthfinance.lakehouse.cli.sql;

/** How the rows of an answer are written. */
public enum SqlFormat {
  /** Aligned columns for a person. */
  TABLE,
  /** RFC 4180, with a header. */
  CSV,
  /** One JSON array of objects. */
  JSON
}
