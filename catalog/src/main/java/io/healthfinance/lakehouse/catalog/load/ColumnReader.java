package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.contract.ValueParser;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one column of a contract, apart from its rules. */
final class ColumnReader {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "type",
          "description",
          "unit",
          "zone",
          "required",
          "pii",
          "references",
          "values",
          "range",
          "pattern",
          "length",
          "when",
          "action");
  private static final List<String> PII_CLASSES =
      Arrays.stream(PiiClass.values()).map(pii -> pii.name().toLowerCase(Locale.ROOT)).toList();

  private final Mistakes mistakes;

  ColumnReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** The column; its type is null when the contract's is not one. */
  ColumnContract read(String name, YamlMap columns, YamlMap attributes) {
    Names.checkSnakeCase("column", name, columns.place(name), mistakes);
    if (Set.of("op", "source_ts").contains(name)) {
      mistakes.add(
          columns.place(name), "column '%s' hides the event's own %s".formatted(name, name));
    }
    attributes.allowOnly(ATTRIBUTES, "attribute of column " + name + ":");
    Optional<ColumnType> type = new TypeReader(mistakes).read(name, attributes);
    return new ColumnContract(
        name,
        type.orElse(null),
        attributes.required("description", "column " + name),
        attributes.text("unit"),
        zone(name, attributes),
        attributes.flag("required"),
        pii(name, attributes, mistakes).orElse(PiiClass.NONE),
        reference(name, attributes),
        values(name, attributes, type));
  }

  private String zone(String name, YamlMap attributes) {
    String zone = attributes.text("zone").orElse("UTC");
    try {
      return ZoneId.of(zone).getId();
    } catch (DateTimeException unknown) {
      mistakes.addUnknown(
          attributes.place("zone"),
          "unknown time zone '%s' for column %s".formatted(zone, name),
          zone,
          ZoneId.getAvailableZoneIds());
      return zone;
    }
  }

  /** The PII class under {@code pii}, empty when absent or unknown. */
  static Optional<PiiClass> pii(String column, YamlMap attributes, Mistakes mistakes) {
    Optional<String> text = attributes.text("pii");
    if (text.isPresent() && !PII_CLASSES.contains(text.get())) {
      mistakes.addUnknown(
          attributes.place("pii"),
          "unknown PII class '%s' for column %s".formatted(text.get(), column),
          text.get(),
          PII_CLASSES);
      return Optional.empty();
    }
    return text.map(pii -> PiiClass.valueOf(pii.toUpperCase(Locale.ROOT)));
  }

  private Optional<ColumnContract.Reference> reference(String name, YamlMap attributes) {
    Optional<String> text = attributes.text("references");
    if (text.isPresent() && !text.get().matches("\\w+\\.\\w+")) {
      mistakes.add(
          attributes.place("references"),
          "column %s references '%s', which is not table.column".formatted(name, text.get()));
      return Optional.empty();
    }
    return text.map(
        reference -> {
          int dot = reference.indexOf('.');
          return new ColumnContract.Reference(
              reference.substring(0, dot), reference.substring(dot + 1));
        });
  }

  private List<String> values(String name, YamlMap attributes, Optional<ColumnType> type) {
    Set<String> seen = new HashSet<>();
    for (YamlMap.Item item : attributes.items("values")) {
      String shown = "value '%s' of column %s".formatted(item.text(), name);
      if (item.text() == null) {
        mistakes.add(item.place(), "null is not a value of column " + name);
      } else if (!seen.add(item.text())) {
        mistakes.add(item.place(), shown + " is listed twice");
      } else if (type.isPresent() && ValueParser.parse(type.get(), item.text()).isEmpty()) {
        mistakes.add(item.place(), shown + " is not of type " + type.get());
      }
    }
    if (attributes.has("values") && attributes.items("values").isEmpty()) {
      mistakes.add(attributes.place("values"), "column " + name + " allows no value at all");
    }
    return attributes.texts("values");
  }
}
