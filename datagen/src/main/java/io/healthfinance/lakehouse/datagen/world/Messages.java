package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Notification service: reminders and news to patients. */
final class Messages {

  void write(Journey journey) {
    Dice dice = journey.dice("messages");
    Instant since = journey.at(journey.firstDay(journey.span().trafficStart()), 0);
    for (Visit visit : journey.visits()) {
      Instant remind = visit.scheduled().minus(Duration.ofHours(dice.between(24, 50)));
      if (remind.isAfter(since) && remind.isAfter(visit.booked()) && journey.aliveAt(remind)) {
        send(journey, "APPOINTMENT_REMINDER", visit.id(), remind, dice);
      }
      Instant result = visit.ended().plus(Duration.ofHours(30));
      if (visit.completed()
          && result.isAfter(since)
          && visit.kind() == Visit.Kind.CHRONIC_CARE
          && journey.aliveAt(result)) {
        send(journey, "LAB_RESULT", null, result, dice);
        if (dice.chance(0.5)) {
          send(journey, "BILLING", null, result.plus(Duration.ofDays(20)), dice);
        }
      }
    }
    LocalDate day = journey.firstDay(journey.span().trafficStart()).plusDays(dice.between(1, 30));
    double every = journey.health().countOn(journey.span().to()) > 1 ? 24 : 60;
    for (; day.isBefore(journey.span().to()); day = day.plusDays(dice.waiting(every))) {
      if (journey.lives(day)) {
        String category =
            journey.health().onset().isEmpty()
                ? dice.pick("CARE_GAP", "SECURITY")
                : dice.pick(
                    "MEDICATION_REMINDER",
                    "MEDICATION_REMINDER",
                    "CARE_GAP",
                    "CLINICAL_ALERT",
                    "SECURITY");
        send(journey, category, null, journey.at(day, dice.uniform(8.5, 19)), dice);
      }
    }
  }

  static void send(Journey journey, String category, String related, Instant at, Dice dice) {
    Person person = journey.person();
    String channel =
        person.habits().usesPortal()
            ? dice.pick("PUSH", "PUSH", "EMAIL", "IN_APP", "SMS")
            : dice.pick("SMS", "SMS", "VOICE", "EMAIL");
    boolean text = channel.equals("SMS") || channel.equals("VOICE");
    boolean suppressed = dice.chance(0.012);
    Journal.Tracked row =
        journey.insert(
            "notifications",
            at.plusMillis(30),
            Row.of("notification_id", dice.uuid())
                .with("user_id", person.id())
                .with("category", category)
                .with("channel", channel)
                .with("template_code", category + "_V" + dice.between(1, 3))
                .with("language", dice.chance(0.93) ? "en" : "es")
                .with(
                    "recipient_address",
                    text
                        ? journey.network().names().phone(dice)
                        : channel.equals("EMAIL")
                            ? NamePool.email(person.firstName(), person.lastName(), person.index())
                            : "device-" + person.index())
                .with(
                    "body", dice.chance(0.2) ? "You have a new message from your care team." : null)
                .with("related_id", related)
                .with(
                    "priority",
                    category.equals("CLINICAL_ALERT")
                        ? "HIGH"
                        : category.equals("SURVEY") ? "LOW" : "NORMAL")
                .with("attempt_count", suppressed ? 0 : 1)
                .with("queued_at", at)
                .with("failure_reason", suppressed ? "OPTED_OUT" : null)
                .with("status", suppressed ? "SUPPRESSED" : "QUEUED"));
    if (suppressed) {
      return;
    }
    Instant sent = at.plusSeconds(dice.between(1, 90));
    if (dice.chance(0.02)) {
      row.update(
          sent,
          Row.of("status", "FAILED")
              .with("attempt_count", 3)
              .with(
                  "failure_reason",
                  dice.pick("INVALID_ADDRESS", "BOUNCED", "CARRIER_ERROR", "RATE_LIMITED")));
      return;
    }
    Instant delivered = sent.plusSeconds(dice.between(1, 60));
    boolean confirmed = dice.chance(0.94);
    row.update(
        delivered,
        Row.of("sent_at", sent)
            .with("delivered_at", confirmed ? delivered : null)
            .with("status", confirmed ? "DELIVERED" : "SENT"));
    Instant opened = delivered.plusSeconds(dice.between(30, 80_000));
    if (confirmed && !text && dice.chance(0.2 + 0.4 * person.habits().engagement())) {
      row.update(opened, Row.of("status", "OPENED").with("opened_at", opened));
    }
  }
}
