package io.healthfinance.lakehouse.datagen.world;

import java.time.LocalDate;

/** Draws who a patient is. */
final class Demographics {
  /** Ages of a health system's patients: older than the census, for they use more care. */
  private static final Weighted<int[]> AGES =
      Weighted.of(new int[] {0, 17}, 0.13)
          .or(new int[] {18, 34}, 0.17)
          .or(new int[] {35, 49}, 0.19)
          .or(new int[] {50, 64}, 0.23)
          .or(new int[] {65, 74}, 0.15)
          .or(new int[] {75, 84}, 0.09)
          .or(new int[] {85, 89}, 0.025)
          .or(new int[] {90, 101}, 0.017);

  /** US Census Bureau, Vintage 2022, rounded. */
  private static final Weighted<String> RACES =
      Weighted.of("WHITE", 0.70)
          .or("BLACK_OR_AFRICAN_AMERICAN", 0.13)
          .or("ASIAN", 0.06)
          .or("TWO_OR_MORE", 0.03)
          .or("AMERICAN_INDIAN_OR_ALASKA_NATIVE", 0.012)
          .or("NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER", 0.004)
          .or("OTHER", 0.034)
          .or("UNKNOWN", 0.03);

  private final Network network;
  private final Span span;

  Demographics(Network network, Span span) {
    this.network = network;
    this.span = span;
  }

  Person person(int index) {
    Dice dice = Dice.of(network.seed(), "person", index);
    int[] ages = dice.pick(AGES);
    int age = dice.between(ages[0], ages[1]);
    Sex sex = dice.chance(age > 80 ? 0.6 : 0.515) ? Sex.FEMALE : Sex.MALE;
    LocalDate born = span.to().minusYears(age).minusDays(dice.between(1, 364));
    Facility site = network.facility(dice.between(0, network.mainSites() - 1));
    LocalDate joined = joined(dice, born);
    boolean leapling = index % 397 == 0 && age > 4;
    return new Person(
        index,
        dice.uuid(),
        sex,
        leapling ? leapDay(born) : born,
        network.names().first(dice, sex),
        network.names().last(dice),
        dice.pick(RACES),
        dice.chance(0.03)
            ? "UNKNOWN"
            : dice.chance(0.19) ? "HISPANIC_OR_LATINO" : "NOT_HISPANIC_OR_LATINO",
        home(dice, site, index),
        site,
        pcp(dice, age, site),
        joined,
        habits(dice, age));
  }

  /**
   * Near the site; a few students and travellers are registered far away, and a few people come
   * from where so few live that their ZIP3 must not be told.
   */
  private Place home(Dice dice, Facility site, int index) {
    Place near = dice.pick(network.around(site));
    if (index % 331 == 7) {
      return network.places().sparse(dice);
    }
    return dice.chance(0.012) ? network.places().any(dice) : near;
  }

  /** Someone is born on 29 February. */
  private static LocalDate leapDay(LocalDate born) {
    int year = born.getYear() - born.getYear() % 4;
    return LocalDate.of(year % 100 == 0 && year % 400 != 0 ? year + 4 : year, 2, 29);
  }

  /** Seven in ten were patients before the history begins; newborns join at birth. */
  private LocalDate joined(Dice dice, LocalDate born) {
    LocalDate joined =
        dice.chance(0.62)
            ? span.historyStart().minusDays(dice.between(1, 1500))
            : span.historyStart().plusDays(dice.between(0, 1500));
    LocalDate latest = span.to().minusDays(20);
    joined = joined.isAfter(latest) ? latest.minusDays(dice.between(0, 200)) : joined;
    return joined.isBefore(born.plusDays(2)) ? born.plusDays(2) : joined;
  }

  private Provider pcp(Dice dice, int age, Facility site) {
    Specialty specialty =
        age < 18
            ? Specialty.PEDIATRICS
            : dice.chance(0.6) ? Specialty.FAMILY_MEDICINE : Specialty.INTERNAL_MEDICINE;
    int number = dice.between(0, 1_000);
    Provider first = network.provider(specialty, number);
    // Most people choose somebody near; the draw goes on until one is, a few times.
    for (int i = 1; i < 8 && first.facility().index() / 3 != site.index() / 3; i++) {
      first = network.provider(specialty, number + i);
    }
    return first;
  }

  private static Person.Habits habits(Dice dice, int age) {
    double engagement = dice.normal(age > 80 ? 0.4 : 0.58, 0.2, 0.02, 0.98);
    boolean transport = dice.chance(0.91);
    double adherence =
        dice.normal(Rates.MEAN_ADHERENCE + 0.15 * (engagement - 0.5), 0.16, 0.2, 0.99);
    return new Person.Habits(
        adherence,
        engagement,
        Rates.NO_SHOW * (1.5 - engagement) + (transport ? 0 : Rates.NO_SHOW_VULNERABLE),
        dice.chance(Rates.USES_PORTAL - 0.25 + 0.5 * engagement),
        age >= 18 && dice.chance(Rates.SMOKES),
        age >= 25 && dice.chance(0.22),
        age >= 18 && dice.chance(age > 74 ? 0.38 : 0.15),
        transport);
  }
}
