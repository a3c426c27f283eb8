package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Provider service, and the accounts of everybody who works here. */
final class Organisation {
  private static final int STAFF = 12;
  private static final int FORMER = 3;

  private final Network network;
  private final Span span;

  Organisation(Network network, Span span) {
    this.network = network;
    this.span = span;
  }

  void write(Journal journal) {
    network.facilities().forEach(facility -> facility(journal, facility));
    network.providers().forEach(provider -> provider(journal, provider));
    for (int i = 0; i < STAFF; i++) {
      staff(journal, i);
    }
    for (int i = 0; i < FORMER; i++) {
      former(journal, i);
    }
  }

  private void facility(Journal journal, Facility facility) {
    Dice dice = Dice.of(network.seed(), "facility-row", facility.index());
    LocalDate opened = span.from().minusDays(dice.between(3_000, 20_000));
    boolean hospital = facility.isHospital();
    boolean beds =
        hospital
            || facility.type().equals("SKILLED_NURSING")
            || facility.type().equals("REHABILITATION");
    journal.insert(
        "facilities",
        instant(
            opened.isBefore(LocalDate.of(2015, 1, 1)) ? LocalDate.of(2015, 1, 1) : opened, dice),
        Row.of("facility_id", facility.id())
            .with("facility_name", facility.name())
            .with("facility_type", facility.type())
            .with("npi", facility.npi())
            .with("ccn", beds ? dice.digits(6) : null)
            .with("street_address", network.names().street(dice))
            .with("city", facility.place().city())
            .with("state", facility.place().state())
            .with("zip_code", facility.place().zip())
            .with("latitude", facility.place().latitude())
            .with("longitude", facility.place().longitude())
            .with("time_zone", facility.zone().getId())
            .with("phone", network.names().phone(dice))
            .with("licensed_beds", beds ? dice.between(60, 420) : 0)
            .with("has_emergency_department", hospital)
            .with("opens_at", hospital ? LocalTime.MIN : LocalTime.of(8, 0))
            .with("closes_at", hospital ? LocalTime.of(23, 59, 59) : LocalTime.of(17, 30))
            .with("status", "ACTIVE")
            .with("opened_date", opened));
  }

  /** Clinicians who leave within the period; their patients had moved to others before. */
  private void former(Journal journal, int index) {
    Dice dice = Dice.of(network.seed(), "former", index);
    Specialty specialty = dice.pick(Specialty.INTERNAL_MEDICINE, Specialty.PSYCHIATRY);
    Provider provider =
        new Provider(
            9_000 + index,
            dice.uuid(),
            dice.uuid(),
            Npi.of(100_000_000 + dice.between(0, 9_999) * 10_000 + 9_000 + index),
            network.names().first(dice, Sex.FEMALE),
            network.names().last(dice),
            specialty == Specialty.PSYCHIATRY ? "PSYD" : "DO",
            specialty,
            network.facility(index),
            18);
    LocalDate last = span.from().plusDays(dice.between(40, 300));
    provider(journal, provider)
        .update(
            network.facility(0).at(last, LocalTime.of(17, 0)),
            Row.of("status", "TERMINATED")
                .with("terminated_date", last)
                .with("accepts_new_patients", false));
  }

  private Journal.Tracked provider(Journal journal, Provider provider) {
    Dice dice = Dice.of(network.seed(), "provider-row", provider.index());
    LocalDate hired = span.from().minusDays(dice.between(1_200, 4_500));
    Instant at = instant(hired, dice);
    String email =
        NamePool.email(provider.firstName(), provider.lastName(), 70_000 + provider.index());
    LocalDate born = hired.minusDays(dice.between(10_500, 18_000));
    account(
        journal,
        provider.userId(),
        "PROVIDER",
        provider.firstName(),
        provider.lastName(),
        email,
        born,
        at);
    Journal.Tracked row =
        journal.insert(
            "providers",
            at.plusSeconds(600),
            Row.of("provider_id", provider.id())
                .with("user_id", provider.userId())
                .with("npi", provider.npi())
                .with("first_name", provider.firstName())
                .with("last_name", provider.lastName())
                .with("credential", provider.credential())
                .with("specialty_code", provider.specialty().taxonomy())
                .with("specialty_name", provider.specialty().title())
                .with("practice_group_id", Dice.of(network.seed(), provider.groupName(), 0).uuid())
                .with("practice_group_name", provider.groupName())
                .with("primary_facility_id", provider.facility().id())
                .with("license_number", "L" + dice.digits(7))
                .with("license_state", provider.facility().place().state())
                .with("accepts_new_patients", dice.chance(0.85))
                .with("telemedicine_enabled", true)
                .with("daily_visit_capacity", provider.capacity())
                .with("languages", dice.chance(0.25) ? List.of("en", "es") : List.of("en"))
                .with("work_email", email)
                .with("work_phone", network.names().phone(dice))
                .with("status", "ACTIVE")
                .with("hired_date", hired));
    if (provider.index() >= 9_000) {
      return row;
    }
    Instant change = span.start().plus(Duration.ofDays(dice.between(20, 500)));
    if (dice.chance(0.3)) {
      row.update(change, Row.of("accepts_new_patients", dice.chance(0.5)));
    }
    if (dice.chance(0.06)) {
      row.update(change.plus(Duration.ofDays(9)), Row.of("status", "ON_LEAVE"));
      row.update(change.plus(Duration.ofDays(70)), Row.of("status", "ACTIVE"));
    }
    return row;
  }

  private void staff(Journal journal, int index) {
    Dice dice = Dice.of(network.seed(), "staff", index);
    Sex sex = dice.chance(0.6) ? Sex.FEMALE : Sex.MALE;
    String first = network.names().first(dice, sex);
    String last = network.names().last(dice);
    String role = index < 5 ? "CARE_COORDINATOR" : index < 10 ? "BILLING_STAFF" : "ADMIN";
    LocalDate since = span.from().minusDays(dice.between(1_200, 2_000));
    account(
        journal,
        network.staffId(index),
        role,
        first,
        last,
        NamePool.email(first, last, 80_000 + index),
        since.minusDays(12_000),
        instant(since, dice));
  }

  private static void account(
      Journal journal,
      String id,
      String role,
      String first,
      String last,
      String email,
      LocalDate born,
      Instant at) {
    journal.insert(
        "users",
        at.plusSeconds(5),
        Row.of("user_id", id)
            .with("role", role)
            .with("first_name", first)
            .with("last_name", last)
            .with("date_of_birth", born)
            .with("sex", "UNKNOWN")
            .with("email", email)
            .with("account_status", "ACTIVE")
            .with("email_verified", true)
            .with("registered_at", at));
  }

  private Instant instant(LocalDate day, Dice dice) {
    return network.facility(0).at(day, LocalTime.of(9, 0)).plusSeconds(dice.between(0, 20_000));
  }
}
