package io.healthfinance.lakehouse.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts all alerts of a run as one JSON document: {@code {"run_id", "text", "alerts": [{"severity",
 * "kind", "table", "message"}]}}. {@code text} is what chat systems show. Nothing is posted when
 * there is nothing to say.
 */
public final class WebhookAlertSink implements AlertSink {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookAlertSink.class);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private final URI url;
  private final Duration timeout;
  private final HttpClient client;
  private final ObjectMapper json = new ObjectMapper();

  public WebhookAlertSink(URI url) {
    this(url, DEFAULT_TIMEOUT);
  }

  /**
   * @param url http or https; its path may be a secret, so the log names the host only
   * @param timeout for connecting, and again for the answer
   */
  public WebhookAlertSink(URI url, Duration timeout) {
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException("The alert webhook must be an http or https URL");
    }
    this.url = url;
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  @Override
  public void send(String runId, List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return;
    }
    try {
      HttpResponse<Void> answer =
          client.send(request(runId, alerts), HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        LOG.warn(
            "Alert webhook at {} answered {}; {} alerts were not delivered",
            url.getHost(),
            answer.statusCode(),
            alerts.size());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      LOG.warn("Alert webhook at {} was interrupted", url.getHost());
    } catch (IOException failed) {
      LOG.warn(
          "Alert webhook at {} cannot be reached ({}); {} alerts were not delivered",
          url.getHost(),
          failed.getClass().getSimpleName(),
          alerts.size());
    }
  }

  private HttpRequest request(String runId, List<Alert> alerts) throws JsonProcessingException {
    return HttpRequest.newBuilder(url)
        .timeout(timeout)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body(runId, alerts))))
        .build();
  }

  private static Map<String, Object> body(String runId, List<Alert> alerts) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Alert alert : alerts) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("severity", alert.severity().name());
      entry.put("kind", alert.kind().name());
      entry.put("table", alert.table());
      entry.put("message", alert.message());
      entries.add(entry);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("run_id", runId);
    body.put("text", String.join("\n", alerts.stream().map(Alert::message).toList()));
    body.put("alerts", entries);
    return body;
  }
}
