package io.healthfinance.lakehouse.bronze;

/**
 * A landing file that cannot become part of bronze. The message is a sentence without row values.
 */
final class BadFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  BadFileException(RejectReason reason, String sentence) {
    this(reason, sentence, null);
  }

  BadFileException(RejectReason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
