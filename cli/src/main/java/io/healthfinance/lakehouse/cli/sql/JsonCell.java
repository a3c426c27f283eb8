package io.healthfinance.lakehouse.cli.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Base64;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/** A value of an answer as JSON: structs are objects, times are ISO-8601 text, decimals exact. */
final class JsonCell {

  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

  private JsonCell() {}

  static ObjectNode row(Row row) {
    ObjectNode object = JSON.objectNode();
    String[] names = row.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      object.set(names[i], of(row.get(i)));
    }
    return object;
  }

  static JsonNode of(Object value) {
    if (value == null) {
      return JSON.nullNode();
    }
    if (value instanceof Row row) {
      return row(row);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      JavaConverters.mapAsJavaMap(map)
          .forEach((key, entry) -> object.set(String.valueOf(key), of(entry)));
      return object;
    }
    if (value instanceof scala.collection.Iterable<?> sequence) {
      ArrayNode array = JSON.arrayNode();
      JavaConverters.asJavaIterable(sequence).forEach(element -> array.add(of(element)));
      return array;
    }
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (value instanceof BigDecimal decimal) {
      return JSON.numberNode(decimal);
    }
    if (value instanceof Double || value instanceof Float) {
      return JSON.numberNode(((Number) value).doubleValue());
    }
    if (value instanceof Number number) {
      return JSON.numberNode(number.longValue());
    }
    if (value instanceof byte[] bytes) {
      return JSON.textNode(Base64.getEncoder().encodeToString(bytes));
    }
    return JSON.textNode(value.toString());
  }

  /** The value in a cell of text: plain for a scalar, JSON for anything nested. */
  static String text(Object value) {
    JsonNode node = of(value);
    return node.isTextual()
        ? node.textValue()
        : value instanceof BigDecimal decimal ? decimal.toPlainString() : node.toString();
  }
}
