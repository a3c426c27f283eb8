package io.healthfinance.lakehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpanTest {

  @Test
  void readsAsAPersonWouldWriteIt() {
    assertThat(Span.clock(Duration.ofSeconds(7))).isEqualTo("0:07");
    assertThat(Span.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
    assertThat(Span.seconds(4.24)).isEqualTo("4.2 s");
    assertThat(Span.seconds(185)).isEqualTo("3 min 5 s");
    assertThat(Span.bytes(999)).isEqualTo("999 B");
    assertThat(Span.bytes(12_345_678)).isEqualTo("12.3 MB");
  }
}
