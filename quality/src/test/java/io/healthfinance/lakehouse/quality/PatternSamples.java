package io.healthfinance.lakehouse.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts for the patterns that contracts use: sequences of characters, classes and groups, each with
 * a quantifier. Gives a shortest and a longer text that match, and neighbours that may not.
 */
final class PatternSamples {

  private final String pattern;
  private int at;

  private PatternSamples(String pattern) {
    this.pattern = pattern;
  }

  static List<String> of(String pattern) {
    String shortest = new PatternSamples(pattern).sequence(false);
    String longer = new PatternSamples(pattern).sequence(true);
    List<String> samples = new ArrayList<>(List.of(shortest, longer));
    for (String text : List.of(shortest, longer)) {
      samples.add(text + "\n");
      samples.add(" " + text);
      samples.add(text + text);
      samples.add(text.substring(1));
      samples.add(text.substring(0, text.length() - 1) + "é");
    }
    return samples;
  }

  private String sequence(boolean longer) {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      String atom = atom(longer);
      text.append(atom.repeat(times(longer)));
    }
    return text.toString();
  }

  private String atom(boolean longer) {
    char c = pattern.charAt(at++);
    if (c == '\\') {
      return String.valueOf(pattern.charAt(at++));
    }
    if (c == '(') {
      String group = sequence(longer);
      at++;
      return group;
    }
    if (c == '[') {
      int end = pattern.indexOf(']', at);
      String members = pattern.substring(at, end);
      at = end + 1;
      return members.startsWith("^") ? "x" : members.substring(0, 1);
    }
    return String.valueOf(c);
  }

  private int times(boolean longer) {
    if (at == pattern.length()) {
      return 1;
    }
    switch (pattern.charAt(at)) {
      case '?' -> {
        at++;
        return longer ? 1 : 0;
      }
      case '+' -> {
        at++;
        return longer ? 3 : 1;
      }
      case '*' -> {
        at++;
        return longer ? 3 : 0;
      }
      case '{' -> {
        int end = pattern.indexOf('}', at);
        String[] bounds = pattern.substring(at + 1, end).split(",", -1);
        at = end + 1;
        return Integer.parseInt(bounds[longer ? bounds.length - 1 : 0]);
      }
      default -> {
        return 1;
      }
    }
  }
}
