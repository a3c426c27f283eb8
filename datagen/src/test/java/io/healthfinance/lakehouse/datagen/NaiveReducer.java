package io.healthfinance.lakehouse.datagen;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.rule.RuleEvaluator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Silver's rules in their plainest form: all events in memory, one key after the other. */
final class NaiveReducer {

  private static final Comparator<LandedEvent> ORDER =
      Comparator.comparingInt(LandedEvent::orderClass).thenComparingLong(LandedEvent::lsn);

  private final RuleEvaluator evaluator = new RuleEvaluator();

  /** Rows and checksum of one table. */
  record Table(long rows, BigInteger checksum) {}

  /** Names of the rules that an event breaks and that quarantine it. */
  List<String> broken(LandedEvent event) {
    if (event.op().equals("d")) {
      return List.of();
    }
    Map<String, Object> row = new HashMap<>(event.after());
    row.put("op", event.op());
    row.put("source_ts", Instant.ofEpochMilli(event.committedMs()));
    List<String> broken = new ArrayList<>();
    for (RowRule rule : event.table().rules()) {
      if (rule.action() != RowRule.Action.WARN && !evaluator.passes(rule, row)) {
        broken.add(rule.name());
      }
    }
    return broken;
  }

  /** The surviving rows by key. */
  Map<List<Object>, LandedEvent> survivors(List<LandedEvent> events) {
    Map<List<Object>, LandedEvent> newest =
        events.stream()
            .filter(event -> broken(event).isEmpty())
            .collect(
                Collectors.toMap(
                    LandedEvent::key,
                    event -> event,
                    (one, other) -> ORDER.compare(one, other) >= 0 ? one : other));
    newest.values().removeIf(event -> event.op().equals("d"));
    return newest;
  }

  Table reduce(List<LandedEvent> events) {
    BigInteger sum = BigInteger.ZERO;
    Map<List<Object>, LandedEvent> rows = survivors(events);
    for (LandedEvent event : rows.values()) {
      sum = sum.add(checksum(event));
    }
    return new Table(rows.size(), sum);
  }

  private static BigInteger checksum(LandedEvent event) {
    String text =
        event.table().columns().stream()
            .filter(column -> column.pii().isClear())
            .map(column -> canonical(column, event.after().get(column.name())))
            .collect(Collectors.joining("\u001F"));
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      String hex = String.format("%032x", new BigInteger(1, digest));
      return new BigInteger(hex.substring(0, 15), 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String canonical(ColumnContract column, Object value) {
    return value == null ? "\0" : canonical(column.type(), value);
  }

  private static String canonical(ColumnType type, Object value) {
    return switch (type.kind()) {
      case DECIMAL -> ((BigDecimal) value).setScale(type.scale()).toPlainString();
      case TIMESTAMPTZ -> String.valueOf(micros((Instant) value));
      case TIMESTAMP -> String.valueOf(micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC)));
      case TIME -> ((LocalTime) value).format(DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS"));
      case ARRAY ->
          ((List<?>) value)
              .stream()
                  .map(item -> canonical(type.element(), item))
                  .collect(Collectors.joining(",", "[", "]"));
      default -> String.valueOf(value);
    };
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
