package io.healthfinance.lakehouse.gold;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns the SELECT of a derived table into Spark SQL.
 *
 * <p>{@code ${input}} becomes the relation that the caller pinned for it, {@code :as_of} a
 * timestamp literal, {@code :as_of_date} the business day of that instant and {@code
 * :business_zone} the zone as text. Nothing else is replaced, so a SELECT has no other clock and no
 * other parameter.
 */
public final class SelectRenderer {

  private static final Pattern INPUT = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z_]+)\\b");

  /**
   * The runnable SELECT.
   *
   * @param relationOf the relation to read an input from, for example {@code lake.silver.users
   *     VERSION AS OF 42} or the name of a temporary view
   * @throws IllegalArgumentException when the SELECT reads an input that its YAML does not declare,
   *     declares one that neither it nor a check reads, or names an unknown parameter
   */
  public String render(
      SqlTable table, Function<String, String> relationOf, Instant asOf, ZoneId zone) {
    String select = withoutComments(table.select());
    requireDeclaredInputs(table, select);
    return withParameters(table, relate(select, relationOf), asOf, zone);
  }

  /**
   * The runnable form of a text beside the SELECT, a check or a moment of change, which knows the
   * same inputs and parameters.
   *
   * @throws IllegalArgumentException when it names an unknown parameter
   */
  public String renderText(
      SqlTable table, String text, Function<String, String> relationOf, Instant asOf, ZoneId zone) {
    return withParameters(table, relate(text, relationOf), asOf, zone);
  }

  private static String withParameters(SqlTable table, String text, Instant asOf, ZoneId zone) {
    return PARAMETER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(literal(table, match.group(1), asOf, zone)));
  }

  /** A text in which every {@code ${input}} is the relation it stands for. */
  public static String relate(String text, Function<String, String> relationOf) {
    return INPUT
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(relationOf.apply(match.group(1))));
  }

  /** Names of the inputs that a SELECT reads. */
  public Set<String> inputsOf(SqlTable table) {
    return INPUT
        .matcher(withoutComments(table.select()))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void requireDeclaredInputs(SqlTable table, String select) {
    Set<String> read = inputsOf(table);
    Set<String> declared =
        table.inputs().stream()
            .map(SqlTable.Input::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String input : read) {
      if (!declared.contains(input)) {
        throw new IllegalArgumentException(
            "%s reads ${%s}, which its YAML does not declare: add it under 'inputs' of %s"
                .formatted(name(table), input, table.file()));
      }
    }
    table.checks().forEach(check -> read.addAll(check.inputs()));
    for (String input : declared) {
      if (!read.contains(input)) {
        throw new IllegalArgumentException(
            "%s declares the input %s but neither its SELECT nor a check reads it: remove it from %s"
                .formatted(name(table), input, table.file()));
      }
    }
  }

  private static String literal(SqlTable table, String parameter, Instant asOf, ZoneId zone) {
    return switch (parameter) {
      case "as_of" -> "TIMESTAMP '" + asOf + "'";
      case "as_of_date" -> "DATE '" + LocalDate.ofInstant(asOf, zone) + "'";
      case "business_zone" -> "'" + zone.getId() + "'";
      default ->
          throw new IllegalArgumentException(
              "%s uses the parameter :%s; a SELECT knows :as_of, :as_of_date and :business_zone"
                  .formatted(name(table), parameter));
    };
  }

  /** Comments may quote anything, so they are removed before parameters are looked for. */
  private static String withoutComments(String select) {
    return select.lines().map(SelectRenderer::withoutComment).collect(Collectors.joining("\n"));
  }

  private static String withoutComment(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length() - 1; i++) {
      if (line.charAt(i) == '\'') {
        quoted = !quoted;
      } else if (!quoted && line.charAt(i) == '-' && line.charAt(i + 1) == '-') {
        return line.substring(0, i).stripTrailing();
      }
    }
    return line;
  }

  private static String name(SqlTable table) {
    return table.layer() + "." + table.table();
  }
}
