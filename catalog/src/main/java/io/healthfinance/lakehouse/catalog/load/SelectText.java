package io.healthfinance.lakehouse.catalog.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told about a SELECT without an engine: its inputs, its parameters, its clock. */
final class SelectText {
  private static final Pattern INPUT = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z_]+)\\b");
  private static final Pattern CLOCK =
      Pattern.compile(
          "\\b(current_date|current_timestamp|localtimestamp|now\\s*\\(|curdate\\s*\\()");
  private static final List<String> PARAMETERS = List.of("as_of", "as_of_date", "business_zone");

  private final CatalogFile file;
  private final List<String> lines;

  private SelectText(CatalogFile file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  static SelectText of(CatalogFile file) {
    return new SelectText(file, file.text().lines().map(SelectText::withoutComment).toList());
  }

  /** An input as written in the SELECT. */
  record Use(String input, Mistakes.Place place) {}

  /** The first use of every input. */
  List<Use> inputs() {
    List<Use> uses = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher input = INPUT.matcher(lines.get(i));
      while (input.find()) {
        if (seen.add(input.group(1))) {
          uses.add(new Use(input.group(1), file.at(i + 1)));
        }
      }
    }
    return uses;
  }

  /** Reports what would make the SELECT unrepeatable or more than one SELECT. */
  void check(Mistakes mistakes) {
    String whole = String.join(" ", lines).strip().toLowerCase(Locale.ROOT);
    if (!whole.startsWith("select") && !whole.startsWith("with")) {
      mistakes.add(file.at(1), "expected one SELECT, or WITH ... SELECT");
    }
    for (int i = 0; i < lines.size(); i++) {
      String code = withoutTexts(lines.get(i));
      Matcher clock = CLOCK.matcher(code.toLowerCase(Locale.ROOT));
      if (clock.find()) {
        mistakes.add(
            file.at(i + 1),
            "'%s' is the run's clock, which makes the table unrepeatable; use :as_of"
                .formatted(clock.group(1).replaceAll("\\W", "")));
      }
      if (code.contains(";")) {
        mistakes.add(file.at(i + 1), "';' ends a statement; a table is one SELECT without it");
      }
      Matcher parameter = PARAMETER.matcher(code);
      while (parameter.find()) {
        if (!PARAMETERS.contains(parameter.group(1))) {
          mistakes.addUnknown(
              file.at(i + 1),
              "unknown parameter :" + parameter.group(1),
              parameter.group(1),
              PARAMETERS);
        }
      }
    }
  }

  private static String withoutComment(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length() - 1; i++) {
      if (line.charAt(i) == '\'') {
        quoted = !quoted;
      } else if (!quoted && line.startsWith("--", i)) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  private static String withoutTexts(String line) {
    return line.replaceAll("'[^']*'", "''");
  }
}
