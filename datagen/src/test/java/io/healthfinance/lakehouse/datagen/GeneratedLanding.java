package io.healthfinance.lakehouse.datagen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.datagen.dirt.DirtRates;
import io.healthfinance.lakehouse.datagen.world.HealthSystemFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A landing directory of the real world with so much dirt that every kind occurs. */
record GeneratedLanding(
    Catalog catalog, GenerateOptions options, GenerateSummary summary, List<LandedEvent> events) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static final WorldFactory WORLDS =
      (catalog, options) -> new ForgetfulWorld(new HealthSystemFactory().create(catalog, options));

  static final DirtRates FILTHY =
      new DirtRates(
          .03, .03, .05, .9, .06, .02, .01, .02, .03, 2, 2, 2, 2, 3, "appointments", "booking_app");

  static GeneratedLanding of(Path out, int patients) throws IOException {
    Catalog catalog = new CatalogLoader().loadBundled();
    GenerateOptions options =
        GenerateOptions.of(patients, LocalDate.of(2025, 11, 10), LocalDate.of(2026, 1, 1), 11, out)
            .withBadBatch("vitals");
    GenerateSummary summary = new Generator(catalog, options, WORLDS, FILTHY).run(Progress.SILENT);
    return new GeneratedLanding(
        catalog, options, summary, new LandingReader(catalog, out).events());
  }

  LandingReader reader() {
    return new LandingReader(catalog, options.out());
  }

  Map<String, List<LandedEvent>> byTable() {
    return events.stream().collect(Collectors.groupingBy(event -> event.table().table()));
  }

  JsonNode truth(String file) throws IOException {
    return JSON.readTree(options.out().resolve("_truth").resolve(file).toFile());
  }

  List<JsonNode> items() throws IOException {
    try (Stream<String> lines = Files.lines(options.out().resolve("_truth/items.jsonl"))) {
      return lines.map(GeneratedLanding::json).toList();
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
