package io.healthfinance.lakehouse.jobs;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogException;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.pipeline.Outcome;
import io.healthfinance.lakehouse.pipeline.Pipeline;
import io.healthfinance.lakehouse.pipeline.Progress;
import io.healthfinance.lakehouse.pipeline.RunReport;
import io.healthfinance.lakehouse.pipeline.RunRequest;
import io.healthfinance.lakehouse.runtime.DiskFullException;
import io.healthfinance.lakehouse.runtime.LakeBusyException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** What the jobs have in common: arguments in, one run, an exit code out. */
final class LakeJob {

  /** Everything went through. */
  static final int OK = 0;

  /** A gate or a table failed. */
  static final int FAILED = 1;

  /** The arguments or the configuration cannot be used. */
  static final int USAGE = 2;

  private LakeJob() {}

  static int run(
      RunRequest request, String[] arguments, Map<String, String> environment, PrintStream out) {
    try {
      JobArguments parsed = JobArguments.parse(arguments);
      LakeConfig config = LakeConfig.load(parsed.config(), environment);
      Catalog catalog = new CatalogLoader().load(config);
      RunReport report =
          new Pipeline(config, catalog, Clock.systemUTC(), Progress.NONE)
              .run(parsed.apply(request));
      for (Outcome outcome : report.outcomes()) {
        out.printf(
            "%s.%s %s %s%n", outcome.layer(), outcome.table(), outcome.status(), outcome.message());
      }
      return report.succeeded() ? OK : FAILED;
    } catch (ConfigException | CatalogException e) {
      out.println(e.getMessage());
      return USAGE;
    } catch (LakeBusyException | DiskFullException e) {
      out.println(e.getMessage());
      return FAILED;
    }
  }
}
