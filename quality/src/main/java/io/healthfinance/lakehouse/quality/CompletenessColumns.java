package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.catalog.contract.PiiClass.SilverForm;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.List;

/** Which silver columns a contract expects to be filled. */
final class CompletenessColumns {

  private CompletenessColumns() {}

  /** Silver names of the columns that every row must have; those required under a condition not. */
  static List<String> required(TableContract contract) {
    return contract.columns().stream()
        .filter(column -> column.required() && column.pii().silverForm() != SilverForm.ABSENT)
        .filter(column -> !isConditional(contract, column.name()))
        .map(column -> SilverChecks.silver(contract, column.name()))
        .toList();
  }

  /** Silver names of the columns that are scored, but not required. */
  static List<String> critical(TableContract contract) {
    return contract.critical().stream()
        .filter(name -> contract.column(name).pii().silverForm() != SilverForm.ABSENT)
        .filter(name -> !contract.column(name).required())
        .map(name -> SilverChecks.silver(contract, name))
        .toList();
  }

  private static boolean isConditional(TableContract contract, String column) {
    return contract.rules().stream()
        .filter(rule -> rule.kind() == RowRule.Kind.REQUIRED && rule.columns().contains(column))
        .anyMatch(rule -> rule.when().isPresent() || rule.action() == RowRule.Action.WARN);
  }
}
