package io.healthfinance.lakehouse.bronze;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.Group;
import org.apache.iceberg.shaded.org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.iceberg.types.Types;

/** Reads single Parquet values without ever losing a digit: what does not fit throws. */
final class ParquetValues {

  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private ParquetValues() {}

  static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000;
      case MICROS -> 1_000_000;
      case NANOS -> 1_000_000_000;
    };
  }

  /** Converts a count of one unit into another's. */
  static long rescale(long value, long given, long wanted) {
    if (wanted >= given) {
      return Math.multiplyExact(value, wanted / given);
    }
    long divisor = given / wanted;
    if (value % divisor != 0) {
      throw new ArithmeticException("The time has more digits than the column");
    }
    return value / divisor;
  }

  static long integral(Group group, int field, int index) {
    return primitive(group, field) == PrimitiveTypeName.INT32
        ? group.getInteger(field, index)
        : group.getLong(field, index);
  }

  static long int96Nanos(Group group, int field, int index) {
    ByteBuffer bytes = group.getInt96(field, index).toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanosOfDay = bytes.getLong();
    long day = bytes.getInt() - JULIAN_DAY_OF_EPOCH;
    return Math.addExact(Math.multiplyExact(day, NANOS_PER_DAY), nanosOfDay);
  }

  static BigDecimal decimal(Group group, int field, int index, int scale) {
    return switch (primitive(group, field)) {
      case INT32, INT64 -> BigDecimal.valueOf(integral(group, field, index), scale);
      default -> new BigDecimal(new BigInteger(group.getBinary(field, index).getBytes()), scale);
    };
  }

  static BigDecimal fitted(BigDecimal value, Types.DecimalType wanted) {
    BigDecimal scaled = value.setScale(wanted.scale(), RoundingMode.UNNECESSARY);
    if (scaled.precision() > wanted.precision()) {
      throw new ArithmeticException("The number has more digits than the column");
    }
    return scaled;
  }

  static String text(Group group, int field, int index) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(group.getBinary(field, index).toByteBuffer())
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("The bytes are not UTF-8", e);
    }
  }

  static String uuid(Group group, int field, int index) {
    ByteBuffer bytes = group.getBinary(field, index).toByteBuffer();
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  static String isoInstant(long value, long perSecond) {
    long nanos = Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond);
    return Instant.ofEpochSecond(Math.floorDiv(value, perSecond), nanos).toString();
  }

  private static PrimitiveTypeName primitive(Group group, int field) {
    return group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName();
  }
}
