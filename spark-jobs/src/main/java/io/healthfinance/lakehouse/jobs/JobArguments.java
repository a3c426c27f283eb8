package io.healthfinance.lakehouse.jobs;

import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Arguments of a job under spark-submit: {@code --tables a,b --as-of INSTANT --config FILE --run-id
 * ID --full-refresh --strict}.
 */
record JobArguments(
    Set<String> tables,
    Optional<Instant> asOf,
    Optional<Path> config,
    Optional<String> runId,
    boolean fullRefresh,
    boolean strict) {

  static final String USAGE =
      "Arguments: [--tables A,B] [--as-of INSTANT] [--config FILE] [--run-id ID] [--full-refresh]"
          + " [--strict]";

  /**
   * @throws ConfigException naming the argument that cannot be used
   */
  static JobArguments parse(String[] arguments) {
    Set<String> tables = new LinkedHashSet<>();
    Optional<Instant> asOf = Optional.empty();
    Optional<Path> config = Optional.empty();
    Optional<String> runId = Optional.empty();
    boolean fullRefresh = false;
    boolean strict = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--tables" -> tables.addAll(Arrays.asList(value(arguments, i++).split(",", -1)));
        case "--as-of" -> asOf = Optional.of(instant(value(arguments, i++)));
        case "--config" -> config = Optional.of(Path.of(value(arguments, i++)));
        case "--run-id" -> runId = Optional.of(value(arguments, i++));
        case "--full-refresh" -> fullRefresh = true;
        case "--strict" -> strict = true;
        default -> throw new ConfigException("Unknown argument " + arguments[i] + ". " + USAGE);
      }
    }
    return new JobArguments(tables, asOf, config, runId, fullRefresh, strict);
  }

  /** The request with these arguments. */
  RunRequest apply(RunRequest request) {
    RunRequest applied = request.withTables(tables).withFullRefresh(fullRefresh).withStrict(strict);
    applied = asOf.map(applied::withAsOf).orElse(applied);
    return runId.map(applied::withRunId).orElse(applied);
  }

  private static String value(String[] arguments, int i) {
    if (i + 1 >= arguments.length) {
      throw new ConfigException(arguments[i] + " needs a value. " + USAGE);
    }
    return arguments[i + 1];
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ConfigException(
          "--as-of must be an instant such as 2026-01-08T06:00:00Z, not " + text, e);
    }
  }
}
