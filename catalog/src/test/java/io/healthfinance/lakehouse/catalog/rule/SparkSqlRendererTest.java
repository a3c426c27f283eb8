package io.healthfinance.lakehouse.catalog.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.RowRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkSqlRendererTest {
  private final SparkSqlRenderer renderer = new SparkSqlRenderer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a <> 1.50            | (`a` <> 1.50)
          a between 1 and 2    | (`a` BETWEEN 1 AND 2)
          a not in ('x', null) | (`a` NOT IN ('x', NULL))
          a is not null        | (`a` IS NOT NULL)
          not a or b           | ((NOT `a`) OR `b`)
          a + b * 2 > 0        | (try_add(`a`, try_multiply(`b`, 2)) > 0)
          a - hours(36) < b    | (try_subtract(`a`, INTERVAL '36' HOUR) < `b`)
          a / b = 1            | (try_divide(`a`, `b`) = 1)
          op = 'c'             | (`_op` = 'c')
          a <= source_ts       | (`a` <= `_source_ts`)
          luhn(a)              | luhn_check(`a`)
          date(a) = b          | (try_cast(`a` AS DATE) = `b`)
          length(a) > 2        | (length(`a`) > 2)
          """)
  void rulesBecomeSparkSql(String rule, String sql) {
    assertThat(renderer.render(RuleParser.parse(rule))).isEqualTo(sql);
  }

  @Test
  void anNpiHasTenDigitsAndTheCheckDigitOfItsPrefixedNumber() {
    assertThat(renderer.render(RuleParser.parse("npi(a)")))
        .isEqualTo("(`a` RLIKE '\\\\A[0-9]{10}\\\\z' AND luhn_check(concat('80840', `a`)))");
  }

  @Test
  void patternsMatchTheWholeTextAndKeepTheirBackslashes() {
    assertThat(renderer.render(RuleParser.parse("matches(a, '\\d+|x')")))
        .isEqualTo("(`a` RLIKE '\\\\A(?:\\\\d+|x)\\\\z')");
  }

  @Test
  void quotesAndBackslashesInTextsAreEscaped() {
    assertThat(renderer.render(RuleParser.parse("a = 'O''Hara\\'")))
        .isEqualTo("(`a` = 'O\\'Hara\\\\')");
  }

  @Test
  void theEventsOwnColumnsCanBeNamedOtherwise() {
    assertThat(
            new SparkSqlRenderer("operation", "committed_at")
                .render(RuleParser.parse("op = 'c' and a < source_ts")))
        .isEqualTo("((`operation` = 'c') AND (`a` < `committed_at`))");
  }

  @Test
  void aViolationIsNeverNull() {
    RowRule rule =
        new RowRule(
            "order",
            RowRule.Kind.CHECK,
            List.of("a", "b"),
            Optional.of(RuleParser.parse("op = 'c'")),
            RuleParser.parse("a < b"),
            RowRule.Action.REJECT,
            "");
    assertThat(renderer.violation(rule))
        .isEqualTo("(coalesce((`_op` = 'c'), false) AND NOT coalesce((`a` < `b`), true))");
  }
}
