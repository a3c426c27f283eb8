package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.Group;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;
import org.apache.iceberg.shaded.org.apache.parquet.schema.GroupType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type;

/**
 * Makes sure that every event of a file comes from the one source of its table: log sequence
 * numbers of two databases do not compare. Normally the footer's bounds prove it; where a writer
 * left them out, the column is read once.
 */
final class SourceCheck {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,63}");

  private final TableContract contract;
  private final Map<String, String> expected = new LinkedHashMap<>();

  SourceCheck(TableContract contract) {
    this.contract = contract;
    expected.put("db", contract.database());
    expected.put("schema", contract.schema());
    expected.put("table", contract.table());
    expected.put("name", sourceName(contract));
  }

  /** The connector's logical name: the database without the company's prefix, then {@code -db}. */
  static String sourceName(TableContract contract) {
    return contract.database().replaceFirst("^healthfinance_", "") + "-db";
  }

  /**
   * Throws when an event names another source. Events without a name are left to silver, which
   * quarantines what it cannot order.
   */
  void require(InputFile file, ParquetFooter footer) throws BadFileException {
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      String column = entry.getKey();
      Optional<GroupType> source = textColumn(footer.schema(), column);
      if (source.isPresent() && !isProven(footer, column, entry.getValue())) {
        requireByReading(file, footer.schema(), source.get(), column, entry.getValue());
      }
    }
  }

  private static Optional<GroupType> textColumn(MessageType schema, String column) {
    if (!schema.containsField("source") || !ParquetTypes.isStruct(schema.getType("source"))) {
      return Optional.empty();
    }
    GroupType source = schema.getType("source").asGroupType();
    return source.containsField(column)
            && ParquetTypes.isScalar(source.getType(column))
            && source.getType(column).asPrimitiveType().getPrimitiveTypeName()
                == PrimitiveTypeName.BINARY
        ? Optional.of(source)
        : Optional.empty();
  }

  /** Whether both bounds of every row group are the expected text; cut bounds never are. */
  private static boolean isProven(ParquetFooter footer, String column, String value) {
    Binary bound = Binary.fromString(value);
    return footer.metadata().getBlocks().stream()
        .flatMap(block -> block.getColumns().stream())
        .filter(chunk -> chunk.getPath().toDotString().equals("source." + column))
        .allMatch(chunk -> holdsOnly(chunk, bound));
  }

  private static boolean holdsOnly(ColumnChunkMetaData chunk, Binary value) {
    Statistics<?> statistics = chunk.getStatistics();
    if (statistics == null || statistics.isEmpty()) {
      return false;
    }
    if (!statistics.hasNonNullValue()) {
      return statistics.isNumNullsSet() && statistics.getNumNulls() == chunk.getValueCount();
    }
    return value.equals(statistics.genericGetMin()) && value.equals(statistics.genericGetMax());
  }

  private void requireByReading(
      InputFile file, MessageType schema, GroupType source, String column, String value)
      throws BadFileException {
    Type only = source.withNewFields(source.getType(column));
    try (ParquetReader<Group> reader =
        ParquetRows.open(file, new MessageType(schema.getName(), only))) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        Optional<String> found = text(row, column);
        if (found.isPresent() && !found.get().equals(value)) {
          throw otherSource(file, column, found.get(), value);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new BadFileException(
          RejectReason.BAD_FOOTER,
          "File "
              + file.location()
              + " cannot be read in column source."
              + column
              + "; write it again",
          e);
    }
  }

  private static Optional<String> text(Group row, String column) {
    if (row.getFieldRepetitionCount("source") == 0) {
      return Optional.empty();
    }
    Group source = row.getGroup("source", 0);
    return source.getFieldRepetitionCount(column) == 0
        ? Optional.empty()
        : Optional.of(source.getBinary(column, 0).toStringUsingUTF8());
  }

  private BadFileException otherSource(InputFile file, String column, String found, String value) {
    return new BadFileException(
        RejectReason.EVENT_OF_OTHER_SOURCE,
        "File "
            + file.location()
            + " holds an event whose source."
            + column
            + " is "
            + (NAME.matcher(found).matches() ? "'" + found + "'" : "no name")
            + " where table "
            + contract.table()
            + " accepts only '"
            + value
            + "'; land it in the folder of its own table");
  }
}
