package io.healthfinance.lakehouse.gold;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What can be computed from published counts by any sum or difference of them: a set of persons is
 * exposed when its count is a linear combination of published counts. The attacker knows everything
 * about everybody but the illness, which makes the published groups known sets.
 */
final class PopulationAttack {

  /** One published count. */
  record Group(
      String region,
      String zip3,
      String age,
      String sex,
      String family,
      String cohort,
      int patients) {

    Group as(String otherFamily, String otherCohort, int otherPatients) {
      return new Group(region, zip3, age, sex, otherFamily, otherCohort, otherPatients);
    }

    private String label() {
      return String.join("|", region, zip3, age, sex);
    }
  }

  /** One person with everything that the table is made of. */
  record Inhabitant(String id, String zip, int age, String sex, List<String> illnesses) {

    private static final Set<String> RESTRICTED = Set.of("036", "059");

    String region() {
      return zip.startsWith("9") ? "WEST" : "NORTHEAST";
    }

    String zip3() {
      return RESTRICTED.contains(zip.substring(0, 3)) ? "000" : zip.substring(0, 3);
    }

    String band() {
      int[] ends = {18, 35, 50, 65, 75, 90};
      String[] names = {"0-17", "18-34", "35-49", "50-64", "65-74", "75-89"};
      for (int i = 0; i < ends.length; i++) {
        if (age < ends[i]) {
          return names[i];
        }
      }
      return "90+";
    }

    /** Cohort by family. */
    Map<String, String> cohorts() {
      Map<String, String> cohorts = new TreeMap<>();
      cohorts.put("ALL", "ALL");
      cohorts.put(
          "DIABETES", illnesses.contains("E11.9") ? "DIABETES_NOT_CONTROLLED" : "NO_DIABETES");
      cohorts.put(
          "HEART_FAILURE", illnesses.contains("I50.9") ? "HEART_FAILURE" : "NO_HEART_FAILURE");
      cohorts.put("HYPERTENSION", illnesses.contains("I10") ? "HYPERTENSION" : "NO_HYPERTENSION");
      cohorts.put(
          "MULTIMORBIDITY",
          switch (illnesses.size()) {
            case 0, 1 -> "NO_MULTIMORBIDITY";
            case 2 -> "2_CONDITIONS";
            case 3 -> "3_CONDITIONS";
            default -> "4_OR_MORE_CONDITIONS";
          });
      return cohorts;
    }

    boolean isIn(Group group) {
      return label(0).equals(group.label());
    }

    /** The groups a person may be counted in, from the narrowest to the widest. */
    private String label(int width) {
      return switch (width) {
        case 0 -> String.join("|", region(), zip3(), band(), sex);
        case 1 -> String.join("|", region(), "OTHER", band(), sex);
        case 2 -> String.join("|", region(), "OTHER", "ALL", "ALL");
        default -> "ALL|OTHER|ALL|ALL";
      };
    }
  }

  private static final int SMALL = 10;
  private static final int REGION = 2;
  private static final int WIDEST = 3;

  private final List<Inhabitant> people;
  private final List<Group> published;
  private final List<String> blocks;
  private final Map<String, Set<String>> labels = new HashMap<>();
  private final List<BitSet> sets = new ArrayList<>();

  PopulationAttack(List<Inhabitant> people, List<Group> published) {
    this.people = people;
    this.published = published;
    this.blocks = blocksOf(people);
    for (Group group : published) {
      labels.computeIfAbsent(group.family(), family -> new HashSet<>()).add(group.label());
    }
    published.forEach(group -> sets.add(membersOf(group)));
  }

  /** The persons a published row counts, as the attacker reconstructs them. */
  List<Inhabitant> members(Group group) {
    return membersOf(group).stream().mapToObj(people::get).toList();
  }

  /** A row that should not be there counts whom it describes. */
  private BitSet membersOf(Group group) {
    BitSet members = new BitSet(people.size());
    for (int i = 0; i < people.size(); i++) {
      Inhabitant person = people.get(i);
      if (person.cohorts().get(group.family()).equals(group.cohort())
          && (group.label().equals(labelIn(group.family(), i))
              || person.isIn(group) && !blocks.contains(group.label()))) {
        members.set(i);
      }
    }
    return members;
  }

  /**
   * The person's block where the family tells it apart, else the pool of its region, else of all.
   */
  private String labelIn(String family, int person) {
    String block = blocks.get(person);
    Inhabitant inhabitant = people.get(person);
    Set<String> told = labels.get(family);
    if (told.contains(block)) {
      return block;
    }
    boolean leftOver = block.equals(inhabitant.label(WIDEST));
    return !leftOver && told.contains(inhabitant.label(REGION))
        ? inhabitant.label(REGION)
        : inhabitant.label(WIDEST);
  }

  /** The block in which everybody is counted, worked out as the description of the table says. */
  private static List<String> blocksOf(List<Inhabitant> people) {
    List<String> blocks = new ArrayList<>(Collections.nCopies(people.size(), null));
    for (int width = 0; width <= REGION; width++) {
      Map<String, List<Integer>> waiting = new TreeMap<>();
      for (int i = 0; i < people.size(); i++) {
        if (blocks.get(i) == null) {
          waiting.computeIfAbsent(people.get(i).label(width), l -> new ArrayList<>()).add(i);
        }
      }
      waiting.forEach(
          (label, members) -> {
            if (members.size() > SMALL) {
              members.forEach(member -> blocks.set(member, label));
            }
          });
    }
    long leftOver = blocks.stream().filter(Objects::isNull).count();
    String joins = leftOver > 0 && leftOver <= SMALL ? smallest(blocks) : "";
    for (int i = 0; i < people.size(); i++) {
      if (blocks.get(i) == null || blocks.get(i).equals(joins)) {
        blocks.set(i, people.get(i).label(WIDEST));
      }
    }
    return blocks;
  }

  /** Of groups of one size the one that is narrower, then the one that comes first by its name. */
  private static String smallest(List<String> blocks) {
    Map<String, Long> sizes =
        blocks.stream()
            .filter(Objects::nonNull)
            .collect(groupingBy(label -> label, TreeMap::new, counting()));
    return sizes.entrySet().stream()
        .min(
            Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                .thenComparingInt(size -> widthOf(size.getKey())))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static int widthOf(String label) {
    if (label.contains("|ALL|")) {
      return REGION;
    }
    return label.contains("|OTHER|") ? 1 : 0;
  }

  /**
   * Every set of 1 to 10 persons that place, age, sex and one cohort describe, or a part of them.
   */
  Map<String, BitSet> smallSets() {
    Map<String, BitSet> sets = new LinkedHashMap<>();
    for (int i = 0; i < people.size(); i++) {
      Inhabitant person = people.get(i);
      for (String place : List.of(person.zip(), person.zip3(), person.region(), "*")) {
        for (String age : List.of(person.band(), "*")) {
          for (String sex : List.of(person.sex(), "*")) {
            for (Map.Entry<String, String> cohort : person.cohorts().entrySet()) {
              String name = String.join("|", place, age, sex, cohort.getKey(), cohort.getValue());
              sets.computeIfAbsent(name, n -> new BitSet(people.size())).set(i);
            }
          }
        }
      }
    }
    sets.values().removeIf(set -> set.cardinality() > SMALL);
    return sets;
  }

  /** Names of the small sets whose count follows from published counts. */
  List<String> exposed() {
    Map<BitSet, BitSet> atoms = atoms();
    List<BitSet> atomMembers = new ArrayList<>(atoms.values());
    List<BitSet> signatures = new ArrayList<>(atoms.keySet());
    RowSpace space = new RowSpace(atomMembers.size());
    for (int row = 0; row < sets.size(); row++) {
      double[] vector = new double[atomMembers.size()];
      for (int atom = 0; atom < vector.length; atom++) {
        vector[atom] = signatures.get(atom).get(row) ? 1 : 0;
      }
      space.add(vector);
    }
    List<String> exposed = new ArrayList<>();
    Set<BitSet> tried = new HashSet<>();
    smallSets()
        .forEach(
            (name, set) -> {
              if (tried.add(set)) {
                double[] vector = asAtoms(set, atomMembers);
                if (vector != null && space.contains(vector)) {
                  exposed.add(name);
                }
              }
            });
    return exposed;
  }

  /** Persons that no published count tells apart, by the rows that count them. */
  private Map<BitSet, BitSet> atoms() {
    Map<BitSet, BitSet> atoms = new LinkedHashMap<>();
    for (int i = 0; i < people.size(); i++) {
      BitSet rows = new BitSet(sets.size());
      for (int row = 0; row < sets.size(); row++) {
        rows.set(row, sets.get(row).get(i));
      }
      atoms.computeIfAbsent(rows, r -> new BitSet(people.size())).set(i);
    }
    return atoms;
  }

  /** A set as a sum of atoms; null when it cuts through one and so cannot be computed. */
  private static double[] asAtoms(BitSet set, List<BitSet> atoms) {
    double[] vector = new double[atoms.size()];
    for (int i = 0; i < vector.length; i++) {
      BitSet both = (BitSet) atoms.get(i).clone();
      both.and(set);
      if (!both.isEmpty()) {
        if (both.cardinality() < atoms.get(i).cardinality()) {
          return null;
        }
        vector[i] = 1;
      }
    }
    return vector;
  }

  /** Span of vectors, by Gaussian elimination. */
  private static final class RowSpace {
    private static final double NEAR_ZERO = 1e-7;

    private final int width;
    private final List<double[]> rows = new ArrayList<>();
    private final List<Integer> pivots = new ArrayList<>();

    RowSpace(int width) {
      this.width = width;
    }

    void add(double[] vector) {
      double[] rest = reduced(vector);
      int pivot = 0;
      for (int i = 1; i < width; i++) {
        pivot = Math.abs(rest[i]) > Math.abs(rest[pivot]) ? i : pivot;
      }
      if (Math.abs(rest[pivot]) > NEAR_ZERO) {
        double scale = rest[pivot];
        rows.add(Arrays.stream(rest).map(value -> value / scale).toArray());
        pivots.add(pivot);
      }
    }

    boolean contains(double[] vector) {
      return Arrays.stream(reduced(vector)).allMatch(value -> Math.abs(value) < NEAR_ZERO);
    }

    private double[] reduced(double[] vector) {
      double[] rest = vector.clone();
      for (int r = 0; r < rows.size(); r++) {
        double factor = rest[pivots.get(r)];
        if (Math.abs(factor) > NEAR_ZERO) {
          double[] row = rows.get(r);
          for (int i = 0; i < width; i++) {
            rest[i] -= factor * row[i];
          }
        }
      }
      return rest;
    }
  }
}
