package io.healthfinance.lakehouse.config;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** A configuration that cannot be used; the message names the setting and the fix. */
public class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What the operating system says, without the file it says it of. */
  public static String reason(IOException failure) {
    return failure instanceof FileSystemException refused && refused.getReason() != null
        ? refused.getReason()
        : failure.getClass().getSimpleName() + " " + failure.getMessage();
  }
}
