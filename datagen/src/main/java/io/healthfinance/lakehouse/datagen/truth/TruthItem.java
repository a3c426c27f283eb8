package io.healthfinance.lakehouse.datagen.truth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * One dirty thing in the landing directory and what must become of it.
 *
 * @param key the key columns of the event; null for a file
 * @param file relative to the landing directory; null for an event
 * @param landingHour when it lands, {@code yyyy-MM-dd-HH}
 * @param expected fate, such as {@code quarantined} or {@code rejected_file}
 * @param rule the rule that it breaks, or the column that it adds
 */
@JsonPropertyOrder({
  "item",
  "kind",
  "table",
  "key",
  "lsn",
  "op",
  "file",
  "landing_hour",
  "expected",
  "rule"
})
public record TruthItem(
    String item,
    String kind,
    String table,
    Map<String, Object> key,
    Long lsn,
    String op,
    String file,
    @JsonProperty("landing_hour") String landingHour,
    String expected,
    String rule) {}
