package io.healthfinance.lakehouse.quality;

/**
 * One row of {@code ops.quality_scores}.
 *
 * @param layer null for the whole lake
 * @param table null for a layer and the whole lake
 * @param column null unless the score is of a column
 * @param critical a critical column, or a critical table
 * @param rows rows behind the score
 */
public record QualityScore(
    Level level,
    String layer,
    String table,
    String column,
    boolean critical,
    long rows,
    Score score) {

  /** What a score is about. */
  public enum Level {
    COLUMN,
    TABLE,
    LAYER,
    OVERALL
  }
}
