package io.healthfinance.lakehouse.datagen.synthea;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A folder of Synthea's CSV export, read row by row. */
final class SyntheaExport {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();

  private final Path folder;

  /**
   * @param folder the export's csv folder or the folder above it
   * @throws SyntheaFormatException when neither holds patients.csv
   */
  SyntheaExport(Path folder) {
    this.folder =
        Stream.of(folder, folder.resolve("csv"), folder.resolve("output/csv"))
            .filter(each -> Files.isRegularFile(each.resolve("patients.csv")))
            .findFirst()
            .orElseThrow(
                () ->
                    new SyntheaFormatException(
                        "No patients.csv in "
                            + folder
                            + " or its csv folder: run Synthea with --exporter.csv.export=true"));
  }

  boolean has(String file) {
    return Files.isRegularFile(folder.resolve(file));
  }

  /** Hands every row of a file to a reader. */
  void read(String file, Consumer<SyntheaRow> reader) throws IOException {
    if (!has(file)) {
      throw new SyntheaFormatException(
          "No " + file + " in " + folder + ": import a whole CSV export of Synthea");
    }
    try (Reader in = Files.newBufferedReader(folder.resolve(file), StandardCharsets.UTF_8);
        CSVParser parser = FORMAT.parse(in)) {
      for (CSVRecord each : parser) {
        reader.accept(new SyntheaRow(file, each));
      }
    }
  }

  /**
   * Synthea's list of practitioners in FHIR, which alone has their NPIs; absent unless exported.
   */
  Optional<Path> practitioners() throws IOException {
    for (Path place : List.of(folder, folder.resolveSibling("fhir"))) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          Optional<Path> found =
              files
                  .filter(
                      file ->
                          file.getFileName().toString().matches("practitionerInformation.*\\.json"))
                  .sorted()
                  .findFirst();
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }
}
