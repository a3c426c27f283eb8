package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.Catalog;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The organisation that every patient meets: sites, clinicians, payers. A function of the seed and
 * the number of patients, so that a journey can name a provider without anybody storing one.
 */
final class Network {
  private static final List<String> SUPPORT =
      List.of(
          "URGENT_CARE",
          "BEHAVIORAL_HEALTH_CENTER",
          "IMAGING_CENTER",
          "LABORATORY",
          "PHARMACY",
          "SKILLED_NURSING",
          "REHABILITATION");

  private static final int NEIGHBOURHOOD = 40;

  private final long seed;
  private final NamePool names;
  private final Places places;
  private final Formulary formulary;
  private final List<Facility> facilities = new ArrayList<>();
  private final List<List<Place>> neighbourhoods = new ArrayList<>();
  private final List<Provider> providers = new ArrayList<>();
  private final Map<Specialty, List<Provider>> bySpecialty = new EnumMap<>(Specialty.class);
  private final Map<Payer, String> payerIds = new EnumMap<>(Payer.class);
  private final int mainSites;

  Network(Catalog catalog, int patients, long seed) {
    this.seed = seed;
    this.names = NamePool.create(seed);
    for (Payer payer : Payer.values()) {
      payerIds.put(payer, Dice.of(seed, "payer", payer.ordinal()).uuid());
    }
    this.mainSites = patients / 700 + 3;
    this.places = Places.of(catalog);
    this.formulary = Formulary.of(catalog);
    build(places);
    staff(patients / 40 + 20);
  }

  private void build(Places near) {
    for (int i = 0; i < mainSites; i++) {
      Place place = near.town(Dice.of(seed, "site", i / 3));
      neighbourhoods.add(near.around(place, NEIGHBOURHOOD));
      // Two of every three sites are clinics; the first three hold two hospitals, for transfers.
      boolean hospital = i % 3 == 0 || i == 1;
      add(i, hospital ? "HOSPITAL" : "CLINIC", neighbourhoods.get(i).get(i % 3 * 2));
    }
    for (int i = 0; i < SUPPORT.size(); i++) {
      add(mainSites + i, SUPPORT.get(i), neighbourhoods.get(i % mainSites).get(1 + i % 5));
    }
  }

  private void add(int index, String type, Place place) {
    Dice dice = Dice.of(seed, "facility", index);
    String kind =
        switch (type) {
          case "HOSPITAL" -> "Medical Center";
          case "CLINIC" -> "Clinic";
          case "URGENT_CARE" -> "Urgent Care";
          case "BEHAVIORAL_HEALTH_CENTER" -> "Behavioral Health";
          case "IMAGING_CENTER" -> "Imaging";
          case "LABORATORY" -> "Laboratory";
          case "PHARMACY" -> "Pharmacy";
          case "SKILLED_NURSING" -> "Skilled Nursing";
          default -> "Rehabilitation";
        };
    facilities.add(
        new Facility(
            index,
            dice.uuid(),
            place.city()
                + " "
                + dice.pick("North", "Harbor", "Central", "Lakeside", "Valley")
                + " "
                + kind,
            type,
            Npi.of(200_000_000 + dice.between(0, 99_999) * 100 + index),
            place,
            ZoneId.of(place.zone())));
  }

  private void staff(int count) {
    List<Specialty> roster = new ArrayList<>(List.of(Specialty.values()));
    for (Specialty specialty : Specialty.values()) {
      for (int i = 1; i < Math.round(specialty.share() * count); i++) {
        roster.add(specialty);
      }
    }
    for (int i = 0; i < roster.size(); i++) {
      Provider provider = hire(i, roster.get(i));
      providers.add(provider);
      bySpecialty.computeIfAbsent(provider.specialty(), s -> new ArrayList<>()).add(provider);
    }
  }

  private Provider hire(int index, Specialty specialty) {
    Dice dice = Dice.of(seed, "provider", index);
    boolean hospital =
        specialty == Specialty.EMERGENCY_MEDICINE || specialty == Specialty.HOSPITAL_MEDICINE;
    Facility site =
        hospital
            ? hospital(index)
            : specialty == Specialty.PSYCHIATRY
                ? support("BEHAVIORAL_HEALTH_CENTER")
                : facilities.get(index % mainSites);
    Sex sex = dice.chance(0.45) ? Sex.FEMALE : Sex.MALE;
    String credential =
        specialty.isPrimaryCare() && dice.chance(0.25)
            ? dice.pick("NP", "PA")
            : dice.pick("MD", "MD", "MD", "DO");
    return new Provider(
        index,
        dice.uuid(),
        dice.uuid(),
        Npi.of(100_000_000 + dice.between(0, 9_999) * 10_000 + index),
        names.first(dice, sex),
        names.last(dice),
        credential,
        specialty,
        site,
        dice.between(16, 26));
  }

  long seed() {
    return seed;
  }

  Formulary formulary() {
    return formulary;
  }

  Places places() {
    return places;
  }

  NamePool names() {
    return names;
  }

  List<Facility> facilities() {
    return facilities;
  }

  List<Provider> providers() {
    return providers;
  }

  String payerId(Payer payer) {
    return payerIds.get(payer);
  }

  /** Account of the {@code n}-th member of staff. */
  String staffId(int n) {
    return Dice.of(seed, "staff-id", n).uuid();
  }

  /** Hospitals and clinics, around which people live. */
  int mainSites() {
    return mainSites;
  }

  Facility facility(int index) {
    return facilities.get(index);
  }

  List<Place> around(Facility site) {
    return neighbourhoods.get(site.index());
  }

  /** The {@code n}-th hospital, counting round. */
  Facility hospital(int n) {
    List<Facility> hospitals = facilities.stream().filter(Facility::isHospital).toList();
    return hospitals.get(Math.floorMod(n, hospitals.size()));
  }

  Facility support(String type) {
    return facilities.get(mainSites + SUPPORT.indexOf(type));
  }

  /** The {@code n}-th clinician of a specialty, counting round. */
  Provider provider(Specialty specialty, int n) {
    List<Provider> group = bySpecialty.get(specialty);
    return group.get(Math.floorMod(n, group.size()));
  }
}
