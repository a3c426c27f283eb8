package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** Platform telemetry: how long services were up and how fast they answered. */
final class Telemetry {
  private record Api(
      String service, String endpoint, String method, double perHour, int milliseconds) {}

  private static final List<Api> APIS =
      List.of(
          new Api("user-service", "/sessions", "POST", 40, 60),
          new Api("appointment-service", "/appointments/{id}", "GET", 90, 45),
          new Api("appointment-service", "/appointments", "POST", 12, 130),
          new Api("medical-records-service", "/patients/{id}/records", "GET", 70, 110),
          new Api("laboratory-service", "/results/{id}", "GET", 55, 70),
          new Api("prescription-service", "/prescriptions/{id}", "PUT", 9, 95),
          new Api("remote-monitoring-service", "/devices/{id}/readings", "POST", 60, 35),
          new Api("user-service", "/users/{id}", "PATCH", 3, 80),
          new Api("appointment-service", "/appointments/{id}", "DELETE", 2, 75));

  private static final List<String> SERVICES =
      List.of(
          "user-service",
          "appointment-service",
          "medical-records-service",
          "laboratory-service",
          "prescription-service",
          "claims-orchestrator-service",
          "remote-monitoring-service",
          "risk-scoring-service");

  /** A promise of 99.9 % leaves 43 minutes a month; these services keep about 99.95 %. */
  private static final double INCIDENT = 0.0012;

  private static final int METRIC_HOURS = 4;
  private static final int API_HOURS = 6;

  private final Network network;
  private final Span span;

  Telemetry(Network network, Span span) {
    this.network = network;
    this.span = span;
  }

  void write(Journal journal) {
    metrics(journal);
    apis(journal);
  }

  private void metrics(Journal journal) {
    long id = 0;
    int window = METRIC_HOURS * 60;
    for (int s = 0; s < SERVICES.size(); s++) {
      Dice dice = Dice.of(network.seed(), "metrics", s);
      for (Instant at = span.start();
          at.isBefore(span.end());
          at = at.plus(Duration.ofHours(METRIC_HOURS))) {
        // A collector that failed leaves a gap, which counts as down.
        if (dice.chance(0.0004)) {
          continue;
        }
        boolean incident = dice.chance(INCIDENT * METRIC_HOURS);
        int up = window - (incident ? dice.between(2, 50) : 0);
        Instant stored = at.plus(Duration.ofMinutes(window)).plusSeconds(dice.between(5, 40));
        journal
            .insert(
                "service_metrics",
                stored,
                Row.of("metric_id", ++id)
                    .with("service_name", SERVICES.get(s))
                    .with("instance_count", dice.between(2, 4))
                    .with("window_start", at)
                    .with("window_minutes", window)
                    .with("up_minutes", up)
                    .with("health_checks_expected", window * 2)
                    .with("health_checks_passed", up * 2)
                    .with("error_count", incident ? dice.between(40, 900) : dice.count(2))
                    .with("cpu_percent", dice.normal(34, 9, 3, 98))
                    .with("memory_mb", dice.between(500, 1_900))
                    .with("db_connections", dice.between(8, 60))
                    .with("service_version", version(at))
                    .with("recorded_at", stored))
            .settle();
      }
    }
  }

  private void apis(Journal journal) {
    long id = 0;
    ZoneId zone = network.facility(0).zone();
    for (int a = 0; a < APIS.size(); a++) {
      Api api = APIS.get(a);
      Dice dice = Dice.of(network.seed(), "apis", a);
      for (Instant at = span.start();
          at.isBefore(span.end());
          at = at.plus(Duration.ofHours(API_HOURS))) {
        ZonedDateTime local = at.plus(Duration.ofHours(API_HOURS / 2)).atZone(zone);
        double busy =
            (local.getHour() >= 7 && local.getHour() < 20 ? 1.6 : 0.25)
                * (local.getDayOfWeek().getValue() > 5 ? 0.4 : 1);
        int count = dice.count(Math.min(600, api.perHour * API_HOURS * busy));
        double mean = api.milliseconds * Math.exp(dice.normal(0, 0.18));
        int median = (int) (mean * 0.8);
        Instant stored = at.plus(Duration.ofHours(API_HOURS)).plusSeconds(dice.between(5, 60));
        journal
            .insert(
                "api_requests",
                stored,
                Row.of("request_group_id", ++id)
                    .with("service_name", api.service)
                    .with("endpoint", api.endpoint)
                    .with("http_method", api.method)
                    .with("window_start", at)
                    .with("window_minutes", API_HOURS * 60)
                    .with("request_count", count)
                    .with("error_4xx_count", Math.min(count / 2, dice.count(count * 0.012)))
                    .with("error_5xx_count", Math.min(count / 2, dice.count(count * 0.0015)))
                    .with("latency_sum_ms", Math.round(count * mean))
                    .with("latency_p50_ms", median)
                    .with("latency_p95_ms", (int) (median * 2.6) + 1)
                    .with("latency_p99_ms", (int) (median * 5.2) + 2)
                    .with(
                        "client_type", dice.pick("PORTAL", "IOS", "ANDROID", "INTERNAL", "PARTNER"))
                    .with("recorded_at", stored))
            .settle();
      }
    }
  }

  private String version(Instant at) {
    long weeks = Duration.between(span.start(), at).toDays() / 21;
    return "4." + weeks + ".0";
  }
}
