package io.healthfinance.lakehouse.quality;

import java.util.List;

/** Where alerts go. Sending never fails a run: a sink says in the log what it could not deliver. */
public interface AlertSink {

  void send(String runId, List<Alert> alerts);

  /** Sends to each of the sinks in turn. */
  static AlertSink all(List<AlertSink> sinks) {
    List<AlertSink> each = List.copyOf(sinks);
    return (runId, alerts) -> each.forEach(sink -> sink.send(runId, alerts));
  }
}
