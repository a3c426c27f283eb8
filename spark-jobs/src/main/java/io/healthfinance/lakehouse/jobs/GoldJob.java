package io.healthfinance.lakehouse.jobs;

import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import java.util.Set;

/**
 * Builds derived silver and gold from published silver. Main class for spark-submit; see {@link
 * JobArguments}.
 */
public final class GoldJob {

  private GoldJob() {}

  public static void main(String[] arguments) {
    RunRequest request = RunRequest.daily().withLayers(Set.of(Layer.DERIVED, Layer.GOLD));
    System.exit(LakeJob.run(request, arguments, System.getenv(), System.out));
  }
}
