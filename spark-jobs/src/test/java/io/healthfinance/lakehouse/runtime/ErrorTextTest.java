package io.healthfinance.lakehouse.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {

  @Test
  void valueThatSparkQuotesIsWithheldButNotTheErrorClass() {
    String text =
        ErrorText.withoutValues(
            "Caused by: org.apache.spark.SparkNumberFormatException: [CAST_INVALID_INPUT] The value"
                + " 'ada@example.org' of the type \"STRING\" cannot be cast\n"
                + "== SQL(line 1, position 8) ==\n");

    assertThat(text)
        .contains("[CAST_INVALID_INPUT] (text withheld", "== SQL(line 1, position 8) ==")
        .doesNotContain("ada@example.org");
  }

  @Test
  void numberThatIsTooLargeIsAValueToo() {
    assertThat(
            ErrorText.withoutValues(
                "[NUMERIC_VALUE_OUT_OF_RANGE] 2125550100 cannot be represented as Decimal(5, 2)."))
        .doesNotContain("2125550100");
  }

  @Test
  void valueThatJavaQuotesIsWithheld() {
    assertThat(
            ErrorText.withoutValues("java.lang.NumberFormatException: For input string: \"Ada\""))
        .isEqualTo(
            "java.lang.NumberFormatException: For input string:  (text withheld: it may quote a"
                + " row)");
    assertThat(
            ErrorText.sentence(
                new IOException(
                    "outer", new DateTimeParseException("Text 'Ada' is no date", "Ada", 0))))
        .startsWith("Text ")
        .doesNotContain("Ada");
  }

  @Test
  void sentencesWithoutValuesStayAsTheyAre() {
    assertThat(ErrorText.sentence(new IllegalStateException("gold.x reads y: run that job first")))
        .isEqualTo("gold.x reads y: run that job first");
    assertThat(ErrorText.withoutValues("INFO silver.users took 3 s [worker-1] 'quoted' here"))
        .isEqualTo("INFO silver.users took 3 s [worker-1] 'quoted' here");
  }

  @Test
  void exceptionWithoutAMessageIsNamed() {
    assertThat(ErrorText.sentence(new IllegalStateException())).isEqualTo("IllegalStateException");
  }
}
