package io.healthfinance.lakehouse.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class HashSumTest {

  private final SparkSession spark =
      SparkSession.builder()
          .master("local[2]")
          .config("spark.ui.enabled", false)
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.driver.host", "127.0.0.1")
          .getOrCreate()
          .newSession();

  @Test
  void isTheExactSumWhereASumOfLongsOverflows() {
    List<Long> hashes = new ArrayList<>();
    new Random(11).longs(2_000).forEach(hashes::add);
    Stream.of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1L, 0L, 1L).forEach(hashes::add);
    hashes.add(null);
    assertThat(sum(hashes)).isEqualByComparingTo(expected(hashes));
    assertThat(sum(List.of(Long.MIN_VALUE, Long.MIN_VALUE)))
        .isEqualByComparingTo("-18446744073709551616");
    assertThat(sum(List.of(Long.MAX_VALUE, Long.MAX_VALUE)))
        .isEqualByComparingTo("18446744073709551614");
  }

  @Test
  void isNullOverNothing() {
    assertThat(sum(List.of())).isNull();
  }

  private BigDecimal sum(List<Long> hashes) {
    spark.conf().set("spark.sql.ansi.enabled", true);
    return spark
        .createDataset(hashes, Encoders.LONG())
        .selectExpr(HashSum.of("value"))
        .first()
        .getDecimal(0);
  }

  private static BigDecimal expected(List<Long> hashes) {
    return hashes.stream()
        .filter(Objects::nonNull)
        .map(BigDecimal::valueOf)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
