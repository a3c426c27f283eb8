package io.healthfinance.lakehouse.cli;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Where a command writes. Colours and updating lines appear only when a person watches.
 *
 * @param out standard output
 * @param interactive a person watches, on a terminal that understands ANSI sequences
 * @param colour unless {@code NO_COLOR} is set
 * @param width columns
 */
public record Terminal(PrintWriter out, boolean interactive, boolean colour, int width) {

  private static final int NARROWEST = 60;
  private static final int DEFAULT_WIDTH = 100;
  private static final String ESCAPE = "\u001b[";

  /** As the start script found it. */
  public static Terminal of(PrintWriter out) {
    boolean interactive =
        Boolean.getBoolean("lake.terminal") && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(
        out,
        interactive,
        interactive && System.getenv("NO_COLOR") == null,
        Math.max(NARROWEST, Integer.getInteger("lake.width", DEFAULT_WIDTH)));
  }

  public void line(String text) {
    out.println(text);
    out.flush();
  }

  public void line(String format, Object... arguments) {
    line(String.format(Locale.ROOT, format, arguments));
  }

  public void blank() {
    line("");
  }

  /** A section's title, set off by a blank line. */
  public void heading(String title) {
    blank();
    line(bold(title));
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String dim(String text) {
    return styled("2", text);
  }

  public String good(String text) {
    return styled("32", text);
  }

  public String bad(String text) {
    return styled("31", text);
  }

  public String warning(String text) {
    return styled("33", text);
  }

  private String styled(String code, String text) {
    return colour ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }

  /** Replaces the line under the cursor; only on a terminal. */
  void status(String text) {
    String cut = text.length() >= width ? text.substring(0, width - 1) : text;
    out.print("\r" + ESCAPE + "K" + cut);
    out.flush();
  }

  /** Breaks a sentence between words. */
  public void wrapped(String indent, String sentence) {
    wrapped(indent, indent, sentence);
  }

  /** Breaks a sentence between words; the first line begins otherwise than the rest. */
  public void wrapped(String first, String indent, String sentence) {
    String start = first;
    StringBuilder current = new StringBuilder(start);
    for (String word : sentence.split("\\s+", -1)) {
      boolean begun = current.length() > start.length();
      if (begun && current.length() + 1 + word.length() > width) {
        line(current.toString());
        start = indent;
        current = new StringBuilder(start);
        begun = false;
      }
      current.append(begun ? " " : "").append(word);
    }
    line(current.toString());
  }
}
