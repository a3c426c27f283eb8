package io.healthfinance.lakehouse.catalog.load;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What a YAML value means, without YAML 1.1's octal, sexagesimal and yes/no surprises. */
final class YamlScalar {
  private YamlScalar() {}

  /** The text as written, or Java null for a YAML null. */
  static String text(ScalarNode scalar) {
    return scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue();
  }

  /** String, Boolean, Long, BigDecimal, List, Map or null. */
  static Object plain(Node node) {
    if (node instanceof SequenceNode sequence) {
      List<Object> items = new ArrayList<>();
      sequence.getValue().forEach(item -> items.add(plain(item)));
      return Collections.unmodifiableList(items);
    }
    if (node instanceof MappingNode mapping) {
      Map<String, Object> values = new LinkedHashMap<>();
      putAll(mapping, values);
      return Collections.unmodifiableMap(values);
    }
    ScalarNode scalar = (ScalarNode) node;
    String text = text(scalar);
    boolean quoted = scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN;
    if (text == null || quoted) {
      return text;
    } else if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    } else if (text.matches("-?(0|[1-9]\\d{0,17})")) {
      return Long.valueOf(text);
    } else if (text.matches("-?\\d+\\.\\d+")) {
      return new BigDecimal(text);
    }
    return text;
  }

  /** Adds the pairs of a mapping; those merged in with {@code <<} give way to its own. */
  static void putAll(MappingNode mapping, Map<String, Object> values) {
    for (NodeTuple tuple : mapping.getValue()) {
      String name = ((ScalarNode) tuple.getKeyNode()).getValue();
      if (!tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        values.put(name, plain(tuple.getValueNode()));
      } else if (tuple.getValueNode() instanceof MappingNode merged) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        putAll(merged, defaults);
        defaults.forEach(values::putIfAbsent);
      }
    }
  }
}
