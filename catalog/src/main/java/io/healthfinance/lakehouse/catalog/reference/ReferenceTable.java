package io.healthfinance.lakehouse.catalog.reference;

import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import java.nio.file.Path;
import java.util.List;

/**
 * A versioned list of codes or places that nobody's service owns: ICD-10-CM, LOINC, ZIP regions,
 * value sets. Becomes {@code silver.ref_<name>}.
 *
 * @param name without the {@code ref_} prefix
 * @param version release of the list, for example {@code 2026}
 * @param source who publishes it
 * @param data the CSV beside the YAML, with a header line
 */
public record ReferenceTable(
    String name,
    String version,
    String source,
    String description,
    List<String> key,
    List<Column> columns,
    Path data) {

  /** One column of the CSV. */
  public record Column(String name, ColumnType type, String description) {}
}
