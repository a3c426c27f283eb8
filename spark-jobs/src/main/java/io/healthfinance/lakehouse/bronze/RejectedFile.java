package io.healthfinance.lakehouse.bronze;

/**
 * A file that this run found unfit for bronze.
 *
 * @param sentence what is wrong and how to fix it; holds no row values
 */
public record RejectedFile(LandedFile file, RejectReason reason, String sentence) {}
