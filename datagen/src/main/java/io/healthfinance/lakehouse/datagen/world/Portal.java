package io.healthfinance.lakehouse.datagen.world;

import java.time.Instant;
import java.time.LocalDate;

/** User service: sign-ins to the portal and the apps. */
final class Portal {
  /** Days between two sign-ins of the most and least engaged portal user. */
  private static final double EVERY_DAYS_LEAST = 34;

  private static final double EVERY_DAYS_MOST = 5;

  void write(Journey journey) {
    Person person = journey.person();
    if (!person.habits().usesPortal()) {
      return;
    }
    Dice dice = journey.dice("portal");
    double every =
        EVERY_DAYS_LEAST - (EVERY_DAYS_LEAST - EVERY_DAYS_MOST) * person.habits().engagement();
    String channel = dice.pick("WEB", "IOS", "IOS", "ANDROID");
    LocalDate day = journey.firstDay(journey.span().trafficStart()).plusDays(dice.between(1, 12));
    for (; day.isBefore(journey.span().to()); day = day.plusDays(dice.waiting(every))) {
      Instant at = journey.at(day, dice.normal(15, 4.5, 0.3, 23.6));
      if (journey.aliveAt(at)) {
        session(journey, at, dice.chance(0.85) ? channel : "WEB", dice);
      }
    }
  }

  private static void session(Journey journey, Instant at, String channel, Dice dice) {
    boolean refused = dice.chance(0.035);
    boolean web = channel.equals("WEB");
    Journal.Tracked row =
        journey.insert(
            "user_sessions",
            at.plusMillis(120),
            Row.of("session_id", dice.uuid())
                .with("user_id", journey.person().id())
                .with("channel", channel)
                .with(
                    "auth_method",
                    web
                        ? dice.pick("PASSWORD", "PASSWORD_MFA", "SSO")
                        : dice.pick("BIOMETRIC", "BIOMETRIC", "PASSWORD"))
                .with("login_succeeded", !refused)
                .with("started_at", at)
                .with("last_activity_at", at)
                .with("ended_at", refused ? at.plusMillis(100) : null)
                .with("end_reason", refused ? "REFUSED" : null)
                .with("ip_address", "203.0.113." + dice.between(1, 254))
                .with("device_type", web ? dice.pick("DESKTOP", "DESKTOP", "TABLET") : "PHONE")
                .with(
                    "app_version",
                    at.isAfter(journey.span().start().plusSeconds(15_000_000))
                        ? "5.2." + dice.between(0, 3)
                        : "5.1.7")
                .with("screens_viewed", 0));
    if (refused) {
      return;
    }
    // A session lasts some minutes; those nobody closes expire half an hour later.
    long seconds = (long) Math.min(7_200, 330 * Math.exp(dice.normal(0, 0.7)));
    boolean timeout = dice.chance(0.45);
    Instant last = at.plusSeconds(seconds);
    Instant end = timeout ? last.plusSeconds(1_800) : last;
    row.update(
        end.plusMillis(200),
        Row.of("last_activity_at", last)
            .with("ended_at", end)
            .with("end_reason", timeout ? "TIMEOUT" : dice.chance(0.01) ? "REVOKED" : "LOGOUT")
            .with("screens_viewed", (int) (seconds / 25) + 1));
  }
}
