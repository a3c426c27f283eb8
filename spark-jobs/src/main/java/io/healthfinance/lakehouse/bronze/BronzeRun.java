package io.healthfinance.lakehouse.bronze;

import java.util.List;

/**
 * What one run did to bronze.
 *
 * @param tables one result for each table, in table order
 * @param unknownFolders landing folders that no contract describes
 */
public record BronzeRun(List<BronzeResult> tables, List<String> unknownFolders) {

  /** Whether every table was worked on and nothing was rejected, as {@code --strict} demands. */
  public boolean isClean() {
    return unknownFolders.isEmpty()
        && tables.stream()
            .allMatch(table -> table.failure().isEmpty() && table.rejected().isEmpty());
  }
}
