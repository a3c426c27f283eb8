package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebhookAlertSinkTest {

  private static final List<Alert> ALERTS =
      List.of(
          new Alert(
              Alert.Severity.CRITICAL,
              Alert.Kind.GATE_FAILURE,
              "silver.vitals",
              "It says \"stop\"."),
          new Alert(Alert.Severity.WARNING, Alert.Kind.SCORE_BELOW_TARGET, null, "Low."));

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch hold = new CountDownLatch(1);
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/hook", 204);
    answer("/broken", 500);
    server.createContext(
        "/slow",
        exchange -> {
          try {
            hold.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.setExecutor(handlers);
    server.start();
  }

  @AfterEach
  void stopServer() {
    hold.countDown();
    server.stop(0);
    handlers.shutdownNow();
  }

  @Test
  void allAlertsOfARunAreOneJsonDocument() throws IOException {
    sink("/hook").send("run-1", ALERTS);
    assertThat(received).hasSize(1);
    JsonNode body = new ObjectMapper().readTree(received.get(0));
    assertThat(body.get("run_id").asText()).isEqualTo("run-1");
    assertThat(body.get("text").asText()).isEqualTo("It says \"stop\".\nLow.");
    assertThat(body.get("alerts")).hasSize(2);
    assertThat(body.get("alerts").get(0).get("severity").asText()).isEqualTo("CRITICAL");
    assertThat(body.get("alerts").get(0).get("table").asText()).isEqualTo("silver.vitals");
    assertThat(body.get("alerts").get(1).get("table").isNull()).isTrue();
  }

  @Test
  void noAlertsArePostedToNobody() {
    sink("/hook").send("run-1", List.of());
    assertThat(received).isEmpty();
  }

  @Test
  void aWebhookThatFailsIsSlowOrGoneNeverFailsTheRun() {
    assertThatCode(() -> sink("/broken").send("run-1", ALERTS)).doesNotThrowAnyException();
    assertThatCode(() -> sink("/slow").send("run-1", ALERTS)).doesNotThrowAnyException();
    hold.countDown();
    AlertSink gone = sink("/hook");
    server.stop(0);
    assertThatCode(() -> gone.send("run-1", ALERTS)).doesNotThrowAnyException();
    assertThat(received).hasSize(1);
  }

  @Test
  void everySinkGetsTheAlerts() {
    AlertSink.all(List.of(new LogAlertSink(), sink("/hook"), sink("/hook"))).send("run-1", ALERTS);
    assertThat(received).hasSize(2);
  }

  @Test
  void onlyWebAddressesAreWebhooks() {
    assertThatThrownBy(() -> new WebhookAlertSink(URI.create("file:///tmp/alerts")))
        .hasMessage("The alert webhook must be an http or https URL");
  }

  private AlertSink sink(String path) {
    URI url = URI.create("http://localhost:" + server.getAddress().getPort() + path);
    return new WebhookAlertSink(url, Duration.ofMillis(500));
  }

  private void answer(String path, int status) {
    server.createContext(
        path,
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }
}
