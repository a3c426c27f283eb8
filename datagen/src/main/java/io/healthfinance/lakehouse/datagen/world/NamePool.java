package io.healthfinance.lakehouse.datagen.world;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.datafaker.Faker;

/**
 * Names and streets from Datafaker, drawn once per world: asking it for every row would cost more
 * than the rest of the row together.
 */
record NamePool(List<String> female, List<String> male, List<String> family, List<String> streets) {

  private static final Pattern NOT_LOCAL = Pattern.compile("[^a-z.]");

  static NamePool create(long seed) {
    Faker faker = new Faker(Locale.US, new Random(seed));
    return new NamePool(
        draw(500, faker.name()::femaleFirstName),
        draw(500, faker.name()::maleFirstName),
        draw(1500, faker.name()::lastName),
        draw(800, faker.address()::streetName));
  }

  private static List<String> draw(int count, Supplier<String> source) {
    return Stream.generate(source).limit(count).toList();
  }

  String first(Dice dice, Sex sex) {
    return dice.pick(sex == Sex.FEMALE ? female : male);
  }

  String last(Dice dice) {
    return dice.pick(family);
  }

  String street(Dice dice) {
    return dice.between(1, 9899) + " " + dice.pick(streets);
  }

  /** A number of the range reserved for fiction (555-0100 to 555-0199). */
  String phone(Dice dice) {
    return "+1" + dice.between(201, 989) + "55501" + String.format("%02d", dice.between(0, 99));
  }

  /** An address in a domain that RFC 2606 reserves. */
  static String email(String first, String last, int number) {
    String local = NOT_LOCAL.matcher((first + "." + last).toLowerCase(Locale.ROOT)).replaceAll("");
    return local + number + "@example.org";
  }
}
