package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks how the parts of one contract fit together. */
final class ContractCheck {
  private static final List<String> HISTORY_COLUMNS =
      List.of("valid_from", "valid_to", "is_current", "valid_from_known");

  private final TableContract contract;
  private final YamlMap yaml;
  private final Mistakes mistakes;

  ContractCheck(TableContract contract, YamlMap yaml, Mistakes mistakes) {
    this.contract = contract;
    this.yaml = yaml;
    this.mistakes = mistakes;
  }

  void run() {
    if (contract.key().isEmpty()) {
      mistakes.add(yaml.place("key"), "the contract has no key");
    }
    Set<String> seen = new HashSet<>();
    for (YamlMap.Item item : yaml.items("key")) {
      if (!seen.add(item.text())) {
        mistakes.add(item.place(), "key names column '" + item.text() + "' twice");
      }
      if (isColumn("key", item) && !contract.column(item.text()).required()) {
        mistakes.add(item.place(), "key column '%s' must be required: true".formatted(item.text()));
      }
    }
    yaml.items("event_time").forEach(this::checkEventTime);
    yaml.items("subject").forEach(item -> isColumn("subject", item));
    yaml.items("critical").forEach(this::checkCritical);
    checkAddedColumns();
  }

  private boolean isColumn(String attribute, YamlMap.Item item) {
    boolean known = contract.find(item.text()).isPresent();
    if (!known) {
      mistakes.addUnknown(
          item.place(),
          "%s names a missing column '%s'".formatted(attribute, item.text()),
          String.valueOf(item.text()),
          contract.columnNames());
    }
    return known;
  }

  private void checkEventTime(YamlMap.Item item) {
    if (isColumn("event_time", item)) {
      ColumnContract column = contract.column(item.text());
      if (column.type() != null && !column.type().isTemporal()) {
        mistakes.add(
            item.place(),
            "event_time column '%s' is %s, not a date or timestamp"
                .formatted(item.text(), column.type()));
      }
    }
  }

  private void checkCritical(YamlMap.Item item) {
    if (isColumn("critical", item) && contract.column(item.text()).required()) {
      mistakes.add(
          item.place(),
          ("column '%s' is critical and required; a required column is never null in silver, so "
                  + "its completeness would say nothing: keep one of the two")
              .formatted(item.text()));
    }
  }

  /** Silver adds token columns and history adds its interval; none may hide a column. */
  private void checkAddedColumns() {
    for (ColumnContract column : contract.tokenColumns()) {
      contract
          .find(column.tokenName())
          .ifPresent(clash -> hidden(clash, "the token of " + column.name()));
    }
    if (contract.history()) {
      HISTORY_COLUMNS.forEach(
          name -> contract.find(name).ifPresent(clash -> hidden(clash, "the history table")));
    }
  }

  private void hidden(ColumnContract clash, String by) {
    mistakes.add(
        yaml.map("columns").orElse(yaml).place(clash.name()),
        "column '%s' has the name that %s takes in silver".formatted(clash.name(), by));
  }
}
