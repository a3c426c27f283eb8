package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.datagen.ChangeSink;
import io.healthfinance.lakehouse.datagen.GenerateOptions;
import io.healthfinance.lakehouse.datagen.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A regional health system with its 27 services. Patients are independent of each other: what
 * happens to one follows from the seed and the patient's index alone.
 */
final class HealthSystem implements World {
  private final Network network;
  private final Span span;
  private final Map<String, TableShape> shapes;
  private final Demographics demographics;
  private final Conditions conditions;
  private final StayPlanner stayPlanner;
  private final VisitPlanner visitPlanner;

  HealthSystem(Catalog catalog, GenerateOptions options) {
    this.span = new Span(options.from(), options.to());
    this.network = new Network(catalog, options.patients(), options.seed());
    this.shapes = Journal.shapes(catalog);
    this.demographics = new Demographics(network, span);
    this.conditions = new Conditions(network, span);
    this.stayPlanner = new StayPlanner(network, span);
    this.visitPlanner = new VisitPlanner(network, span);
  }

  @Override
  public void shared(ChangeSink sink) {
    Journal journal = new Journal(shapes, sink, span.end());
    new Organisation(network, span).write(journal);
    Insurance.payers(network, span, journal);
    new SharedServices(network, span).write(journal);
    new Telemetry(network, span).write(journal);
  }

  @Override
  public void patient(int index, ChangeSink sink) {
    Journey journey = plan(index, new Journal(shapes, sink, span.end()));
    for (Consumer<Journey> service : services()) {
      service.accept(journey);
    }
  }

  /** Services in an order in which every row is committed after the rows it names. */
  private static List<Consumer<Journey>> services() {
    return List.of(
        journey -> new Accounts().write(journey),
        journey -> new Insurance().write(journey),
        journey -> new AppointmentBook().write(journey),
        journey -> new Hospital().write(journey),
        journey -> new ProblemList().write(journey),
        journey -> new Chart().write(journey),
        journey -> new Procedures().write(journey),
        journey -> new VitalSigns().write(journey),
        journey -> new Assessments().write(journey),
        journey -> new Laboratory().write(journey),
        journey -> new Medications().write(journey),
        journey -> new Prevention().write(journey),
        journey -> new RevenueCycle().write(journey),
        journey -> new CareManagement().write(journey),
        journey -> new Intelligence().write(journey),
        journey -> new SocialCare().write(journey),
        journey -> new Monitoring().write(journey),
        journey -> new Portal().write(journey),
        journey -> new Messages().write(journey),
        journey -> new Engagement().write(journey),
        journey -> new Paperwork().write(journey));
  }

  private Journey plan(int index, Journal journal) {
    Person person = demographics.person(index);
    Health health = conditions.of(person);
    List<Stay> stays = new ArrayList<>(stayPlanner.plan(person, health));
    Optional<Instant> death = death(person, health, stays);
    stays.removeIf(stay -> death.isPresent() && stay.admitted().isAfter(death.get()));
    stays.sort(Comparator.comparing(Stay::admitted));
    List<Visit> visits = visitPlanner.plan(person, health, stays);
    return new Journey(person, health, stays, visits, death, network, span, journal);
  }

  /** In hospital, in the weeks after a stay, in hospice, or at home at an age-dependent rate. */
  private Optional<Instant> death(Person person, Health health, List<Stay> stays) {
    Dice dice = Dice.of(network.seed(), "death", person.index());
    Optional<Instant> inHospital =
        stays.stream().filter(Stay::died).map(Stay::discharged).findFirst();
    if (inHospital.isPresent()) {
      return inHospital;
    }
    int age = person.ageOn(span.to());
    for (Stay stay : stays) {
      boolean frail = stay.disposition().startsWith("HOSPICE");
      if (stay.inpatient()
          && dice.chance(frail ? 0.85 : age > 74 ? 0.035 : age > 50 ? 0.012 : 0.001)) {
        return Optional.of(
            stay.discharged().plusSeconds(86_400L * dice.between(2, 75) + dice.between(0, 80_000)));
      }
    }
    if (health.hospice().isPresent() && dice.chance(0.6)) {
      return Optional.of(
          person
              .site()
              .at(health.hospice().get().plusDays(dice.between(8, 200)), java.time.LocalTime.NOON));
    }
    // CDC life tables 2021: about 1.8 % a year at 65-74, 4.5 % at 75-84, 15 % from 85 on.
    double perYear =
        age < 50 ? 0.001 : age < 65 ? 0.005 : age < 75 ? 0.012 : age < 85 ? 0.03 : 0.08;
    long days = java.time.temporal.ChronoUnit.DAYS.between(span.from(), span.to());
    return dice.chance(perYear * days / 365)
        ? Optional.of(span.start().plusSeconds((long) (dice.uniform(0, 1) * days * 86_400)))
        : Optional.empty();
  }
}
