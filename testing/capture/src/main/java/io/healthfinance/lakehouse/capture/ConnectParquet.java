package io.healthfinance.lakehouse.capture;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Writes Connect records to Parquet exactly as their Connect schema says: a named type such as
 * {@code io.debezium.time.Date} stays the plain number it is; only text and decimals are annotated.
 */
final class ConnectParquet {
  private static final String PRECISION = "connect.decimal.precision";

  private ConnectParquet() {}

  static void write(Path file, Schema schema, List<Struct> records) throws IOException {
    Configuration configuration = new Configuration(false);
    // The checksumming file system would leave a .crc file beside every data file.
    configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    try (ParquetWriter<Struct> writer =
        new Builder(new org.apache.hadoop.fs.Path(file.toUri()), schema)
            .withConf(configuration)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (Struct each : records) {
        writer.write(each);
      }
    }
  }

  static MessageType messageType(Schema schema) {
    return new MessageType("envelope", schema.fields().stream().map(ConnectParquet::type).toList());
  }

  private static Type type(Field field) {
    return type(field.name(), field.schema());
  }

  private static Type type(String name, Schema schema) {
    Repetition repetition = schema.isOptional() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    if (Decimal.LOGICAL_NAME.equals(schema.name())) {
      int precision = precision(schema);
      return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
          .length(bytes(precision))
          .as(LogicalTypeAnnotation.decimalType(scale(schema), precision))
          .named(name);
    }
    return switch (schema.type()) {
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case INT8, INT16, INT32 -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case INT64 -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case FLOAT32 -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
      case FLOAT64 -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case BYTES -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case STRUCT ->
          Types.buildGroup(repetition)
              .addFields(schema.fields().stream().map(ConnectParquet::type).toArray(Type[]::new))
              .named(name);
      case ARRAY ->
          Types.list(repetition).element(type("element", schema.valueSchema())).named(name);
      case MAP -> throw new IllegalArgumentException("No Parquet type for map " + name);
    };
  }

  private static int scale(Schema schema) {
    return Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
  }

  private static int precision(Schema schema) {
    String precision = schema.parameters().get(PRECISION);
    if (precision == null) {
      throw new IllegalArgumentException("A decimal without precision in its schema parameters");
    }
    return Integer.parseInt(precision);
  }

  /** Bytes of the smallest two's complement number that holds so many decimal digits. */
  private static int bytes(int precision) {
    return BigDecimal.TEN.pow(precision).toBigInteger().bitLength() / 8 + 1;
  }

  private static final class Builder extends ParquetWriter.Builder<Struct, Builder> {
    private final Schema schema;

    Builder(org.apache.hadoop.fs.Path file, Schema schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Struct> getWriteSupport(Configuration configuration) {
      return new StructSupport(schema);
    }
  }

  private static final class StructSupport extends WriteSupport<Struct> {
    private final Schema schema;
    private RecordConsumer consumer;

    StructSupport(Schema schema) {
      this.schema = schema;
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(messageType(schema), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(Struct struct) {
      consumer.startMessage();
      writeFields(struct);
      consumer.endMessage();
    }

    private void writeFields(Struct struct) {
      for (Field field : struct.schema().fields()) {
        // get() would replace a NULL by the column's default.
        Object value = struct.getWithoutDefault(field.name());
        if (value != null) {
          consumer.startField(field.name(), field.index());
          writeValue(field.schema(), value);
          consumer.endField(field.name(), field.index());
        }
      }
    }

    private void writeValue(Schema type, Object value) {
      if (Decimal.LOGICAL_NAME.equals(type.name())) {
        consumer.addBinary(fixed((BigDecimal) value, bytes(precision(type))));
        return;
      }
      switch (type.type()) {
        case BOOLEAN -> consumer.addBoolean((Boolean) value);
        case INT8, INT16, INT32 -> consumer.addInteger(((Number) value).intValue());
        case INT64 -> consumer.addLong((Long) value);
        case FLOAT32 -> consumer.addFloat((Float) value);
        case FLOAT64 -> consumer.addDouble((Double) value);
        case STRING -> consumer.addBinary(Binary.fromString((String) value));
        case BYTES ->
            consumer.addBinary(
                value instanceof ByteBuffer buffer
                    ? Binary.fromReusedByteBuffer(buffer)
                    : Binary.fromReusedByteArray((byte[]) value));
        case STRUCT -> {
          consumer.startGroup();
          writeFields((Struct) value);
          consumer.endGroup();
        }
        case ARRAY -> writeList(type.valueSchema(), (List<?>) value);
        case MAP -> throw new IllegalArgumentException("No Parquet form for a map");
      }
    }

    private void writeList(Schema element, List<?> values) {
      consumer.startGroup();
      if (!values.isEmpty()) {
        consumer.startField("list", 0);
        for (Object value : values) {
          consumer.startGroup();
          if (value != null) {
            consumer.startField("element", 0);
            writeValue(element, value);
            consumer.endField("element", 0);
          }
          consumer.endGroup();
        }
        consumer.endField("list", 0);
      }
      consumer.endGroup();
    }

    private static Binary fixed(BigDecimal value, int length) {
      byte[] digits = value.unscaledValue().toByteArray();
      byte[] padded = new byte[length];
      Arrays.fill(padded, 0, length - digits.length, (byte) (value.signum() < 0 ? -1 : 0));
      System.arraycopy(digits, 0, padded, length - digits.length, digits.length);
      return Binary.fromConstantByteArray(padded);
    }
  }
}
