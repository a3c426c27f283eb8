package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.ParquetUtil;

/** Judges the files of one table, one after the other, and widens the table where they need it. */
final class FileJudge {

  /**
   * A file that belongs into bronze.
   *
   * @param dataLocation where the table finds it
   * @param dataFile what to add to the table; empty when the table has it already, from a run that
   *     died before recording it
   * @param normalised why a copy stands in for it; empty for a zero-copy file
   */
  record Judged(
      LandedFile file,
      ParquetFooter footer,
      String dataLocation,
      Optional<DataFile> dataFile,
      List<String> normalised) {

    boolean isPresent() {
      return dataFile.isEmpty();
    }
  }

  private final TableContract contract;
  private final Table table;
  private final LandingZone zone;
  private final NormalisedCopy copies;
  private final SourceCheck sources;
  private final List<SchemaDrift> drift = new ArrayList<>();

  FileJudge(TableContract contract, Table table, LandingZone zone, NormalisedCopy copies) {
    this.contract = contract;
    this.table = table;
    this.zone = zone;
    this.copies = copies;
    this.sources = new SourceCheck(contract);
  }

  List<SchemaDrift> drift() {
    return List.copyOf(drift);
  }

  String checksum(LandedFile file) throws BadFileException {
    return ParquetFooter.read(zone.open(file), file.length()).checksum();
  }

  /**
   * Judges a file.
   *
   * @param present locations that the table holds in the hours concerned
   * @throws BadFileException when the file cannot be part of the table
   */
  Judged judge(LandedFile file, Set<String> present) throws BadFileException, IOException {
    InputFile input = zone.open(file);
    ParquetFooter footer = ParquetFooter.read(input, file.length());
    sources.require(input, footer);
    GateVerdict verdict = gate().judge(footer, file.location());
    if (verdict instanceof GateVerdict.Evolve evolve) {
      takeIn(evolve.fields(), file);
      verdict = gate().judge(footer, file.location());
    }
    if (verdict instanceof GateVerdict.Reject reject) {
      throw new BadFileException(reject.reason(), reject.sentence());
    }
    if (verdict instanceof GateVerdict.Normalise normalise) {
      String copy = copies.location(file, footer);
      // A registered copy is never written over.
      Optional<DataFile> written =
          present.contains(copy)
              ? Optional.empty()
              : Optional.of(copies.write(table, file, input, footer, normalise.reasons()));
      return new Judged(file, footer, copy, written, normalise.reasons());
    }
    Optional<DataFile> added =
        present.contains(file.location()) ? Optional.empty() : Optional.of(dataFile(file, footer));
    return new Judged(file, footer, file.location(), added, List.of());
  }

  private FooterGate gate() {
    return new FooterGate(contract, table.schema());
  }

  private DataFile dataFile(LandedFile file, ParquetFooter footer) {
    NameMapping mapping =
        NameMappingParser.fromJson(table.properties().get(TableProperties.DEFAULT_NAME_MAPPING));
    return DataFiles.builder(table.spec())
        .withPath(file.location())
        .withFormat(FileFormat.PARQUET)
        .withFileSizeInBytes(file.length())
        .withPartitionPath(BronzeSchema.LANDING_HOUR + "=" + file.hour().orElseThrow())
        .withMetrics(
            ParquetUtil.footerMetrics(
                footer.metadata(), Stream.empty(), MetricsConfig.forTable(table), mapping))
        .withSplitOffsets(ParquetUtil.getSplitOffsets(footer.metadata()))
        .build();
  }

  /**
   * Adds fields to the table; a column of a row image goes into both images. What a newer connector
   * adds to the envelope around them is no drift of the source.
   */
  private void takeIn(List<NewField> fields, LandedFile file) {
    Map<String, NewField> columns = new LinkedHashMap<>();
    for (NewField field : fields) {
      if (field.inRowImage()) {
        for (String image : List.of("before", "after")) {
          columns.putIfAbsent(
              image + "." + field.name(), new NewField(List.of(image), field.name(), field.type()));
        }
      } else {
        columns.put(field.parent() + field.name(), field);
      }
    }
    UpdateSchema update = table.updateSchema();
    for (NewField field : columns.values()) {
      String path =
          field.parentPath().map(parent -> parent + "." + field.name()).orElse(field.name());
      if (table.schema().findField(path) == null) {
        update.addColumn(field.parentPath().orElse(null), field.name(), field.type());
      }
    }
    update.commit();
    table.refresh();
    fields.stream()
        .filter(NewField::inRowImage)
        .map(
            field ->
                new SchemaDrift(
                    contract.table(), field.name(), field.type().toString(), file.location()))
        .distinct()
        .forEach(drift::add);
  }
}
