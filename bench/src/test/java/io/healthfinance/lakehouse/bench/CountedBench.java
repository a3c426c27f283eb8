package io.healthfinance.lakehouse.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A bench whose sides write a file of a given length and tell when they ran. */
final class CountedBench implements Bench {

  private final List<String> names;
  private final List<String> ran = new ArrayList<>();
  private final String differing;

  /**
   * @param differing name of a side that ends with other rows than the rest; none when empty
   */
  CountedBench(List<String> names, String differing) {
    this.names = names;
    this.differing = differing;
  }

  /** Sides in the order in which they ran. */
  List<String> ran() {
    return ran;
  }

  @Override
  public String name() {
    return "counted";
  }

  @Override
  public String question() {
    return "Who is first?";
  }

  @Override
  public String input(double size) {
    return "nothing";
  }

  @Override
  public void makeInput(Path directory, double size) {}

  @Override
  public List<Side> sides(double size) {
    return names.stream().map(this::side).toList();
  }

  private Side side(String name) {
    return new Side() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String how() {
        return "writes seven bytes beside what it found";
      }

      @Override
      public boolean startsFromState() {
        return true;
      }

      @Override
      public void prepare(Place place) throws Exception {
        Files.writeString(place.home().resolve("old.parquet"), "found");
      }

      @Override
      public Job open(Place place) {
        return new Written(name, place);
      }
    };
  }

  private final class Written implements Job {
    private final String name;
    private final Place place;

    Written(String name, Place place) {
      this.name = name;
      this.place = place;
    }

    @Override
    public void run(Steps steps) throws Exception {
      ran.add(name);
      Files.writeString(place.home().resolve("new.parquet"), "written");
      Path scratch = Files.createDirectories(place.home().resolve("tmp"));
      Files.writeString(scratch.resolve("shuffled"), "gone in a moment");
      steps.done("write");
    }

    @Override
    public Rows rows() throws Exception {
      try (Stream<Path> files = Files.list(place.home())) {
        return new Rows(
            files.filter(Files::isRegularFile).count(), name.equals(differing) ? "2" : "1");
      }
    }

    @Override
    public void close() {}
  }

  @Override
  public String reference() {
    return names.get(0);
  }

  @Override
  public List<Goal> goals() {
    return List.of();
  }
}
