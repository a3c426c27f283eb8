package io.healthfinance.lakehouse.datagen.synthea;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.datagen.synthea.ImportSummary.FileSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps Synthea's CSV export into the landing of the matching source tables, one snapshot read per
 * row. The same export gives the same files. What Synthea does not say stays NULL, and what it says
 * wrongly stays wrong: the contracts judge it later. Only what the importing services assign
 * themselves (record numbers, storage times, workflow state) is added.
 */
public final class SyntheaImport {
  private final Catalog catalog;
  private final SyntheaExport export;
  private final Path landing;

  /**
   * @param csvFolder Synthea's csv folder or the folder above it
   * @param landing landing directory to write into; it should hold no other sources' files
   * @throws SyntheaFormatException when the folder holds no export
   */
  public SyntheaImport(Catalog catalog, Path csvFolder, Path landing) {
    this.catalog = catalog;
    this.export = new SyntheaExport(csvFolder);
    this.landing = landing;
  }

  /**
   * Reads the export and lands it.
   *
   * @throws SyntheaFormatException when a file is not what Synthea writes
   */
  public ImportSummary run() throws IOException {
    Visits visits = Visits.read(export);
    Coverage coverage = Coverage.read(export);
    Instant snapshotAt = visits.newest().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    List<Mapping> mappings =
        List.of(
            new PatientsMapping(visits),
            new OrganizationsMapping(visits, snapshotAt),
            new ProvidersMapping(visits, Npis.read(export.practitioners()), snapshotAt),
            new PayersMapping(snapshotAt),
            new CoverageMapping(coverage, snapshotAt),
            new EncountersMapping(visits),
            new ConditionsMapping(visits, snapshotAt),
            new MedicationsMapping(visits, snapshotAt),
            new ObservationsMapping(visits),
            new ProceduresMapping(visits),
            new ImmunizationsMapping(visits),
            new AllergiesMapping(visits, snapshotAt),
            new ClaimsMapping(visits, coverage, ClaimTotals.read(export)));
    List<FileSummary> files = new ArrayList<>();
    SnapshotLanding rows = new SnapshotLanding(catalog, landing, snapshotAt);
    try (rows) {
      for (Mapping mapping : mappings) {
        if (export.has(mapping.file())) {
          files.add(map(mapping, rows));
        }
      }
    }
    return new ImportSummary(snapshotAt, files, rows.rows(), rows.broken());
  }

  private FileSummary map(Mapping mapping, SnapshotLanding rows) throws IOException {
    FileTally tally = new FileTally(rows);
    export.read(
        mapping.file(),
        row -> {
          tally.read();
          mapping.map(row, tally);
        });
    mapping.finish(tally);
    return tally.summary(mapping.file());
  }
}
