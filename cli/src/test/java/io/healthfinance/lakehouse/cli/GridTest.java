package io.healthfinance.lakehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

  @Test
  void alignsTextLeftAndNumbersRight() {
    Grid grid = new Grid("table", "rows").add("users", 1_234_567).add("vitals", 8);

    assertThat(lines(grid, 80))
        .containsExactly("table        rows", "users   1,234,567", "vitals          8");
  }

  @Test
  void cutsALineThatIsTooLong() {
    Grid grid = new Grid("reason").add("a rather long sentence");

    assertThat(lines(grid, 10)).containsExactly("reason", "a rather …");
  }

  @Test
  void withoutTitlesThereIsNoHeading() {
    assertThat(lines(new Grid("", "").add("a", null), 80)).containsExactly("a");
  }

  @Test
  void aDashStandsInForANumber() {
    assertThat(lines(new Grid("n").add("-").add(12), 80)).containsExactly(" n", " -", "12");
  }

  private static List<String> lines(Grid grid, int width) {
    List<String> lines = new ArrayList<>();
    grid.print("", width, lines::add);
    return lines;
  }
}
