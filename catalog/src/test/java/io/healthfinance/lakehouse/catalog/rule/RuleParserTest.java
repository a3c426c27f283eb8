package io.healthfinance.lakehouse.catalog.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {

  @Test
  void andBindsTighterThanOrAndComparisonTighterThanBoth() {
    assertThat(RuleParser.parse("a = 1 or b < 2 and not c"))
        .isEqualTo(
            new Expression.Binary(
                "or",
                new Expression.Binary("=", column("a"), number(1)),
                new Expression.Binary(
                    "and",
                    new Expression.Binary("<", column("b"), number(2)),
                    new Expression.Not(column("c")))));
  }

  @Test
  void betweenTakesItsOwnAnd() {
    assertThat(RuleParser.parse("a between 1 and 2 and b"))
        .isEqualTo(
            new Expression.Binary(
                "and",
                new Expression.Between(column("a"), number(1), number(2), false),
                column("b")));
  }

  @Test
  void subtractionIsReadFromTheLeft() {
    assertThat(RuleParser.parse("a - b - c"))
        .isEqualTo(
            new Expression.Binary(
                "-", new Expression.Binary("-", column("a"), column("b")), column("c")));
  }

  @Test
  void aQuoteInsideATextIsDoubled() {
    assertThat(RuleParser.parse("a = 'O''Hara'"))
        .isEqualTo(new Expression.Binary("=", column("a"), new Expression.Text("O'Hara")));
  }

  @Test
  void bothSpellingsOfUnequalAreTheSame() {
    assertThat(RuleParser.parse("a != b")).isEqualTo(RuleParser.parse("a <> b"));
  }

  @Test
  void keywordsMayBeWrittenInCapitals() {
    assertThat(RuleParser.parse("a IS NOT NULL AND b NOT IN (1, 2)"))
        .isEqualTo(RuleParser.parse("a is not null and b not in (1, 2)"));
  }

  @Test
  void spansAreFunctionsOfAWholeNumber() {
    assertThat(RuleParser.parse("a <= source_ts + days(3)"))
        .isEqualTo(
            new Expression.Binary(
                "<=",
                column("a"),
                new Expression.Binary(
                    "+",
                    column("source_ts"),
                    new Expression.Interval(3, Expression.Interval.Unit.DAYS))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a <                 | 4 | expected a column, a literal or '(' but found the end of the rule
          (a = 1              | 7 | expected ')' but found the end of the rule
          a = 1 b             | 7 | expected and, or, or the end of the rule but found 'b'
          a == 1              | 3 | unexpected '=='; equality is written '='
          a = "x"             | 5 | unexpected '"'; text is written in single quotes, columns bare
          a = 'x              | 5 | the text that begins here has no closing quote
          a is 1              | 6 | expected 'null' but found '1'
          a not like 'x'      | 7 | expected in or between after not but found 'like'
          a in ()             | 7 | expected a column, a literal or '(' but found ')'
          substr(a) = 1       | 1 | unknown function 'substr'; known are length, lower, upper, abs
          length(a, b) > 1    | 1 | length takes 1 argument, not 2
          a < days(x)         | 10 | expected a whole number of days but found 'x'
          a = 1.2.3           | 5 | '1.2.3' is not a number
          a = 1; drop         | 6 | unexpected ';'
          """)
  void aMistakeNamesItsPositionAndWhatWasExpected(String rule, int column, String message) {
    assertThatThrownBy(() -> RuleParser.parse(rule))
        .isInstanceOfSatisfying(
            RuleSyntaxException.class, invalid -> assertThat(invalid.column()).isEqualTo(column))
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "length(", "a in ("})
  void endlessNestingIsRefusedInsteadOfOverflowingTheStack(String opening) {
    assertThatThrownBy(() -> RuleParser.parse(opening.repeat(50_000)))
        .isInstanceOf(RuleSyntaxException.class)
        .hasMessageContaining("nested deeper than 200 levels");
  }

  @Test
  void theColumnsOfARuleAreNamedOnceWithoutTheEventsOwn() {
    Expression rule = RuleParser.parse("b > a and op = 'c' and coalesce(b, a) < source_ts");
    assertThat(RuleColumns.of(rule)).isEqualTo(List.of("b", "a"));
  }

  private static Expression column(String name) {
    return new Expression.Column(name);
  }

  private static Expression number(long value) {
    return new Expression.Number(java.math.BigDecimal.valueOf(value));
  }
}
