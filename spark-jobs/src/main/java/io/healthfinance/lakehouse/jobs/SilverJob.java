package io.healthfinance.lakehouse.jobs;

import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import java.util.Set;

/**
 * Moves the silver source tables, and the derived ones that promise to be fresher than a day. Main
 * class for spark-submit; see {@link JobArguments}.
 */
public final class SilverJob {

  private SilverJob() {}

  public static void main(String[] arguments) {
    RunRequest request = RunRequest.hourly().withLayers(Set.of(Layer.SILVER, Layer.DERIVED));
    System.exit(LakeJob.run(request, arguments, System.getenv(), System.out));
  }
}
