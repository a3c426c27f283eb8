package io.healthfinance.lakehouse.gold;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.TableRows;
import io.healthfinance.lakehouse.catalog.sql.SqlTable.WorkedCase;
import io.healthfinance.lakehouse.gold.PopulationAttack.Group;
import io.healthfinance.lakehouse.gold.PopulationAttack.Inhabitant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Attacks on population_health by somebody who knows who lives where, how old everybody is and how
 * the table is made, and wants to learn who is ill.
 */
class PopulationAttackTest {

  private static final String AS_OF = "2026-03-11T12:00:00Z";
  private static final String[] ZIPS = {
    "01001", "02101", "02901", "03601", "05401", "04001", "96701", "90001"
  };
  private static final String[] ILLNESSES = {"E11.9", "I50.9", "I10", "J44.9", "N18.30"};

  private static List<Inhabitant> people;
  private static List<Group> published;

  @BeforeAll
  static void publish() {
    people = people(new Random(7), 1_500);
    published = run(people);
  }

  @Test
  void thereIsSomethingToAttack() {
    assertThat(published).extracting(Group::zip3).contains("010", "OTHER", "000");
    assertThat(published).extracting(Group::family).contains("ALL", "DIABETES", "HEART_FAILURE");
    assertThat(new PopulationAttack(people, published).smallSets()).hasSizeGreaterThan(1_000);
  }

  @Test
  void everyCountIsThatOfTheGroupItNames() {
    PopulationAttack attack = new PopulationAttack(people, published);
    assertThat(published)
        .allSatisfy(group -> assertThat(attack.members(group)).hasSize(group.patients()));
  }

  @Test
  void noCellIsSmallAndNoSumLeavesFewOut() {
    assertThat(published).extracting(Group::patients).allMatch(patients -> patients >= 11);
    int counted =
        published.stream()
            .filter(group -> group.family().equals("ALL"))
            .mapToInt(Group::patients)
            .sum();
    assertThat(counted).isEqualTo(people.size());
  }

  @Test
  void noSumOrDifferenceOfCountsTellsASmallGroup() {
    assertThat(new PopulationAttack(people, published).exposed()).isEmpty();
  }

  /** Towns so small that hardly a group stands by itself and leftovers are taken together. */
  @ParameterizedTest
  @CsvSource({"10, 1", "40, 2", "90, 3", "200, 4", "500, 5"})
  void noSumOrDifferenceOfCountsTellsASmallGroupOfASmallTown(int size, int seed) {
    List<Inhabitant> town = people(new Random(seed), size);
    List<Group> groups = run(town);

    assertThat(groups).isNotEmpty().extracting(Group::patients).allMatch(count -> count >= 11);
    PopulationAttack attack = new PopulationAttack(town, groups);
    assertThat(groups)
        .allSatisfy(group -> assertThat(attack.members(group)).hasSize(group.patients()));
    assertThat(attack.exposed()).isEmpty();
  }

  @Test
  void noGroupIsToldThatEverybodyInItIsIll() {
    Map<Group, List<String>> cohorts =
        published.stream()
            .filter(group -> !group.family().equals("ALL"))
            .collect(
                groupingBy(
                    group -> group.as(group.family(), "", 0), mapping(Group::cohort, toList())));

    assertThat(cohorts)
        .isNotEmpty()
        .allSatisfy((group, told) -> assertThat(told).anyMatch(name -> name.startsWith("NO_")));
  }

  @Test
  void theAttackFindsACellThatIsPublishedThoughItIsSmall() {
    Group secret = new Group("WEST", "900", "90+", "FEMALE", "ALL", "ALL", 1);
    List<Group> careless = new ArrayList<>(published);
    careless.add(secret);
    assertThat(new PopulationAttack(people, careless).exposed()).isNotEmpty();
  }

  @Test
  void theAttackFindsACellThatTwoMarginsLeaveOver() {
    List<Group> careless = new ArrayList<>(published);
    Group whole =
        published.stream()
            .filter(group -> group.family().equals("ALL") && !group.zip3().equals("OTHER"))
            .findFirst()
            .orElseThrow();
    long healthy =
        people.stream()
            .filter(
                person -> person.isIn(whole) && !person.cohorts().containsValue("HEART_FAILURE"))
            .count();
    assertThat(whole.patients() - healthy).isBetween(1L, 10L);
    careless.add(whole.as("HEART_FAILURE", "NO_HEART_FAILURE", (int) healthy));
    assertThat(new PopulationAttack(people, careless).exposed()).isNotEmpty();
  }

  /** Nor to anything else that silver holds about one: keys, tokens, ZIP codes, birthdays. */
  @Test
  void nothingInItJoinsToAPatient() {
    Set<String> texts =
        published.stream()
            .flatMap(g -> Stream.of(g.region(), g.zip3(), g.age(), g.sex(), g.family(), g.cohort()))
            .collect(toSet());
    Set<String> personal =
        people.stream()
            .map(PopulationAttackTest::user)
            .flatMap(user -> user.entrySet().stream())
            .filter(column -> !List.of("role", "sex").contains(column.getKey()))
            .map(column -> column.getValue().toString())
            .collect(toSet());

    assertThat(personal).hasSizeGreaterThan(3 * people.size());
    assertThat(texts)
        .doesNotContainAnyElementsOf(personal)
        .doesNotContain("036", "059")
        .allMatch(text -> text.length() <= 24 && !text.matches("[0-9a-f-]{16,}"));
  }

  /**
   * Mostly New Englanders of middle age; some rare pairs of place and age, one of a single person.
   */
  private static List<Inhabitant> people(Random random, int size) {
    List<Inhabitant> people = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int zip = Math.min(ZIPS.length - 1, (int) (Math.abs(random.nextGaussian()) * 3));
      int age = Math.max(0, Math.min(103, (int) (55 + random.nextGaussian() * 20)));
      List<String> ill = new ArrayList<>();
      for (int k = 0; k < ILLNESSES.length; k++) {
        if (random.nextDouble() < 0.3 / (1 + (k == 1 ? 5 : k))) {
          ill.add(ILLNESSES[k]);
        }
      }
      people.add(
          new Inhabitant(
              "person-" + i, ZIPS[zip], age, random.nextBoolean() ? "FEMALE" : "MALE", ill));
    }
    people.removeIf(person -> person.zip().startsWith("900") && person.age() >= 90);
    people.add(new Inhabitant("person-x", "90001", 101, "FEMALE", List.of("I50.9")));
    return people;
  }

  private static Map<String, Object> user(Inhabitant person) {
    return Map.of(
        "user_id",
        person.id(),
        "mrn_token",
        "mrn of " + person.id(),
        "email_token",
        "mail of " + person.id(),
        "role",
        "PATIENT",
        "zip_code",
        person.zip(),
        "sex",
        person.sex(),
        "date_of_birth",
        (2026 - person.age()) + "-01-01");
  }

  private static List<Group> run(List<Inhabitant> people) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
            .newSession();
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    spark.conf().set("spark.sql.ansi.enabled", "true");
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    Catalog catalog = new CatalogLoader().loadBundled();
    SqlTable table =
        catalog.gold().stream()
            .filter(gold -> gold.table().equals("population_health"))
            .findFirst()
            .orElseThrow();
    List<Map<String, Object>> users = new ArrayList<>();
    List<Map<String, Object>> conditions = new ArrayList<>();
    for (Inhabitant person : people) {
      users.add(user(person));
      person
          .illnesses()
          .forEach(code -> conditions.add(Map.of("patient_id", person.id(), "icd10_code", code)));
    }
    WorkedCase population =
        new WorkedCase(
            "population",
            AS_OF,
            List.of(new TableRows("users", users), new TableRows("active_conditions", conditions)),
            List.of());
    return new WorkedCaseRunner(spark, catalog, ZoneId.of("America/New_York"))
        .rows(table, population).stream()
            .map(
                row ->
                    new Group(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6)))
            .toList();
  }
}
