package io.healthfinance.lakehouse.catalog.dictionary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expressions behind the published columns: the items of the SELECT that stands outside all
 * parentheses. Texts, comments and parentheses are respected; nothing else of SQL is understood.
 */
final class SelectItems {
  private static final Pattern BEGIN = Pattern.compile("\\bselect\\b(\\s+distinct\\b)?");
  private static final Pattern END = Pattern.compile("\\bfrom\\b");
  private static final Pattern ALIAS = Pattern.compile("\\s+as\\s+`?\\w+`?$", 2);
  private static final Pattern STAR = Pattern.compile("(^|\\.)\\*( except \\(.*\\))?$", 2);

  private SelectItems() {}

  /**
   * One item.
   *
   * @param firstLine and lastLine counted from 1
   * @param expression without its name, on one line
   */
  record Item(int firstLine, int lastLine, String expression) {}

  /** Items by position; empty when a star leaves open which column comes from where. */
  static Optional<List<Item>> of(String sql) {
    String top = topLevel(sql);
    Matcher begin = BEGIN.matcher(top);
    if (!begin.find()) {
      return Optional.empty();
    }
    Matcher end = END.matcher(top);
    int until = end.find(begin.end()) ? end.start() : top.length();
    List<Item> items = new ArrayList<>();
    int start = begin.end();
    for (int at = start; at <= until; at++) {
      if (at == until || top.charAt(at) == ',') {
        items.add(item(sql, start, at));
        start = at + 1;
      }
    }
    boolean starred = items.stream().anyMatch(item -> STAR.matcher(item.expression()).find());
    return starred ? Optional.empty() : Optional.of(List.copyOf(items));
  }

  private static Item item(String sql, int from, int to) {
    String text = withoutComments(sql).substring(from, to);
    int first = from + text.length() - text.stripLeading().length();
    String expression = text.replaceAll("\\s+", " ").strip();
    return new Item(
        lineAt(sql, first),
        lineAt(sql, from + text.stripTrailing().length()),
        ALIAS.matcher(expression).replaceFirst(""));
  }

  private static int lineAt(String sql, int index) {
    return 1 + (int) sql.substring(0, index).chars().filter(c -> c == '\n').count();
  }

  private static String withoutComments(String sql) {
    return masked(sql, false);
  }

  /** The text in lower case with blanks for everything that is quoted, commented or nested. */
  private static String topLevel(String sql) {
    return masked(sql, true).toLowerCase(Locale.ROOT);
  }

  private static String masked(String sql, boolean nested) {
    StringBuilder top = new StringBuilder(sql);
    int depth = 0;
    boolean quoted = false;
    boolean comment = false;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      comment = c != '\n' && (comment || !quoted && sql.startsWith("--", i));
      quoted = !comment && c == '\'' != quoted;
      depth += comment || quoted || c != '(' ? 0 : 1;
      if (c != '\n' && (comment || nested && (depth > 0 || quoted || c == '\''))) {
        top.setCharAt(i, ' ');
      }
      depth -= comment || quoted || c != ')' ? 0 : 1;
    }
    return top.toString();
  }
}
