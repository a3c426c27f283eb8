package io.healthfinance.lakehouse.cli.run;

import io.healthfinance.lakehouse.cli.RunProgress;
import io.healthfinance.lakehouse.datagen.Progress;
import java.util.Locale;

/** Shows how far the generation is. */
public final class GenerationProgress implements Progress {

  private final RunProgress progress;

  public GenerationProgress(RunProgress progress) {
    this.progress = progress;
  }

  @Override
  public void update(String phase, long done, long total) {
    progress.detail(String.format(Locale.ROOT, "%s %,d of %,d", phase, done, total));
  }
}
