package io.healthfinance.lakehouse.catalog.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class LooseningTest {

  private final RuleEvaluator evaluator = new RuleEvaluator();

  @Property(tries = 3000)
  void whatIsCalledLooserRejectsNothingThatPassedBefore(
      @ForAll("conditions") String older, @ForAll("conditions") String newer) {
    Expression before = RuleParser.parse(older);
    Expression after = RuleParser.parse(newer);
    boolean looser = Loosening.of(before, after);
    Statistics.collect(looser);
    for (Map<String, Object> row : rows()) {
      if (looser && Boolean.FALSE.equals(evaluator.evaluate(after, row))) {
        assertThat(evaluator.evaluate(before, row)).as("%s of %s", older, row).isFalse();
      }
    }
  }

  @Example
  void commonChangesAreSeen() {
    assertThat(looser("a between 0 and 10", "a between -1 and 10")).isTrue();
    assertThat(looser("a between 0 and 10", "a >= 0")).isTrue();
    assertThat(looser("a < 10", "a <= 10")).isTrue();
    assertThat(looser("s in ('X', 'Y')", "s in ('Y', 'Z', 'X')")).isTrue();
    assertThat(looser("a > 0 and b > 0", "b > 0")).isTrue();
    assertThat(looser("a > 0", "a > 0 or b is null")).isTrue();
  }

  @Example
  void stricterAndOtherChangesAreNot() {
    assertThat(looser("a between -1 and 10", "a between 0 and 10")).isFalse();
    assertThat(looser("a <= 10", "a < 10")).isFalse();
    assertThat(looser("a >= 0", "b >= 0")).isFalse();
    assertThat(looser("s in ('X', 'Y')", "s in ('X')")).isFalse();
    assertThat(looser("b > 0", "a > 0 and b > 0")).isFalse();
    assertThat(looser("a > 0 or b is null", "a > 0")).isFalse();
    assertThat(looser("a not between 0 and 1", "a not between -1 and 2")).isFalse();
  }

  private static boolean looser(String older, String newer) {
    return Loosening.of(RuleParser.parse(older), RuleParser.parse(newer));
  }

  @Provide
  Arbitrary<String> conditions() {
    Arbitrary<Integer> number = Arbitraries.integers().between(-2, 2);
    Arbitrary<String> column = Arbitraries.of("a", "b");
    Arbitrary<String> comparison =
        Combinators.combine(column, Arbitraries.of("<", "<=", ">", ">=", "=", "<>"), number)
            .as("%s %s %d"::formatted);
    Arbitrary<String> range =
        Combinators.combine(column, number, number).as("%s between %d and %d"::formatted);
    Arbitrary<String> listed =
        Combinators.combine(column, number, number).as("%s in (%d, %d)"::formatted);
    Arbitrary<String> leaf =
        Arbitraries.oneOf(comparison, range, listed, column.map(c -> c + " is not null"));
    return Arbitraries.lazyOf(
        () -> leaf,
        () -> leaf,
        () ->
            Combinators.combine(conditions(), Arbitraries.of("and", "or"), conditions())
                .as("(%s) %s (%s)"::formatted));
  }

  private static List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new java.util.ArrayList<>();
    for (Integer a : java.util.Arrays.asList(null, -3, -2, -1, 0, 1, 2, 3)) {
      for (Integer b : java.util.Arrays.asList(null, -3, -1, 0, 2, 3)) {
        Map<String, Object> row = new HashMap<>();
        row.put("a", a);
        row.put("b", b);
        rows.add(row);
      }
    }
    return rows;
  }
}
