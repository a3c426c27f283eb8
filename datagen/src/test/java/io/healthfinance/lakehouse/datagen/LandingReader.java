package io.healthfinance.lakehouse.datagen;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.ColumnType;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Reads a landing directory with Parquet's own example reader: nothing of the writer is shared. */
final class LandingReader {

  private final Catalog catalog;
  private final Path landing;

  LandingReader(Catalog catalog, Path landing) {
    this.catalog = catalog;
    this.landing = landing;
  }

  /** Every data file, readable or not, relative to the landing directory. */
  List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(landing)) {
      return walk.filter(Files::isRegularFile)
          .map(landing::relativize)
          .filter(LandingReader::isData)
          .sorted()
          .toList();
    }
  }

  private static boolean isData(Path file) {
    for (Path name : file) {
      if (name.toString().startsWith("_") || name.toString().startsWith(".")) {
        return false;
      }
    }
    return file.toString().endsWith(".parquet");
  }

  /** All events of the files that a lake accepts. */
  List<LandedEvent> events() throws IOException {
    List<LandedEvent> events = new ArrayList<>();
    for (Path file : files()) {
      if (isAccepted(file)) {
        events.addAll(read(file));
      }
    }
    return events;
  }

  /** Whether the file is Parquet and each column has the contract's wire type. */
  boolean isAccepted(Path file) throws IOException {
    try {
      return WireTypes.fit(schema(file), catalog.source(file.getName(0).toString()));
    } catch (RuntimeException e) {
      return false;
    }
  }

  MessageType schema(Path file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      return reader.getFileMetaData().getSchema();
    }
  }

  private ParquetFileReader open(Path file) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(landing.resolve(file).toUri());
    return ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()));
  }

  List<LandedEvent> read(Path file) throws IOException {
    TableContract contract = catalog.source(file.getName(0).toString());
    String hour =
        String.join(
            "-",
            file.getName(1).toString(),
            file.getName(2).toString(),
            file.getName(3).toString(),
            file.getName(4).toString().replace("hour=", ""));
    List<LandedEvent> events = new ArrayList<>();
    try (ParquetFileReader reader = open(file)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            columns.getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          events.add(event(contract, hour, records.read()));
        }
      }
    }
    return events;
  }

  private static LandedEvent event(TableContract contract, String hour, Group envelope) {
    Group source = envelope.getGroup("source", 0);
    return new LandedEvent(
        contract,
        hour,
        envelope.getString("op", 0),
        source.getLong("lsn", 0),
        source.getLong("ts_ms", 0),
        source.getString("snapshot", 0),
        row(contract, envelope, "before"),
        row(contract, envelope, "after"));
  }

  private static Map<String, Object> row(TableContract contract, Group envelope, String image) {
    if (envelope.getFieldRepetitionCount(image) == 0) {
      return null;
    }
    Group group = envelope.getGroup(image, 0);
    Map<String, Object> row = new LinkedHashMap<>();
    for (ColumnContract column : contract.columns()) {
      boolean present = group.getFieldRepetitionCount(column.name()) > 0;
      row.put(column.name(), present ? value(column.type(), group, column.name()) : null);
    }
    return row;
  }

  private static Object value(ColumnType type, Group group, String name) {
    return switch (type.kind()) {
      case STRING, UUID, JSON -> group.getString(name, 0);
      case BOOLEAN -> group.getBoolean(name, 0);
      case SMALLINT, INT -> group.getInteger(name, 0);
      case BIGINT -> group.getLong(name, 0);
      case DATE -> LocalDate.ofEpochDay(group.getInteger(name, 0));
      case TIME -> LocalTime.ofNanoOfDay(group.getLong(name, 0) * 1000);
      case TIMESTAMPTZ -> Instant.parse(group.getString(name, 0));
      case TIMESTAMP -> moment(group.getLong(name, 0) * (type.precision() <= 3 ? 1000 : 1));
      case DECIMAL -> new BigDecimal(unscaled(type, group, name), type.scale());
      case ARRAY -> {
        Group list = group.getGroup(name, 0);
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
          items.add(value(type.element(), list.getGroup("list", i), "element"));
        }
        yield items;
      }
    };
  }

  private static BigInteger unscaled(ColumnType type, Group group, String name) {
    if (type.precision() <= 9) {
      return BigInteger.valueOf(group.getInteger(name, 0));
    }
    return type.precision() <= 18
        ? BigInteger.valueOf(group.getLong(name, 0))
        : new BigInteger(group.getBinary(name, 0).getBytes());
  }

  private static LocalDateTime moment(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L),
        (int) Math.floorMod(micros, 1_000_000L) * 1000,
        ZoneOffset.UTC);
  }
}
