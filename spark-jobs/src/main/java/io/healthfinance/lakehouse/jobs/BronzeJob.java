package io.healthfinance.lakehouse.jobs;

import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.pipeline.RunRequest.Layer;
import java.util.Set;

/** Registers landed files. Main class for spark-submit; see {@link JobArguments}. */
public final class BronzeJob {

  private BronzeJob() {}

  public static void main(String[] arguments) {
    RunRequest request = RunRequest.daily().withLayers(Set.of(Layer.BRONZE));
    System.exit(LakeJob.run(request, arguments, System.getenv(), System.out));
  }
}
