package io.healthfinance.lakehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A number that two gold tables publish is the same number in both. */
@ExtendWith(PlayedDemo.class)
class GoldTablesAgreeTest {

  /** The statements of {@code agreements.sql}, each with the comment that says what it compares. */
  static Stream<String> agreements() throws IOException {
    String statements = SilverRecomputedTest.statement("recomputed/agreements.sql");
    return Stream.of(statements.substring(statements.indexOf("\n\n")).split(";\n"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("agreements")
  void bothTablesSayTheSame(String agreement, DemoLake lake) throws IOException {
    lake.duck().execute(SilverRecomputedTest.statement("recomputed/shared/macros.sql"));

    assertThat(lake.duck().rows(agreement))
        .as(agreement.lines().findFirst().orElseThrow())
        .isEmpty();
  }
}
