package io.healthfinance.lakehouse.quality;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes alerts to the log: critical ones as errors, the others as warnings. */
public final class LogAlertSink implements AlertSink {

  private static final Logger LOG = LoggerFactory.getLogger(LogAlertSink.class);

  @Override
  public void send(String runId, List<Alert> alerts) {
    for (Alert alert : alerts) {
      if (alert.severity() == Alert.Severity.CRITICAL) {
        LOG.error("[{}] {}: {}", runId, alert.kind(), alert.message());
      } else {
        LOG.warn("[{}] {}: {}", runId, alert.kind(), alert.message());
      }
    }
  }
}
