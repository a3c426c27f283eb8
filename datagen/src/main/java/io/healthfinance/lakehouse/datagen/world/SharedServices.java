package io.healthfinance.lakehouse.datagen.world;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** What belongs to no patient: prices, affiliations, stock and the open part of the calendars. */
final class SharedServices {
  private final Network network;
  private final Span span;

  SharedServices(Network network, Span span) {
    this.network = network;
    this.span = span;
  }

  void write(Journal journal) {
    prices(journal);
    network.providers().forEach(provider -> affiliations(journal, provider));
    stock(journal);
    spareDevices(journal);
    network.providers().forEach(provider -> openSlots(journal, provider));
  }

  private void prices(Journal journal) {
    Instant at = span.start().minus(Duration.ofDays(400));
    for (Payer payer : Payer.values()) {
      for (Service service : Service.values()) {
        Dice dice = Dice.of(network.seed(), "price", payer.ordinal() * 1_000L + service.ordinal());
        boolean list = payer == Payer.SELF_PAY;
        journal
            .insert(
                "fee_schedules",
                at,
                Row.of("fee_id", dice.uuid())
                    .with("payer_id", list ? null : network.payerId(payer))
                    .with("procedure_code", service.code())
                    .with("code_system", service.isHcpcs() ? "HCPCS" : "CPT")
                    .with("modifier", service == Service.CHEST_XRAY ? "26" : null)
                    .with("setting", service.code().startsWith("992") ? "FACILITY" : "NON_FACILITY")
                    .with("locality", "MA-01")
                    .with("list_amount", service.listPrice())
                    .with("allowed_amount", service.allowed(payer).min(service.listPrice()))
                    .with("work_rvu", service.workRvu())
                    .with(
                        "unit_of_service",
                        service == Service.ROOM
                            ? "PER_DAY"
                            : service == Service.FLU_VACCINE ? "PER_DOSE" : "EACH")
                    .with("effective_from", LocalDate.of(span.from().getYear() - 1, 1, 1))
                    .with("version", 1))
            .update(
                span.start().plus(Duration.ofDays(183)),
                Row.of("version", 2).with("work_rvu", service.workRvu() * 1.02));
      }
    }
  }

  private void affiliations(Journal journal, Provider provider) {
    Dice dice = Dice.of(network.seed(), "affiliation", provider.index());
    LocalDate start = span.from().minusDays(dice.between(400, 1_100));
    affiliation(
        journal,
        provider,
        provider.facility(),
        dice.chance(0.96) ? "EMPLOYED" : "LOCUM",
        true,
        start,
        dice);
    if (!provider.facility().isHospital() && dice.chance(0.5)) {
      affiliation(
          journal,
          provider,
          network.hospital(provider.index()),
          dice.pick("ADMITTING", "CONSULTING", "TELEMEDICINE"),
          false,
          start,
          dice);
    }
  }

  private void affiliation(
      Journal journal,
      Provider provider,
      Facility facility,
      String type,
      boolean primary,
      LocalDate start,
      Dice dice) {
    Instant at = facility.at(start, LocalTime.of(9, 30));
    Journal.Tracked row =
        journal.insert(
            "provider_affiliations",
            at,
            Row.of("affiliation_id", dice.uuid())
                .with("provider_id", provider.id())
                .with("facility_id", facility.id())
                .with("affiliation_type", type)
                .with("department", provider.specialty().title())
                .with(
                    "privilege_level",
                    primary ? "FULL" : dice.pick("PROVISIONAL", "TEMPORARY", "COURTESY"))
                .with("is_primary", primary)
                .with("fte", primary ? dice.pick(0.6, 0.8, 1.0, 1.0) : 0.1)
                .with("start_date", start)
                .with("credentialed_until", start.plusYears(5))
                .with("status", "ACTIVE"));
    if (!primary && dice.chance(0.15)) {
      LocalDate end = span.from().plusDays(dice.between(20, 400));
      row.update(
          facility.at(end, LocalTime.of(8, 0)),
          Row.of("status", dice.chance(0.8) ? "ENDED" : "SUSPENDED").with("end_date", end));
    }
  }

  /** One lot per drug at a time; stock goes down by the week and is refilled. */
  private void stock(Journal journal) {
    Facility pharmacy = network.support("PHARMACY");
    int index = 0;
    for (Formulary.Drug drug : network.formulary().all()) {
      Dice dice = Dice.of(network.seed(), "stock", index++);
      if (drug.ndc() == null) {
        continue;
      }
      int quantity = dice.between(400, 5_000);
      int reorder = 300;
      Instant at = span.start().minus(Duration.ofDays(dice.between(20, 200)));
      LocalDate expires = span.from().plusDays(dice.between(100, 1_200));
      Journal.Tracked row =
          journal.insert(
              "pharmacy_inventory",
              at,
              Row.of("inventory_id", dice.uuid())
                  .with("pharmacy_facility_id", pharmacy.id())
                  .with("ndc", drug.ndc())
                  .with("rxnorm_code", drug.rxnorm())
                  .with("product_name", drug.name())
                  .with("lot_number", "LOT" + dice.digits(6))
                  .with("expiration_date", expires)
                  .with("quantity_on_hand", quantity)
                  .with("quantity_reserved", 0)
                  .with("reorder_point", reorder)
                  .with("unit_cost_amount", dice.uniform(0.03, 1.9))
                  .with(
                      "storage_condition",
                      drug.schedule() != null
                          ? "CONTROLLED_VAULT"
                          : drug.route().equals("SUBCUTANEOUS") ? "REFRIGERATED" : "ROOM")
                  .with("counted_at", at)
                  .with("status", "AVAILABLE"));
      for (Instant week = span.start().plus(Duration.ofDays(dice.between(1, 14)));
          week.isBefore(span.end());
          week = week.plus(Duration.ofDays(14))) {
        boolean expired = !LocalDate.ofInstant(week, pharmacy.zone()).isBefore(expires);
        quantity = expired ? quantity : quantity - dice.between(0, 700);
        quantity = quantity < -200 ? dice.between(2_000, 5_000) : Math.max(0, quantity);
        String status =
            expired
                ? "EXPIRED"
                : quantity == 0
                    ? "OUT_OF_STOCK"
                    : quantity < reorder
                        ? "LOW"
                        : dice.chance(0.002) ? dice.pick("RECALLED", "QUARANTINED") : "AVAILABLE";
        row.update(
            week,
            Row.of("quantity_on_hand", quantity)
                .with("quantity_reserved", Math.min(quantity, dice.between(0, 60)))
                .with("counted_at", week.minusSeconds(300))
                .with("status", status));
        if (expired) {
          break;
        }
      }
    }
  }

  private void spareDevices(Journal journal) {
    for (int i = 0; i < 12; i++) {
      Dice dice = Dice.of(network.seed(), "spare", i);
      Instant at = span.start().plus(Duration.ofDays(dice.between(1, 400)));
      journal
          .insert(
              "devices",
              at,
              Row.of("device_id", dice.uuid())
                  .with("device_type", dice.pick("BP_CUFF", "SCALE", "GLUCOMETER"))
                  .with("manufacturer", "Omnivital")
                  .with("model_number", "S-" + dice.between(100, 480))
                  .with("serial_number", "SN" + dice.digits(9))
                  .with("udi", "00" + dice.digits(12))
                  .with("firmware_version", "1.0.0")
                  .with("connectivity", "CELLULAR")
                  .with("battery_percent", 100)
                  .with("status", "IN_STOCK"))
          .settle();
    }
  }

  /** Slots that nobody books in advance: most stay open, some are blocked or cancelled. */
  private void openSlots(Journal journal, Provider provider) {
    if (provider.specialty() == Specialty.EMERGENCY_MEDICINE
        || provider.specialty() == Specialty.HOSPITAL_MEDICINE) {
      return;
    }
    Dice dice = Dice.of(network.seed(), "open-slots", provider.index());
    LocalDate last = span.to().plusDays(21);
    for (LocalDate day = span.from().minusDays(20); day.isBefore(last); day = day.plusDays(1)) {
      if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0) {
        continue;
      }
      int count = dice.chance(0.42) ? 1 : 0;
      for (int i = 0; i < count; i++) {
        slot(
            journal,
            provider,
            day,
            LocalTime.of(14, 40).plusMinutes(20L * dice.between(0, 3)),
            dice);
      }
    }
  }

  private static void slot(
      Journal journal, Provider provider, LocalDate day, LocalTime time, Dice dice) {
    Instant starts = provider.facility().at(day, time);
    Instant published = starts.minus(Duration.ofDays(dice.between(14, 45)));
    Journal.Tracked row =
        journal.insert(
            "appointment_slots",
            published,
            Row.of("slot_id", dice.uuid())
                .with("provider_id", provider.id())
                .with("facility_id", provider.facility().id())
                .with("slot_date", day)
                .with("start_time", time)
                .with("starts_at", starts)
                .with("duration_minutes", 20)
                .with("slot_type", dice.pick("STANDARD", "URGENT", "STANDARD", "PROCEDURE"))
                .with("status", "OPEN")
                .with("published_at", published)
                .with("overbook_limit", 0));
    if (dice.chance(0.12)) {
      row.update(
          starts.minus(Duration.ofHours(dice.between(3, 200))),
          Row.of("status", dice.pick("BLOCKED", "BLOCKED", "CANCELLED", "HELD")));
    }
    row.settle();
  }
}
