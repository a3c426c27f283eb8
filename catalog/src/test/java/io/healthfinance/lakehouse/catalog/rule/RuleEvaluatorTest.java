package io.healthfinance.lakehouse.catalog.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.RowRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleEvaluatorTest {
  private final RuleEvaluator evaluator = new RuleEvaluator();

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          true and null, null
          false and null, false
          true or null, true
          false or null, null
          not null, null
          null = null, null
          1 in (2 null), null
          null is null, true
          1 / 0 > 1, null
          """)
  void unknownFollowsTheTruthTablesOfSql(String rule, Boolean expected) {
    assertThat(evaluate(rule.replace("(2 null)", "(2, null)"))).isEqualTo(expected);
  }

  @Test
  void inFindsAValueEvenBesideNullAndNotInNeverDoes() {
    assertThat(evaluate("1 in (1, null)")).isTrue();
    assertThat(evaluate("2 not in (1, null)")).isNull();
    assertThat(evaluate("1 not in (1, null)")).isFalse();
  }

  @Test
  void betweenIsFalseWhenOneSideAloneDecides() {
    assertThat(evaluate("5 between 6 and null")).isFalse();
    assertThat(evaluate("5 between 4 and null")).isNull();
    assertThat(evaluate("5 not between 6 and null")).isTrue();
  }

  @Property(tries = 1_000)
  void replacingAnUnknownByAnythingKeepsWhatWasAlreadyDecided(
      @ForAll("conditions") Expression condition,
      @ForAll("rows") Map<String, Boolean> row,
      @ForAll("rows") Map<String, Boolean> other) {
    Boolean decided = evaluator.evaluate(condition, row);
    Assume.that(decided != null);
    Map<String, Boolean> filled = new HashMap<>(other);
    row.forEach((name, value) -> filled.compute(name, (n, any) -> value == null ? any : value));
    assertThat(evaluator.evaluate(condition, filled)).isEqualTo(decided);
  }

  @Property(tries = 1_000)
  void deMorganHoldsForThreeValues(
      @ForAll("conditions") Expression left,
      @ForAll("conditions") Expression right,
      @ForAll("rows") Map<String, Boolean> row) {
    Expression notBoth = new Expression.Not(new Expression.Binary("and", left, right));
    Expression eitherNot =
        new Expression.Binary("or", new Expression.Not(left), new Expression.Not(right));
    assertThat(evaluator.evaluate(notBoth, row)).isEqualTo(evaluator.evaluate(eitherNot, row));
  }

  @Provide
  Arbitrary<Expression> conditions() {
    return Expressions.logical();
  }

  @Provide
  Arbitrary<Map<String, Boolean>> rows() {
    Arbitrary<Boolean> value = Arbitraries.of(true, false).injectNull(0.4);
    return value
        .list()
        .ofSize(3)
        .map(
            values -> {
              Map<String, Boolean> row = new HashMap<>();
              row.put("a", values.get(0));
              row.put("b", values.get(1));
              row.put("c", values.get(2));
              return row;
            });
  }

  @Test
  void numbersOfAnyKindAndScaleCompareByValue() {
    assertThat(evaluate("a = 1 and b = 1 and c = 1", "a", 1, "b", 1L, "c", new BigDecimal("1.00")))
        .isTrue();
  }

  @Test
  void aDayComparesWithAnInstantAsItsMidnightInUtc() {
    Instant noon = Instant.parse("2026-01-08T12:00:00Z");
    assertThat(evaluate("day < at", "day", LocalDate.parse("2026-01-08"), "at", noon)).isTrue();
    assertThat(evaluate("date(at) = day", "day", LocalDate.parse("2026-01-08"), "at", noon))
        .isTrue();
  }

  @Test
  void spansMoveDaysAndInstants() {
    Instant start = Instant.parse("2026-01-08T12:00:00Z");
    Instant end = Instant.parse("2026-01-08T12:30:00Z");
    assertThat(evaluate("e = s + minutes(30)", "s", start, "e", end)).isTrue();
    assertThat(evaluate("e - s <= minutes(29)", "s", start, "e", end)).isFalse();
    assertThat(evaluate("d + days(1) = '2024-03-01'", "d", LocalDate.parse("2024-02-29"))).isTrue();
  }

  @Test
  void matchesMeansTheWholeText() {
    assertThat(evaluate("matches(zip, '[0-9]{5}')", "zip", "02139")).isTrue();
    assertThat(evaluate("matches(zip, '[0-9]{5}')", "zip", "02139\n")).isFalse();
    assertThat(evaluate("matches(zip, 'a|ab')", "zip", "ab")).isTrue();
  }

  @Test
  void identifiersAreCheckedByTheirCheckDigit() {
    assertThat(evaluate("npi(n)", "n", "1234567893")).isTrue();
    assertThat(evaluate("npi(n)", "n", "1234567890")).isFalse();
    assertThat(evaluate("npi(n)", "n", "123456789")).isFalse();
    assertThat(evaluate("luhn(n)", "n", "79927398713")).isTrue();
    assertThat(evaluate("luhn(n)", "n", "7992739871x")).isFalse();
    assertThat(evaluate("luhn(n)", "n", null)).isNull();
  }

  @Test
  void aRuleWhoseConditionIsUnknownDoesNotApply() {
    RowRule rule = rule("status = 'DONE'", "ended_at is not null");
    assertThat(evaluator.passes(rule, row("status", null, "ended_at", null))).isTrue();
    assertThat(evaluator.passes(rule, row("status", "DONE", "ended_at", null))).isFalse();
  }

  @Test
  void aCheckThatIsUnknownPasses() {
    RowRule rule = rule("op <> 'd'", "low < high");
    assertThat(evaluator.passes(rule, row("op", "c", "low", null, "high", 1))).isTrue();
  }

  private static RowRule rule(String when, String check) {
    return new RowRule(
        "a_rule",
        RowRule.Kind.CHECK,
        List.of(),
        Optional.of(RuleParser.parse(when)),
        RuleParser.parse(check),
        RowRule.Action.REJECT,
        "");
  }

  private Boolean evaluate(String rule, Object... row) {
    return evaluator.evaluate(RuleParser.parse(rule), row(row));
  }

  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
