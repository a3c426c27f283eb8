package io.healthfinance.lakehouse.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The stored results of all benches, and the page that shows them. */
final class Results {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;
  private final Path page;

  Results(Path directory) {
    this.file = directory.resolve("results.json");
    this.page = directory.resolve("RESULTS.md");
  }

  /** Puts a result in the place of the bench's former one and writes the page again. */
  void store(Result result) throws IOException {
    Map<String, Result> all = new TreeMap<>(read());
    all.put(result.bench(), result);
    Files.createDirectories(file.getParent());
    JSON.writeValue(file.toFile(), all);
    List<Result> inOrder =
        Benches.all().stream()
            .map(bench -> all.get(bench.name()))
            .filter(Objects::nonNull)
            .toList();
    Files.writeString(page, new ResultsPage(inOrder).text());
  }

  private Map<String, Result> read() throws IOException {
    return Files.isRegularFile(file)
        ? JSON.readValue(file.toFile(), new TypeReference<Map<String, Result>>() {})
        : Map.of();
  }
}
