package io.healthfinance.lakehouse.runtime;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;

/** Partition transforms as a table's YAML writes them: {@code bucket(4, id)}, {@code days(ts)}. */
public final class PartitionText {

  private static final Pattern BUCKET =
      Pattern.compile("bucket\\(\\s*(\\d+)\\s*,\\s*(\\w+)\\s*\\)");
  private static final Pattern TIME =
      Pattern.compile("(years|months|days|hours)\\(\\s*(\\w+)\\s*\\)");

  private PartitionText() {}

  /**
   * @throws IllegalArgumentException naming a transform that is none
   */
  public static PartitionSpec parse(List<String> transforms, Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    for (String transform : transforms) {
      Matcher bucket = BUCKET.matcher(transform.strip());
      Matcher time = TIME.matcher(transform.strip());
      if (bucket.matches()) {
        spec.bucket(bucket.group(2), Integer.parseInt(bucket.group(1)));
      } else if (time.matches()) {
        switch (time.group(1)) {
          case "years" -> spec.year(time.group(2));
          case "months" -> spec.month(time.group(2));
          case "days" -> spec.day(time.group(2));
          default -> spec.hour(time.group(2));
        }
      } else if (schema.findField(transform.strip()) != null) {
        spec.identity(transform.strip());
      } else {
        throw new IllegalArgumentException(
            "'"
                + transform
                + "' is no partition transform: use bucket(n, column), years, months,"
                + " days or hours(column), or a column");
      }
    }
    return spec.build();
  }
}
