package io.healthfinance.lakehouse.datagen;

import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** Generates a landing directory: {@code PATIENTS FROM TO SEED DIRECTORY}. */
public final class GenerateMain {

  private static final int ARGUMENTS = 5;

  private GenerateMain() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != ARGUMENTS) {
      System.err.println("Usage: GenerateMain PATIENTS FROM TO SEED DIRECTORY");
      System.exit(2);
    }
    GenerateOptions options =
        GenerateOptions.of(
            Integer.parseInt(arguments[0]),
            LocalDate.parse(arguments[1]),
            LocalDate.parse(arguments[2]),
            Long.parseLong(arguments[3]),
            Path.of(arguments[4]));
    Generator generator = new Generator(new CatalogLoader().loadBundled(), options);
    GenerateSummary summary = generator.run(Progress.SILENT);
    System.out.printf(
        Locale.ROOT,
        "%,d events of %d tables in %,d files (%,d MB) in %.1f s: %,.0f events/s%n",
        summary.events(),
        summary.tables(),
        summary.files(),
        summary.bytes() >> 20,
        summary.seconds(),
        summary.eventsPerSecond());
    System.out.println("Declared dirt: " + summary.items());
    System.out.println("Undeclared invalid events: " + summary.unplannedInvalid());
  }
}
