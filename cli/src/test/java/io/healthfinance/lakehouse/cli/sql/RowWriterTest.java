package io.healthfinance.lakehouse.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class RowWriterTest {

  private static final StructType INNER = StructType.fromDDL("code string, weight decimal(5,2)");
  private static final StructType SCHEMA =
      new StructType()
          .add("name", "string")
          .add("amount", "decimal(10,2)")
          .add("born", "date")
          .add("at", "timestamp")
          .add("codes", "array<string>")
          .add("inner", INNER);

  private final Row full =
      row(
          SCHEMA,
          "a \"b\", c",
          new BigDecimal("10.50"),
          LocalDate.of(2024, 2, 29),
          Instant.parse("2026-07-01T06:00:00Z"),
          JavaConverters.asScalaBuffer(List.of("x", "y")),
          row(INNER, "E11", new BigDecimal("1.20")));
  private final Row empty = row(SCHEMA, null, null, null, null, null, null);

  @Test
  void csvQuotesWhatNeedsIt() {
    assertThat(written(SqlFormat.CSV, 0))
        .isEqualTo(
            """
            name,amount,born,at,codes,inner\r
            "a ""b"", c",10.50,2024-02-29,2026-07-01T06:00:00Z,"[""x"",""y""]",\
            "{""code"":""E11"",""weight"":1.20}"\r
            ,,,,,\r
            """);
  }

  @Test
  void jsonKeepsStructureScaleAndNull() {
    assertThat(written(SqlFormat.JSON, 0))
        .isEqualTo(
            """
            [
            {"name":"a \\"b\\", c","amount":10.50,"born":"2024-02-29","at":"2026-07-01T06:00:00Z",\
            "codes":["x","y"],"inner":{"code":"E11","weight":1.20}},
            {"name":null,"amount":null,"born":null,"at":null,"codes":null,"inner":null}
            ]
            """);
  }

  @Test
  void noRowsAreAnEmptyJsonArray() {
    StringWriter text = new StringWriter();
    writer(text).write(List.of("a"), List.<Row>of().iterator(), SqlFormat.JSON, 0);

    assertThat(text.toString()).isEqualTo("[]\n");
  }

  @Test
  void tableSaysThatThereIsMore() {
    assertThat(written(SqlFormat.TABLE, 1))
        .contains("name", "a \"b\", c", "10.50")
        .endsWith("(1 row, more with --limit)\n");
  }

  private String written(SqlFormat format, long limit) {
    StringWriter text = new StringWriter();
    writer(text)
        .write(List.of(SCHEMA.fieldNames()), List.of(full, empty).iterator(), format, limit);
    return text.toString();
  }

  private static RowWriter writer(StringWriter text) {
    return new RowWriter(new Terminal(new PrintWriter(text), false, false, 100));
  }

  private static Row row(StructType schema, Object... values) {
    return new GenericRowWithSchema(values, schema);
  }
}
