package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.rule.RulePrinter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Hashes what decides the rows and columns of silver. Wording, layout, freshness and limits leave
 * the version as it is: they call for no refresh.
 */
final class ContractVersion {
  private static final int DIGITS = 12;

  private ContractVersion() {}

  static String of(TableContract contract) {
    List<String> facts = new ArrayList<>();
    facts.add(String.join(".", contract.database(), contract.schema(), contract.table()));
    facts.add("service " + contract.service());
    facts.add("key " + contract.key());
    facts.add("event_time " + contract.eventTime().orElse(""));
    facts.add("subject " + contract.subject().orElse(""));
    facts.add("history " + contract.history());
    facts.add("critical " + contract.critical());
    contract.columns().forEach(column -> facts.add(fact(column)));
    contract.rules().stream()
        .sorted(Comparator.comparing(RowRule::name))
        .forEach(rule -> facts.add(fact(rule)));
    return HexFormat.of().formatHex(sha256(String.join("\n", facts))).substring(0, DIGITS);
  }

  private static String fact(ColumnContract column) {
    return "column %s %s unit=%s zone=%s required=%s pii=%s references=%s values=%s"
        .formatted(
            column.name(),
            column.type(),
            column.unit().orElse(""),
            column.zone(),
            column.required(),
            column.pii(),
            column.references().map(Object::toString).orElse(""),
            column.values());
  }

  private static String fact(RowRule rule) {
    return "rule %s %s when=%s check=%s"
        .formatted(
            rule.name(),
            rule.action(),
            rule.when().map(RulePrinter::print).orElse(""),
            RulePrinter.print(rule.check()));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256", missing);
    }
  }
}
