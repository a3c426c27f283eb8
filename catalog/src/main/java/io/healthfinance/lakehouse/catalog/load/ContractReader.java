package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one {@code tables/*.yaml} and checks everything that can be told from it alone. */
final class ContractReader {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "table",
          "service",
          "database",
          "schema",
          "description",
          "key",
          "event_time",
          "subject",
          "columns",
          "rules",
          "critical",
          "freshness",
          "history",
          "critical_table",
          "size",
          "quarantine_limit",
          "orphan_limit");
  private static final double QUARANTINE_LIMIT = 0.05;
  private static final double ORPHAN_LIMIT = 0.01;

  private final Mistakes mistakes;

  ContractReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** A contract and the lines it was read from. A mistaken column has no type. */
  record Read(TableContract contract, YamlMap yaml) {}

  Optional<Read> read(CatalogFile file) {
    return YamlMap.read(file, mistakes).map(yaml -> new Read(read(file, yaml), yaml));
  }

  private TableContract read(CatalogFile file, YamlMap yaml) {
    yaml.allowOnly(ATTRIBUTES, "attribute");
    String table = yaml.required("table", "the contract");
    Names.checkSnakeCase("table", table, yaml.place("table"), mistakes);
    if (!table.isEmpty() && !table.equals(file.baseName())) {
      mistakes.add(
          yaml.place("table"), "table '%s' stands in a file of another name".formatted(table));
    }
    List<ColumnContract> columns = new ArrayList<>();
    ColumnRules columnRules = new ColumnRules(mistakes);
    ColumnReader columnReader = new ColumnReader(mistakes);
    YamlMap columnMaps = columnMaps(yaml);
    if (columnMaps != null) {
      for (String name : columnMaps.names()) {
        Optional<YamlMap> attributes = columnMaps.map(name);
        attributes.ifPresent(map -> columns.add(columnReader.read(name, columnMaps, map)));
      }
    }
    List<RowRule> rules = new ArrayList<>();
    RuleReader ruleReader = new RuleReader(columns, mistakes);
    for (ColumnContract column : columns) {
      rules.addAll(
          columnRules.read(column, columnMaps.map(column.name()).orElseThrow(), ruleReader));
    }
    rules.addAll(ruleReader.tableRules(yaml));
    TableContract contract =
        new TableContract(
            table,
            yaml.required("service", "the contract"),
            yaml.required("database", "the contract"),
            yaml.text("schema").orElse("public"),
            yaml.required("description", "the contract"),
            yaml.texts("key"),
            yaml.text("event_time"),
            yaml.text("subject"),
            List.copyOf(columns),
            List.copyOf(rules),
            Durations.read(yaml, "freshness", mistakes),
            yaml.flag("history"),
            yaml.texts("critical"),
            yaml.flag("critical_table"),
            size(yaml),
            share(yaml, "quarantine_limit", QUARANTINE_LIMIT),
            share(yaml, "orphan_limit", ORPHAN_LIMIT),
            "",
            file.path());
    new ContractCheck(contract, yaml, mistakes).run();
    return contract;
  }

  private YamlMap columnMaps(YamlMap yaml) {
    Optional<YamlMap> columns = yaml.map("columns");
    if (columns.isEmpty() && !yaml.has("columns")) {
      mistakes.add(yaml.place(), "the contract has no columns");
    }
    return columns.orElse(null);
  }

  private TableContract.Size size(YamlMap yaml) {
    String text = yaml.text("size").orElse("medium");
    for (TableContract.Size size : TableContract.Size.values()) {
      if (size.name().toLowerCase(Locale.ROOT).equals(text)) {
        return size;
      }
    }
    mistakes.addUnknown(
        yaml.place("size"),
        "unknown size '" + text + "', known are small, medium, large",
        text,
        List.of("small", "medium", "large"));
    return TableContract.Size.MEDIUM;
  }

  private double share(YamlMap yaml, String name, double otherwise) {
    Optional<BigDecimal> number = yaml.number(name);
    if (number.isPresent()
        && (number.get().signum() < 0 || number.get().compareTo(BigDecimal.ONE) > 0)) {
      mistakes.add(yaml.place(name), "'" + name + "' is a share between 0 and 1");
    }
    return number.map(BigDecimal::doubleValue).orElse(otherwise);
  }
}
