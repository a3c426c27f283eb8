package io.healthfinance.lakehouse.catalog.rule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulePrinterTest {

  @Property(tries = 2_000)
  void whatIsPrintedParsesToTheSameExpression(@ForAll("expressions") Expression expression) {
    assertThat(RuleParser.parse(RulePrinter.print(expression))).isEqualTo(expression);
  }

  @Provide
  Arbitrary<Expression> expressions() {
    return Expressions.any();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bp_diastolic < bp_systolic",
        "(a = 1 or b = 2) and not c in ('x', 'it''s')",
        "a - (b - c) * -2.50 >= 0",
        "discharged_at is null or discharged_at between admitted_at and admitted_at + days(365)",
        "not (a and b) or matches(code, '[A-Z]\\d{2}')"
      })
  void noParenthesesAreAddedThatTheRuleDoesNotNeed(String rule) {
    assertThat(RulePrinter.print(RuleParser.parse(rule))).isEqualTo(rule);
  }
}
