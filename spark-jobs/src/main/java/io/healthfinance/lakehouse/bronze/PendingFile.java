package io.healthfinance.lakehouse.bronze;

/** A file that looks broken but is young enough to be still written; a later run decides. */
public record PendingFile(LandedFile file, RejectReason reason, String sentence) {}
