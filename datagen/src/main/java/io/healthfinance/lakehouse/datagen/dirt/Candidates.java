package io.healthfinance.lakehouse.datagen.dirt;

import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values that fit a column's type but may well break a rule. */
final class Candidates {

  private static final int LONGEST_TEXT = 20_000;
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofDays(-1),
          Duration.ofDays(1),
          Duration.ofDays(-400),
          Duration.ofDays(400),
          Duration.ofDays(-40_000),
          Duration.ofDays(60_000));

  private final Literals literals;
  private final List<Instant> moments;

  /**
   * @param literals what the rule mentions
   * @param moments the moments of the row that the rule reads, and the commit time
   */
  Candidates(Literals literals, List<Instant> moments) {
    this.literals = literals;
    this.moments = moments;
  }

  List<Object> of(ColumnType type, Object current) {
    return switch (type.kind()) {
      case SMALLINT, INT ->
          integers(type.kind() == ColumnType.Kind.SMALLINT ? 32_000 : 2_000_000_000L).stream()
              .<Object>map(BigDecimal::intValueExact)
              .toList();
      case BIGINT ->
          integers(9_000_000_000_000_000L).stream()
              .<Object>map(BigDecimal::longValueExact)
              .toList();
      case DECIMAL -> decimals(type);
      case STRING, UUID, JSON -> texts((String) current);
      case BOOLEAN -> List.of(true, false);
      case DATE ->
          around().stream()
              .<Object>map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC))
              .toList();
      case TIMESTAMP ->
          around().stream()
              .<Object>map(
                  moment -> LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC))
              .toList();
      case TIMESTAMPTZ ->
          around().stream()
              .<Object>map(moment -> Instant.ofEpochSecond(moment.getEpochSecond()))
              .toList();
      case TIME, ARRAY -> List.of();
    };
  }

  private List<BigDecimal> integers(long greatest) {
    List<BigDecimal> values = new ArrayList<>();
    BigDecimal limit = BigDecimal.valueOf(greatest);
    for (BigDecimal value : numbers(BigDecimal.ONE)) {
      BigDecimal whole = value.setScale(0, RoundingMode.FLOOR);
      if (whole.abs().compareTo(limit) <= 0) {
        values.add(whole);
      }
    }
    values.add(limit);
    return values;
  }

  private List<Object> decimals(ColumnType type) {
    List<Object> values = new ArrayList<>();
    BigDecimal limit = BigDecimal.TEN.pow(type.precision() - type.scale()).subtract(BigDecimal.ONE);
    BigDecimal step = BigDecimal.ONE.movePointLeft(type.scale());
    List<BigDecimal> numbers = numbers(step);
    numbers.addAll(numbers(BigDecimal.ONE));
    numbers.add(limit);
    for (BigDecimal value : numbers) {
      if (value.abs().compareTo(limit) <= 0) {
        values.add(value.setScale(type.scale(), RoundingMode.FLOOR));
      }
    }
    return values;
  }

  private List<BigDecimal> numbers(BigDecimal step) {
    List<BigDecimal> values = new ArrayList<>();
    for (BigDecimal number : literals.numbers()) {
      values.add(number.subtract(step));
      values.add(number.add(step));
    }
    values.add(BigDecimal.ONE.negate());
    values.add(BigDecimal.ZERO);
    return values;
  }

  private List<Object> texts(String current) {
    List<Object> values = new ArrayList<>(List.of("NOT_A_VALUE", "?", ""));
    for (BigDecimal number : literals.numbers()) {
      if (number.signum() > 0 && number.compareTo(BigDecimal.valueOf(LONGEST_TEXT)) < 0) {
        values.add("x".repeat(number.intValue() + 1));
      }
    }
    values.addAll(literals.texts());
    if (current != null && !current.isEmpty()) {
      values.add(current + "?");
      values.add(current.toLowerCase(Locale.ROOT));
      char last = current.charAt(current.length() - 1);
      if (Character.isDigit(last)) {
        values.add(current.substring(0, current.length() - 1) + (last - '0' + 1) % 10);
      }
    }
    return values;
  }

  private List<Instant> around() {
    List<Instant> anchors = new ArrayList<>(moments);
    literals.texts().forEach(text -> addMoment(text, anchors));
    List<Instant> values = new ArrayList<>();
    for (Duration step : STEPS) {
      anchors.forEach(anchor -> values.add(anchor.plus(step)));
    }
    return values;
  }

  private static void addMoment(String text, List<Instant> moments) {
    if (text.length() < 10 || !Character.isDigit(text.charAt(0))) {
      return;
    }
    try {
      moments.add(LocalDate.parse(text.substring(0, 10)).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      // A text that only looks like a date offers no moment to step from.
      return;
    }
  }
}
