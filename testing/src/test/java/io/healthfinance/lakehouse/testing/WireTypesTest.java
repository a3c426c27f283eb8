package io.healthfinance.lakehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.ColumnType.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wire types a contract claims are those that the real connector sends. */
class WireTypesTest {
  private static final Pattern COLUMN =
      Pattern.compile("^  (\\w+): \\{type: \"?([a-z]+(?:[(<].*?[)>]+)?)\"?, .*$");

  @TempDir Path folder;

  @Test
  void everyColumnTravelsAsItsContractSays() throws IOException {
    Path landing = Captured.landing(folder);
    Path contracts = Captured.catalog(folder).resolve("tables");
    Set<Kind> seen = EnumSet.noneOf(Kind.class);
    for (String table : Captured.tables()) {
      Map<String, ColumnType> columns = columns(contracts.resolve(table + ".yaml"));
      columns.values().forEach(type -> seen.add(type.kind()));
      Map<String, String> claimed = new TreeMap<>();
      columns.forEach((name, type) -> claimed.put(name, type.wireType()));
      for (Path file : files(landing.resolve(table))) {
        MessageType schema = schema(file);
        assertThat(wireTypes(schema, "before")).as("before in %s", file).isEqualTo(claimed);
        assertThat(wireTypes(schema, "after")).as("after in %s", file).isEqualTo(claimed);
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Kind.values());
  }

  @Test
  void theEnvelopeHasTheFieldsThatBronzeExpects() throws IOException {
    for (Path file : files(Captured.landing(folder))) {
      MessageType schema = schema(file);
      assertThat(fields(schema))
          .contains("before", "after", "source", "transaction", "op", "ts_ms");
      assertThat(wireTypes(schema, "source"))
          .containsAllEntriesOf(
              Map.of(
                  "ts_ms",
                  "bigint",
                  "snapshot",
                  "string",
                  "sequence",
                  "string",
                  "txId",
                  "bigint",
                  "lsn",
                  "bigint",
                  "xmin",
                  "bigint",
                  "db",
                  "string",
                  "table",
                  "string"));
      assertThat(wireTypes(schema, "transaction"))
          .containsOnlyKeys("id", "total_order", "data_collection_order");
    }
  }

  private static Map<String, ColumnType> columns(Path contract) throws IOException {
    Map<String, ColumnType> columns = new TreeMap<>();
    for (String line : Files.readAllLines(contract)) {
      Matcher column = COLUMN.matcher(line);
      if (column.matches()) {
        columns.put(column.group(1), ColumnType.parse(column.group(2)).orElseThrow());
      }
    }
    assertThat(columns).as("columns of %s", contract).isNotEmpty();
    return columns;
  }

  private static Map<String, String> wireTypes(MessageType schema, String group) {
    Map<String, String> types = new TreeMap<>();
    GroupType fields = schema.getType(group).asGroupType();
    fields.getFields().forEach(field -> types.put(field.getName(), wireType(field)));
    return types;
  }

  /** The wire type of a Parquet field; an annotation that none has is spelled out and so fails. */
  private static String wireType(Type field) {
    LogicalTypeAnnotation annotation = field.getLogicalTypeAnnotation();
    if (!field.isPrimitive()) {
      GroupType repeated = field.asGroupType().getType(0).asGroupType();
      return "array<" + wireType(repeated.getType(0)) + ">";
    }
    if (annotation instanceof StringLogicalTypeAnnotation) {
      return "string";
    }
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
    }
    String physical =
        switch (field.asPrimitiveType().getPrimitiveTypeName()) {
          case BOOLEAN -> "boolean";
          case INT32 -> "int";
          case INT64 -> "bigint";
          default -> field.asPrimitiveType().getPrimitiveTypeName().toString();
        };
    return annotation == null ? physical : physical + " as " + annotation;
  }

  private static List<String> fields(MessageType schema) {
    return schema.getFields().stream().map(Type::getName).toList();
  }

  private static MessageType schema(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(false)))) {
      return reader.getFileMetaData().getSchema();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
