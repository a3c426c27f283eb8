package io.healthfinance.lakehouse.catalog.contract;

import io.healthfinance.lakehouse.catalog.contract.RowRule.Action;
import io.healthfinance.lakehouse.catalog.rule.Expression;
import io.healthfinance.lakehouse.catalog.rule.Loosening;
import io.healthfinance.lakehouse.catalog.rule.RuleParser;
import io.healthfinance.lakehouse.catalog.rule.RulePrinter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What of a contract decides which events are let in and which rows they become, as a text that a
 * table can keep beside the rows that it judged.
 *
 * @param shape table, key, history and columns, one line each
 */
public record ContractMeaning(List<String> shape, List<Rule> rules) {

  private static final String SEPARATOR = "\t";

  /** A rule without what only people read. */
  public record Rule(String name, Action action, Optional<Expression> when, Expression check) {

    /** Whether every event that breaks {@code newer} breaks this one too. */
    private boolean loosenedTo(Rule newer) {
      return (when.isEmpty() || when.equals(newer.when)) && Loosening.of(check, newer.check);
    }
  }

  public ContractMeaning {
    shape = List.copyOf(shape);
    rules = List.copyOf(rules);
  }

  public static ContractMeaning of(TableContract contract) {
    List<String> shape = new ArrayList<>();
    shape.add(String.join(".", contract.database(), contract.schema(), contract.table()));
    shape.add("key " + contract.key());
    shape.add("history " + contract.history());
    for (ColumnContract column : contract.columns()) {
      shape.add(
          "column %s %s zone=%s pii=%s"
              .formatted(column.name(), column.type(), column.zone(), column.pii()));
    }
    return new ContractMeaning(
        shape,
        contract.rules().stream()
            .map(rule -> new Rule(rule.name(), rule.action(), rule.when(), rule.check()))
            .toList());
  }

  /** Reads what {@link #text} wrote. */
  public static ContractMeaning parse(String text) {
    List<String> shape = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    for (String line : text.lines().toList()) {
      List<String> parts = Arrays.asList(line.split(SEPARATOR, -1));
      if (parts.size() == 1) {
        shape.add(line);
      } else {
        rules.add(
            new Rule(
                parts.get(0),
                Action.valueOf(parts.get(1)),
                Optional.of(parts.get(2)).filter(when -> !when.isEmpty()).map(RuleParser::parse),
                RuleParser.parse(parts.get(3))));
      }
    }
    return new ContractMeaning(shape, rules);
  }

  /** One line per fact. */
  public String text() {
    List<String> lines = new ArrayList<>(shape);
    for (Rule rule : rules) {
      lines.add(
          String.join(
              SEPARATOR,
              rule.name(),
              rule.action().name(),
              rule.when().map(RulePrinter::print).orElse(""),
              RulePrinter.print(rule.check())));
    }
    return String.join("\n", lines);
  }

  /**
   * Whether this contract lets in every event that {@code older} let in, as the very same row with
   * the same warnings. False also where that cannot be seen from the form of the rules.
   */
  public boolean loosens(ContractMeaning older) {
    // What a FAIL rule stopped an operator may have released, so only REJECT says what is in.
    List<Rule> kept = older.rules.stream().filter(rule -> rule.action() == Action.REJECT).toList();
    return shape.equals(older.shape)
        && rules.containsAll(
            older.rules.stream().filter(rule -> rule.action() == Action.WARN).toList())
        && rules.stream()
            .allMatch(
                rule ->
                    older.rules.contains(rule)
                        || kept.stream().anyMatch(before -> before.loosenedTo(rule)));
  }
}
