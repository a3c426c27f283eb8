package io.healthfinance.lakehouse.catalog.load;

import io.healthfinance.lakehouse.catalog.load.Mistakes.Place;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML mapping that knows the line of every value. Values are taken as they are written: a status
 * {@code NO} stays text and is not turned into false. A value of the wrong shape is a mistake and
 * reads as absent.
 */
final class YamlMap {
  private final CatalogFile file;
  private final MappingNode node;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Mistakes mistakes;

  private YamlMap(CatalogFile file, MappingNode node, Mistakes mistakes) {
    this.file = file;
    this.node = node;
    this.line = lineOf(node);
    this.mistakes = mistakes;
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        mistakes.add(file.at(lineOf(tuple.getKeyNode())), "a name must be a plain text");
      } else if (lines.containsKey(key.getValue())) {
        mistakes.add(
            file.at(lineOf(key)),
            "duplicate '%s', first at line %d"
                .formatted(key.getValue(), lines.get(key.getValue())));
      } else {
        lines.put(key.getValue(), lineOf(key));
        values.put(key.getValue(), tuple.getValueNode());
      }
    }
  }

  /** Reads a file; empty, with the mistake recorded, when it is not a YAML mapping. */
  static Optional<YamlMap> read(CatalogFile file, Mistakes mistakes) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(file.text()));
      if (root instanceof MappingNode map) {
        return Optional.of(new YamlMap(file, map, mistakes));
      }
      mistakes.add(file.at(1), "expected 'name: value' lines");
    } catch (MarkedYAMLException invalid) {
      int at = invalid.getProblemMark() == null ? 1 : invalid.getProblemMark().getLine() + 1;
      mistakes.add(file.at(at), "not valid YAML: " + invalid.getProblem());
    }
    return Optional.empty();
  }

  Place place() {
    return file.at(line);
  }

  /** Where a name stands, or the whole mapping when it does not. */
  Place place(String name) {
    return file.at(lines.getOrDefault(name, line));
  }

  Set<String> names() {
    return values.keySet();
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The first of two spellings, unless only the second is present. */
  String oneOf(String name, String otherwise) {
    return has(otherwise) && !has(name) ? otherwise : name;
  }

  boolean isScalar(String name) {
    return values.get(name) instanceof ScalarNode;
  }

  /** Reports names other than these. */
  void allowOnly(Collection<String> allowed, String what) {
    for (String name : names()) {
      if (!allowed.contains(name)) {
        mistakes.addUnknown(place(name), "unknown " + what + " '" + name + "'", name, allowed);
      }
    }
  }

  /** The text of a scalar; empty when absent, null or blank. */
  Optional<String> text(String name) {
    Node node = values.get(name);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar) {
      return Optional.ofNullable(YamlScalar.text(scalar)).filter(text -> !text.isBlank());
    }
    mistakes.add(place(name), "'" + name + "' must be a single value");
    return Optional.empty();
  }

  /** The text of a scalar whose absence is a mistake of the given place's thing. */
  String required(String name, String owner) {
    Optional<String> text = text(name);
    if (text.isEmpty() && (!has(name) || values.get(name) instanceof ScalarNode)) {
      mistakes.add(place(name), owner + " has no " + name);
    }
    return text.orElse("");
  }

  boolean flag(String name) {
    Optional<String> text = text(name);
    if (text.isPresent() && !Set.of("true", "false").contains(text.get())) {
      mistakes.add(place(name), "'%s' must be true or false, not '%s'".formatted(name, text.get()));
    }
    return text.filter("true"::equals).isPresent();
  }

  Optional<BigDecimal> number(String name) {
    try {
      return text(name).map(BigDecimal::new);
    } catch (NumberFormatException notANumber) {
      mistakes.add(
          place(name), "'%s' must be a number, not '%s'".formatted(name, text(name).get()));
      return Optional.empty();
    }
  }

  /** Scalars of a list, a null item as Java null; one scalar alone is a list of one. */
  List<Item> items(String name) {
    List<Item> items = new ArrayList<>();
    for (Node node : nodes(name)) {
      if (node instanceof ScalarNode scalar) {
        items.add(new Item(YamlScalar.text(scalar), file.at(lineOf(node))));
      } else {
        mistakes.add(file.at(lineOf(node)), "'" + name + "' must be a list of single values");
      }
    }
    return items;
  }

  List<String> texts(String name) {
    return items(name).stream().map(item -> String.valueOf(item.text())).toList();
  }

  Optional<YamlMap> map(String name) {
    return Optional.ofNullable(values.get(name)).flatMap(node -> map(name, node));
  }

  List<YamlMap> maps(String name) {
    return nodes(name).stream().flatMap(node -> map(name, node).stream()).toList();
  }

  private Optional<YamlMap> map(String name, Node node) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new YamlMap(file, mapping, mistakes));
    }
    mistakes.add(file.at(lineOf(node)), "'" + name + "' must hold 'name: value' pairs");
    return Optional.empty();
  }

  /** The mapping as plain Java values. */
  Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    YamlScalar.putAll(node, plain);
    return Collections.unmodifiableMap(plain);
  }

  private List<Node> nodes(String name) {
    Node node = values.get(name);
    if (node == null || node instanceof ScalarNode scalar && YamlScalar.text(scalar) == null) {
      return List.of();
    }
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /** One scalar of a list. */
  record Item(String text, Place place) {}
}
