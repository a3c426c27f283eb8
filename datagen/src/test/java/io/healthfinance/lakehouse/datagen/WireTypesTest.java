package io.healthfinance.lakehouse.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.datagen.dirt.DirtRates;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTypesTest {

  private static final Map<String, Object> VALUES = new LinkedHashMap<>();
  private static final Map<String, String> TYPES = new LinkedHashMap<>();

  static {
    column("id", "uuid", "7f0e0f5a-0000-4000-8000-000000000001");
    column("title", "string", "Überweisung 診療 😀");
    column("payload", "json", "{\"a\": [1, 2]}");
    column("active", "boolean", true);
    column("rank", "smallint", -7);
    column("score", "int", 123_456);
    column("size", "bigint", 9_000_000_000L);
    column("small", "decimal(5,2)", new BigDecimal("-12.30"));
    column("medium", "decimal(18,4)", new BigDecimal("12345678901234.5678"));
    column("large", "decimal(38,10)", new BigDecimal("-1234567890123456789012345678.0123456789"));
    column("born", "date", LocalDate.of(1960, 2, 29));
    column("opens", "time", LocalTime.of(8, 30, 0, 123_456_000));
    column("seen_ms", "timestamp(3)", LocalDateTime.of(2025, 3, 1, 2, 3, 4, 567_000_000));
    column("seen_us", "timestamp(6)", LocalDateTime.of(1955, 3, 1, 2, 3, 4, 567_891_000));
    column("sent", "timestamptz", Instant.parse("2025-03-01T02:03:04.567891Z"));
    column("paid", "timestamptz", Instant.parse("2025-03-01T02:03:04Z"));
    column("tags", "array<string>", List.of("a", "b"));
    column("none", "array<int>", List.of());
    column("nothing", "string", null);
  }

  private static void column(String name, String type, Object value) {
    TYPES.put(name, type);
    VALUES.put(name, value);
  }

  @TempDir Path out;

  @Test
  void everyTypeIsWrittenAsDebeziumWritesItAndReadsBackEqual() throws IOException {
    Catalog catalog = catalog();
    generate(catalog, VALUES);
    LandingReader reader = new LandingReader(catalog, out);
    Path file = reader.files().get(0);
    MessageType schema = reader.schema(file);
    for (String image : List.of("before", "after")) {
      GroupType group = schema.getType(image).asGroupType();
      for (ColumnContract column : catalog.source("things").columns()) {
        assertThat(WireTypes.of(group, column))
            .as(image + "." + column.name())
            .isEqualTo(column.type().wireType());
      }
    }
    assertThat(reader.read(file).get(0).after()).isEqualTo(VALUES);
  }

  @Test
  void theEnvelopeSaysWhereTheEventComesFrom() throws IOException {
    generate(catalog(), VALUES);
    LandingReader reader = new LandingReader(catalog(), out);
    MessageType schema = reader.schema(reader.files().get(0));
    assertThat(schema.getFields().stream().map(field -> field.getName()))
        .containsExactly("before", "after", "source", "op", "ts_ms", "transaction");
    assertThat(schema.getType("source").asGroupType().getFields())
        .extracting(field -> field.getName())
        .containsExactly(
            "version",
            "connector",
            "name",
            "ts_ms",
            "snapshot",
            "db",
            "sequence",
            "schema",
            "table",
            "txId",
            "lsn",
            "xmin");
    assertThat(reader.read(reader.files().get(0)))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.op()).isEqualTo("c");
              assertThat(event.snapshot()).isEqualTo("false");
              assertThat(event.before()).isNull();
            });
  }

  @Test
  void whatTheContractDoesNotKnowIsRefusedByName() {
    assertThatThrownBy(() -> generate(catalog(), with("colour", "red")))
        .hasMessageContaining("things.colour is not a column of the contract");
    assertThatThrownBy(() -> generate(catalog(), with("score", 5L)))
        .hasMessageContaining("things.score is int: expected a Integer, got a Long");
    assertThatThrownBy(() -> generate(catalog(), with("small", new BigDecimal("1.005"))))
        .hasMessageContaining("things.small is decimal(5,2)")
        .hasMessageContaining("more than 2 decimal places");
    assertThatThrownBy(() -> generate(catalog(), with("id", null)))
        .hasMessageContaining("things.id is a key column and has no value");
  }

  private static Map<String, Object> with(String column, Object value) {
    Map<String, Object> row = new LinkedHashMap<>(VALUES);
    row.put(column, value);
    return row;
  }

  private void generate(Catalog catalog, Map<String, Object> row) throws IOException {
    Path fresh = out;
    GenerateOptions options =
        GenerateOptions.of(1, LocalDate.of(2025, 1, 1), LocalDate.of(2025, 6, 1), 1, fresh);
    WorldFactory worlds = (given, chosen) -> new OneThing(row);
    try {
      new Generator(catalog, options, worlds, DirtRates.none()).run(Progress.SILENT);
    } finally {
      org.apache.hadoop.fs.FileUtil.fullyDelete(fresh.resolve("_truth").toFile());
    }
  }

  private record OneThing(Map<String, Object> row) implements World {
    @Override
    public void shared(ChangeSink sink) {
      sink.insert("things", Instant.parse("2025-02-03T04:05:06.789Z"), row).settle();
    }

    @Override
    public void patient(int index, ChangeSink sink) {
      // Nobody needs a patient here.
    }
  }

  private static Catalog catalog() {
    List<ColumnContract> columns =
        TYPES.entrySet().stream()
            .map(
                column ->
                    new ColumnContract(
                        column.getKey(),
                        ColumnType.parse(column.getValue()).orElseThrow(),
                        "One type.",
                        Optional.empty(),
                        "UTC",
                        false,
                        PiiClass.NONE,
                        Optional.empty(),
                        List.of()))
            .toList();
    TableContract things =
        new TableContract(
            "things",
            "thing-service",
            "healthfinance_things",
            "public",
            "One row with every type.",
            List.of("id"),
            Optional.empty(),
            Optional.empty(),
            columns,
            List.of(),
            Optional.empty(),
            false,
            List.of(),
            false,
            TableContract.Size.SMALL,
            0.05,
            0.01,
            "1",
            Path.of("things.yaml"));
    return new Catalog(Map.of("things", things), Map.of(), List.of(), List.of());
  }
}
