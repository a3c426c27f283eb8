package io.healthfinance.lakehouse.datagen.synthea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads provider identifiers from Synthea's FHIR bundle of practitioners; the CSV has none. */
final class Npis {
  private static final String SYSTEM = "http://hl7.org/fhir/sid/us-npi";

  private Npis() {}

  /** NPIs by provider; empty without a bundle. */
  static Map<String, String> read(Optional<Path> bundle) throws IOException {
    Map<String, String> npis = new HashMap<>();
    if (bundle.isPresent()) {
      for (JsonNode entry : new ObjectMapper().readTree(bundle.get().toFile()).path("entry")) {
        JsonNode resource = entry.path("resource");
        if (resource.path("resourceType").asText().equals("Practitioner")) {
          for (JsonNode identifier : resource.path("identifier")) {
            if (identifier.path("system").asText().equals(SYSTEM)) {
              npis.put(resource.path("id").asText(), identifier.path("value").asText());
            }
          }
        }
      }
    }
    return npis;
  }
}
