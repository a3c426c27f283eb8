package io.healthfinance.lakehouse.quality;

/**
 * How many values of a referencing column found their parent.
 *
 * @param column the referencing column
 * @param parentTable the table it points to
 * @param references values that are not NULL
 * @param orphans those without a parent row
 */
public record ReferenceCounts(String column, String parentTable, long references, long orphans) {

  public ReferenceCounts {
    if (orphans < 0 || orphans > references) {
      throw new IllegalArgumentException(
          "Column %s counts %d orphans among %d references to %s"
              .formatted(column, orphans, references, parentTable));
    }
  }
}
