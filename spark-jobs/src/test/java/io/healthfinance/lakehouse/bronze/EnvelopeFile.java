package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes Debezium envelopes as a Parquet sink would, with any column declared otherwise. */
final class EnvelopeFile {

  private static final String HEAD =
      "optional group source { optional binary version (STRING); optional binary name (STRING);"
          + " optional int64 ts_ms; optional binary db (STRING); optional binary schema (STRING);"
          + " optional binary table (STRING); optional int64 txId; optional int64 lsn; }"
          + " optional binary op (STRING); optional int64 ts_ms;";

  private final Map<String, String> columns = new LinkedHashMap<>();
  private final Map<String, Object> row = new LinkedHashMap<>();
  private final Map<String, String> source = new LinkedHashMap<>();
  private String head = HEAD;
  private int events = 1;
  private int firstLsn = 100;

  private EnvelopeFile(TableContract contract) {
    for (ColumnContract column : contract.columns()) {
      columns.put(column.name(), wire(column));
    }
    row.put(contract.key().get(0), "key");
    source.put("db", contract.database());
    source.put("schema", contract.schema());
    source.put("table", contract.table());
    source.put("name", SourceCheck.sourceName(contract));
  }

  static EnvelopeFile of(TableContract contract) {
    return new EnvelopeFile(contract);
  }

  /** Declares a column by its Parquet text, such as {@code int64 taken_at}, with its value. */
  EnvelopeFile with(String column, String declaration, Object value) {
    columns.put(column, declaration);
    row.put(column, value);
    return this;
  }

  /** Declares a column and leaves it NULL. */
  EnvelopeFile withoutValue(String column, String declaration) {
    columns.put(column, declaration);
    return this;
  }

  /** Adds a field to {@code source}, or to the envelope itself when the parent is empty. */
  EnvelopeFile withEnvelopeField(String parent, String declaration) {
    head =
        parent.isEmpty()
            ? declaration + " " + head
            : head.replace("group " + parent + " {", "group " + parent + " { " + declaration);
    return this;
  }

  EnvelopeFile with(String column, Object value) {
    row.put(column, value);
    return this;
  }

  EnvelopeFile without(String column) {
    columns.remove(column);
    row.remove(column);
    return this;
  }

  EnvelopeFile from(String sourceField, String value) {
    source.put(sourceField, value);
    return this;
  }

  EnvelopeFile withoutEnvelopeField(String declaration) {
    head = head.replace(declaration, "");
    return this;
  }

  /** Gives every field an id of its own, counted from 1. */
  EnvelopeFile withForeignIds() {
    head = head + "//ids";
    return this;
  }

  EnvelopeFile events(int count) {
    events = count;
    return this;
  }

  EnvelopeFile firstLsn(int lsn) {
    firstLsn = lsn;
    return this;
  }

  Path write(Path file) {
    MessageType schema = schema();
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      try (ParquetWriter<Group> writer =
          ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
              .withType(schema)
              .withConf(new Configuration(false))
              .build()) {
        for (int i = 0; i < events; i++) {
          writer.write(event(schema, firstLsn + i));
        }
      }
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private MessageType schema() {
    StringBuilder image = new StringBuilder();
    columns
        .values()
        .forEach(declaration -> image.append(" optional ").append(declaration).append(";"));
    String text =
        "message envelope { optional group before {"
            + image
            + " } optional group after {"
            + image
            + " } "
            + head.replace("//ids", "")
            + " }";
    MessageType schema = MessageTypeParser.parseMessageType(text.replace("};", "}"));
    if (!head.endsWith("//ids")) {
      return schema;
    }
    // Ids in reverse, so that reading by id would take every column for another one.
    int[] next = {1000};
    return new MessageType("envelope", numbered(schema, next).getFields());
  }

  private static GroupType numbered(GroupType group, int[] next) {
    List<org.apache.parquet.schema.Type> fields = new ArrayList<>();
    for (var field : group.getFields()) {
      var inner = field.isPrimitive() ? field : numbered(field.asGroupType(), next);
      fields.add(inner.withId(next[0]--));
    }
    return group.withNewFields(fields);
  }

  private Group event(MessageType schema, int lsn) {
    Group event = new SimpleGroup(schema);
    Group after = event.addGroup("after");
    row.forEach((column, value) -> add(after, column, value));
    Group from = event.addGroup("source");
    GroupType type = from.getType();
    source.forEach(
        (field, value) -> {
          if (type.containsField(field)) {
            add(from, field, value);
          }
        });
    add(from, "ts_ms", 1_772_323_200_000L);
    if (type.containsField("lsn")) {
      add(from, "lsn", (long) lsn);
    }
    if (schema.containsField("op")) {
      add(event, "op", "c");
    }
    add(event, "ts_ms", 1_772_323_201_000L);
    return event;
  }

  private static void add(Group group, String field, Object value) {
    if (value instanceof Integer number) {
      group.add(field, number);
    } else if (value instanceof Long number) {
      group.add(field, number);
    } else if (value instanceof Double number) {
      group.add(field, number);
    } else if (value instanceof String text) {
      group.add(field, text);
    } else if (value instanceof byte[] bytes) {
      group.add(field, Binary.fromConstantByteArray(bytes));
    } else if (value instanceof List<?> items) {
      Group list = group.addGroup(field);
      items.forEach(item -> add(list.addGroup(0), "element", item));
    } else {
      throw new IllegalArgumentException("No Parquet form of " + value);
    }
  }

  private static String wire(ColumnContract column) {
    String name = column.name();
    return switch (column.type().kind()) {
      case STRING, UUID, JSON, TIMESTAMPTZ -> "binary " + name + " (STRING)";
      case BOOLEAN -> "boolean " + name;
      case SMALLINT, INT, DATE -> "int32 " + name;
      case BIGINT, TIME, TIMESTAMP -> "int64 " + name;
      case DECIMAL ->
          "fixed_len_byte_array(16) %s (DECIMAL(%d,%d))"
              .formatted(name, column.type().precision(), column.type().scale());
      case ARRAY ->
          "group " + name + " (LIST) { repeated group list { optional binary element (STRING); } }";
    };
  }
}
