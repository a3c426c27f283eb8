package io.healthfinance.lakehouse.runtime;

import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/**
 * What an error may say where people can read it who may not see rows. Spark quotes the value that
 * it could not cast, and a value may be a name; its error class and the SQL that it points at say
 * enough. {@code lake-log4j2.xml} applies the same two patterns to everything that is logged.
 */
public final class ErrorText {

  /** Spark's error class, then a text that may hold values. */
  private static final Pattern CLASSIFIED =
      Pattern.compile("(\\[[A-Z][A-Z0-9_]+(?:\\.[A-Z0-9_]+)*\\]) [^\\n]*");

  /** An exception of Java that quotes what it could not read. */
  private static final Pattern QUOTING =
      Pattern.compile("((?:Exception|Error): [^\\n'\"]*)['\"][^\\n]*");

  private static final String WITHHELD = "$1 (text withheld: it may quote a row)";

  private ErrorText() {}

  /** First line of the deepest cause that says something, without values of rows. */
  public static String sentence(Throwable failure) {
    if (DiskSpace.isSign(failure)) {
      return "The disk of the lake is full; make room, then run again";
    }
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause().getMessage() != null) {
      deepest = deepest.getCause();
    }
    String kind = deepest.getClass().getSimpleName();
    if (deepest.getMessage() == null) {
      return kind;
    }
    String line = firstLine(deepest.getMessage());
    if (deepest instanceof AnalysisException) {
      return line; // nothing was read yet
    }
    if (deepest instanceof SparkThrowable classified && classified.getErrorClass() != null) {
      return withoutValues(line) + place(classified);
    }
    return withoutValues(kind + ": " + line).replaceFirst("^" + kind + ": ", "");
  }

  /** A log line or stack trace without what an exception quotes. */
  public static String withoutValues(String text) {
    return QUOTING.matcher(CLASSIFIED.matcher(text).replaceAll(WITHHELD)).replaceAll(WITHHELD);
  }

  private static String place(SparkThrowable failure) {
    return failure.getQueryContext().length == 0
        ? ""
        : " at " + failure.getQueryContext()[0].fragment();
  }

  /** Some messages begin with an empty line. */
  private static String firstLine(String message) {
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }
}
