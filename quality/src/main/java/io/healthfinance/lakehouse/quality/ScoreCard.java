package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.QualityScore.Level;
import java.util.List;

/**
 * The scores of one run.
 *
 * @param scores the whole lake, then layers, tables and columns, each by name
 */
public record ScoreCard(List<QualityScore> scores) {

  public ScoreCard {
    scores = List.copyOf(scores);
  }

  public QualityScore overall() {
    return at(Level.OVERALL).get(0);
  }

  public List<QualityScore> layers() {
    return at(Level.LAYER);
  }

  public List<QualityScore> tables() {
    return at(Level.TABLE);
  }

  public List<QualityScore> columns() {
    return at(Level.COLUMN);
  }

  private List<QualityScore> at(Level level) {
    return scores.stream().filter(score -> score.level() == level).toList();
  }
}
