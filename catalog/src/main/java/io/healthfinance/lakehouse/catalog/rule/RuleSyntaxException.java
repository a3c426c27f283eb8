package io.healthfinance.lakehouse.catalog.rule;

/** A rule that does not follow the grammar; the message says what was expected instead. */
public final class RuleSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int column;

  RuleSyntaxException(int column, String message) {
    super(message);
    this.column = column;
  }

  /** Position in the rule's text, counted from 1. */
  public int column() {
    return column;
  }
}
