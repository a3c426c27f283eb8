package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** User service: the patient's account, what changes in it, and duplicates that are merged away. */
final class Accounts {
  /** Americans who move within a year: 8-9 % (Census CPS). */
  private static final double MOVES = 0.12;

  private static final double RENAMED = 0.02;
  private static final double DUPLICATED = 0.03;
  private static final double DEACTIVATED = 0.025;

  void write(Journey journey) {
    Dice dice = journey.dice("account");
    Instant registered = journey.registered();
    Journal.Tracked account =
        journey.journal().insert("users", registered.plusMillis(350), row(journey, dice));
    Instant verified = registered.plus(Duration.ofMinutes(dice.between(3, 4_000)));
    if (dice.chance(0.93)) {
      account.update(verified, Row.of("account_status", "ACTIVE").with("email_verified", true));
    }
    changes(journey, account, dice);
    if (dice.chance(DUPLICATED)) {
      duplicate(journey, dice);
    }
  }

  private static Row row(Journey journey, Dice dice) {
    Person person = journey.person();
    NamePool names = journey.network().names();
    boolean child = person.ageOn(journey.span().to()) < 12;
    return Row.of("user_id", person.id())
        .with("role", "PATIENT")
        .with("mrn", String.format("MRN%08d", 10_000_000 + person.index()))
        // Area numbers from 900 on are never issued to a person.
        .with(
            "ssn",
            dice.chance(0.86)
                ? "9" + dice.digits(2) + "-" + dice.digits(2) + "-" + dice.digits(4)
                : null)
        .with("first_name", person.firstName())
        .with("middle_name", dice.chance(0.4) ? names.first(dice, person.sex()) : null)
        .with("last_name", person.lastName())
        .with("date_of_birth", person.born())
        .with("sex", person.sex().name())
        .with("gender", gender(person, dice))
        .with("race", person.race())
        .with("ethnicity", person.ethnicity())
        .with(
            "marital_status",
            child
                ? "SINGLE"
                : dice.pick(
                    "SINGLE",
                    "MARRIED",
                    "MARRIED",
                    "DIVORCED",
                    "WIDOWED",
                    "PARTNERED",
                    "SEPARATED",
                    "UNKNOWN"))
        .with(
            "preferred_language",
            person.ethnicity().startsWith("HISP") && dice.chance(0.35)
                ? "es"
                : dice.chance(0.04) ? dice.pick("zh", "vi", "ar", "tl") : "en")
        .with("street_address", names.street(dice))
        .with("city", person.home().city())
        .with("state", person.home().state())
        .with("zip_code", person.home().zip())
        .with("phone", names.phone(dice))
        .with(
            "email",
            dice.chance(0.9)
                ? NamePool.email(person.firstName(), person.lastName(), person.index())
                : null)
        .with("preferred_provider_id", dice.chance(0.75) ? person.pcp().id() : null)
        .with("account_status", "PENDING_VERIFICATION")
        .with("email_verified", false)
        .with("data_sharing_consent", dice.chance(0.15) ? null : dice.chance(0.78))
        .with("hospice_flag", false)
        .with("registered_at", journey.registered());
  }

  private static String gender(Person person, Dice dice) {
    double roll = dice.uniform(0, 1);
    boolean female = person.sex() == Sex.FEMALE;
    // About 1 % of adults identify as transgender or non-binary (Williams Institute, Pew 2022).
    return roll > 0.985
        ? dice.pick(
            "NON_BINARY",
            female ? "TRANSGENDER_MALE" : "TRANSGENDER_FEMALE",
            "UNDISCLOSED",
            "OTHER")
        : person.sex().name();
  }

  /** Moves, new names, lost access, the last sign-in, hospice and death: in the order of time. */
  private static void changes(Journey journey, Journal.Tracked account, Dice dice) {
    Timeline timeline = new Timeline();
    LocalDate first = journey.firstDay().plusDays(5);
    NamePool names = journey.network().names();
    int years =
        Math.max(
            1, (int) Duration.between(journey.at(first, 0), journey.span().end()).toDays() / 365);
    if (dice.chance(MOVES * years)) {
      Place place = dice.pick(journey.network().around(journey.person().site()));
      timeline.at(
          moment(journey, dice),
          at ->
              account.update(
                  at,
                  Row.of("street_address", names.street(dice))
                      .with("zip_code", place.zip())
                      .with("city", place.city())
                      .with("state", place.state())));
    }
    if (dice.chance(RENAMED * years)) {
      timeline.at(
          moment(journey, dice),
          at ->
              account.update(
                  at, Row.of("last_name", names.last(dice)).with("marital_status", "MARRIED")));
    }
    if (dice.chance(0.1)) {
      timeline.at(
          moment(journey, dice), at -> account.update(at, Row.of("phone", names.phone(dice))));
    }
    if (journey.person().habits().usesPortal()) {
      for (int i = 0; i < 3; i++) {
        timeline.at(moment(journey, dice), at -> account.update(at, Row.of("last_login_at", at)));
      }
    }
    if (dice.chance(DEACTIVATED)) {
      timeline.at(
          moment(journey, dice),
          at -> account.update(at, Row.of("account_status", dice.pick("LOCKED", "DEACTIVATED"))));
    }
    journey
        .health()
        .hospice()
        .ifPresent(
            day ->
                timeline.at(
                    journey.at(day, 11), at -> account.update(at, Row.of("hospice_flag", true))));
    journey
        .death()
        .ifPresent(
            death ->
                timeline.at(
                    death.plus(Duration.ofHours(dice.between(5, 90))),
                    at ->
                        account.update(
                            at,
                            Row.of("date_of_death", LocalDate.ofInstant(death, ZoneOffset.UTC))
                                .with("account_status", "DEACTIVATED"))));
    timeline.play();
  }

  private static Instant moment(Journey journey, Dice dice) {
    long from = journey.registered().plus(Duration.ofDays(4)).getEpochSecond();
    long start = Math.max(from, journey.at(journey.span().historyStart(), 0).getEpochSecond());
    long to = Math.max(start + 1, journey.span().end().getEpochSecond());
    return Instant.ofEpochSecond(start + (long) (dice.uniform(0, 1) * (to - start)));
  }

  /**
   * Somebody registers twice; the front desk finds it days later and removes the second account.
   */
  private static void duplicate(Journey journey, Dice dice) {
    LocalDate day =
        journey.firstDay(journey.span().from().plusDays(5)).plusDays(dice.between(0, 400));
    Instant at = journey.person().site().at(day, LocalTime.of(12, 10));
    String id = dice.uuid();
    Row row =
        row(journey, dice)
            .with("user_id", id)
            .with("mrn", String.format("MRN%08d", 60_000_000 + journey.person().index()))
            .with("registered_at", at);
    Journal.Tracked account = journey.journal().insert("users", at.plusMillis(200), row);
    account.delete(at.plus(Duration.ofHours(dice.between(2, 300))));
  }
}
