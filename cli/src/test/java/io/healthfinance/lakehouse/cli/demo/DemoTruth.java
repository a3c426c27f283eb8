package io.healthfinance.lakehouse.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import io.healthfinance.lakehouse.datagen.truth.TruthItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the synthetic services say about the data that they sent.
 *
 * @param landing where their files landed
 * @param items every dirty thing, those of the bad batch included
 * @param badBatch what the bad batch leaves behind once it is released
 */
record DemoTruth(Path landing, List<TruthItem> items, JsonNode badBatch) {

  static DemoTruth of(LakeConfig config, Path directory) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<TruthItem> items = new ArrayList<>();
    for (String name : List.of("items.jsonl", "bad_batch_items.jsonl")) {
      for (String line : Files.readAllLines(directory.resolve(name))) {
        items.add(json.readValue(line, TruthItem.class));
      }
    }
    return new DemoTruth(
        config.path(Setting.LANDING),
        List.copyOf(items),
        json.readTree(directory.resolve("bad_batch.json").toFile()));
  }

  /** Where the file of an item landed. */
  Path file(TruthItem item) {
    return landing.resolve(item.file());
  }

  /** Files that nobody can read as the contract. */
  Set<Path> unreadable() {
    return items.stream()
        .filter(item -> item.expected().equals("rejected_file"))
        .map(this::file)
        .collect(Collectors.toSet());
  }
}
