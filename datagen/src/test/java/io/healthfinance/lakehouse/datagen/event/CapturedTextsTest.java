package io.healthfinance.lakehouse.datagen.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.testing.Captured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The synthetic services write texts as the real connector does. */
class CapturedTextsTest {

  private static final Pattern INSTANT = Pattern.compile("-?\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

  @TempDir Path folder;
  private Path landing;

  @BeforeEach
  void unpackTheCaptures() throws IOException {
    landing = Captured.landing(folder);
  }

  @Test
  void aTimestamptzHasTheDecimalsThatTheConnectorSends() throws IOException {
    Set<String> sent = texts("wire_types", "sent_us");
    sent.addAll(texts("special_values", "sent_at"));

    assertThat(sent).hasSizeGreaterThanOrEqualTo(6).anyMatch(text -> text.endsWith(".000000Z"));
    assertThat(sent).allSatisfy(text -> assertThat(written(Instant.parse(text))).isEqualTo(text));
  }

  private static String written(Instant instant) {
    ByteSink sink = new ByteSink(64);
    sink.putInstant(instant);
    byte[] text = Arrays.copyOfRange(sink.toByteArray(), Integer.BYTES, sink.size());
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** Texts of finite instants; infinities are words. */
  private Set<String> texts(String table, String column) throws IOException {
    Set<String> texts = new TreeSet<>();
    for (Path file : files(table)) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
              .withConf(new Configuration(false))
              .build()) {
        for (Group event = reader.read(); event != null; event = reader.read()) {
          if (event.getFieldRepetitionCount("after") == 1
              && event.getGroup("after", 0).getFieldRepetitionCount(column) == 1) {
            texts.add(event.getGroup("after", 0).getString(column, 0));
          }
        }
      }
    }
    texts.removeIf(text -> !INSTANT.matcher(text).matches());
    return texts;
  }

  private Path[] files(String table) throws IOException {
    try (Stream<Path> files = Files.walk(landing.resolve(table))) {
      return files.filter(Files::isRegularFile).sorted().toArray(Path[]::new);
    }
  }
}
