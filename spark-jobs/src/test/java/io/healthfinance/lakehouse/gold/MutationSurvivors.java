package io.healthfinance.lakehouse.gold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code mutation-survivors.yaml}: the mutants that no worked case and no check tells from the real
 * SELECT, by table, each with the reason. A table that is not in it has not been judged yet.
 */
final class MutationSurvivors {

  private static final String FILE = "/mutation-survivors.yaml";

  private final Map<String, List<Map<String, Object>>> groups;

  private MutationSurvivors(Map<String, List<Map<String, Object>>> groups) {
    this.groups = groups;
  }

  static MutationSurvivors read() {
    try (InputStream file = MutationSurvivors.class.getResourceAsStream(FILE)) {
      return new MutationSurvivors(new Yaml().load(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + FILE, unreadable);
    }
  }

  /** Tables all of whose mutants have been judged. */
  Set<String> tables() {
    return groups.keySet();
  }

  /** Mutants of a table that survive for whatever reason. */
  Set<String> of(String table) {
    return mutants(table, false);
  }

  /** Those among them that no input at all can tell from the real SELECT. */
  Set<String> equivalent(String table) {
    return mutants(table, true);
  }

  @SuppressWarnings("unchecked")
  private Set<String> mutants(String table, boolean equivalentOnly) {
    Set<String> names = new HashSet<>();
    for (Map<String, Object> group : groups.getOrDefault(table, List.of())) {
      if (String.valueOf(group.get("reason")).isBlank() || group.get("reason") == null) {
        throw new IllegalArgumentException(FILE + ": a survivor of " + table + " has no reason");
      }
      if (!equivalentOnly || Boolean.TRUE.equals(group.get("equivalent"))) {
        names.addAll((List<String>) group.get("mutants"));
      }
    }
    return names;
  }
}
