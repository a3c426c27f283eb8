package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Schema;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.iceberg.shaded.org.apache.parquet.schema.GroupType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.ListType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;

/**
 * Decides from the raw Parquet schema whether Iceberg would read a file right. Nothing fails when a
 * wrong file is registered; it would lose or change rows at query time.
 */
final class FooterGate {

  private static final Set<CompressionCodecName> CODECS =
      Set.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.GZIP,
          CompressionCodecName.ZSTD,
          CompressionCodecName.LZ4_RAW);

  private final TableContract contract;
  private final Schema schema;

  FooterGate(TableContract contract, Schema schema) {
    this.contract = contract;
    this.schema = schema;
  }

  /** Judges a file by its footer. Never looks at a row. */
  GateVerdict judge(ParquetFooter footer, String location) {
    Comparison comparison = new Comparison();
    MessageType file = footer.schema();
    try {
      requireEnvelope(file);
      requireCodec(footer);
      comparison.struct(file, schema.asStruct(), List.of());
    } catch (BadFileException e) {
      return new GateVerdict.Reject(
          e.reason(), "File " + location + " is not " + contract.table() + ": " + e.getMessage());
    }
    if (!comparison.newFields.isEmpty()) {
      return new GateVerdict.Evolve(comparison.newFields);
    }
    if (ParquetSchemaUtil.hasIds(file) && !comparison.idsAreOurs) {
      comparison.reasons.add("FOREIGN_FIELD_IDS");
    }
    return comparison.reasons.isEmpty()
        ? new GateVerdict.Accept()
        : new GateVerdict.Normalise(List.copyOf(comparison.reasons));
  }

  private void requireEnvelope(MessageType file) throws BadFileException {
    for (String[] path :
        List.of(
            new String[] {"op"},
            new String[] {"source", "db"},
            new String[] {"source", "schema"},
            new String[] {"source", "table"},
            new String[] {"source", "lsn"})) {
      if (!hasPath(file, path)) {
        throw new BadFileException(
            RejectReason.NOT_AN_ENVELOPE,
            "it has no column "
                + String.join(".", path)
                + "; land the full Debezium envelope, without the unwrap transform");
      }
    }
    for (String key : contract.key()) {
      if (!hasPath(file, "before", key) && !hasPath(file, "after", key)) {
        throw new BadFileException(
            RejectReason.KEY_COLUMN_MISSING,
            "neither before nor after holds key column " + key + "; check the connector's columns");
      }
    }
  }

  private static boolean hasPath(GroupType group, String... path) {
    GroupType current = group;
    for (int i = 0; i < path.length; i++) {
      if (!current.containsField(path[i])) {
        return false;
      }
      if (i < path.length - 1) {
        if (current.getType(path[i]).isPrimitive()) {
          return false;
        }
        current = current.getType(path[i]).asGroupType();
      }
    }
    return true;
  }

  private static void requireCodec(ParquetFooter footer) throws BadFileException {
    Optional<CompressionCodecName> unknown =
        footer.metadata().getBlocks().stream()
            .flatMap(block -> block.getColumns().stream())
            .map(chunk -> chunk.getCodec())
            .filter(codec -> !CODECS.contains(codec))
            .findFirst();
    if (unknown.isPresent()) {
      throw new BadFileException(
          RejectReason.UNSUPPORTED_CODEC,
          "it is compressed with " + unknown.get() + "; use SNAPPY, GZIP or ZSTD");
    }
  }

  /** One walk over a file's schema beside the table's. */
  private final class Comparison {

    private final Set<String> reasons = new TreeSet<>();
    private final List<NewField> newFields = new ArrayList<>();
    private boolean idsAreOurs = true;

    void struct(GroupType file, StructType table, List<String> path) throws BadFileException {
      for (var field : file.getFields()) {
        NestedField known = table.field(field.getName());
        if (known == null) {
          Type type =
              ParquetTypes.toIceberg(field)
                  .orElseThrow(() -> wrong(field, "a type that bronze can hold", path));
          newFields.add(new NewField(path, field.getName(), type));
        } else {
          compareId(field, known.fieldId());
          value(field, known.type(), with(path, field.getName()));
        }
      }
    }

    private void value(
        org.apache.iceberg.shaded.org.apache.parquet.schema.Type file,
        Type table,
        List<String> path)
        throws BadFileException {
      if (table.isStructType()) {
        if (!ParquetTypes.isStruct(file)) {
          throw wrong(file, "a struct", parent(path));
        }
        struct(file.asGroupType(), table.asStructType(), path);
      } else if (table.isListType()) {
        ListType list = table.asListType();
        var element =
            ParquetTypes.element(file).orElseThrow(() -> wrong(file, "a list", parent(path)));
        compareId(element, list.elementId());
        value(element, list.elementType(), with(path, "element"));
      } else {
        if (!ParquetTypes.isScalar(file)) {
          throw wrong(file, table.toString(), parent(path));
        }
        LeafGate.judge(file.asPrimitiveType(), table, WireUnit.of(contract, path))
            .orElseThrow(() -> wrong(file, table.toString(), parent(path)))
            .reason()
            .ifPresent(reasons::add);
      }
    }

    private void compareId(
        org.apache.iceberg.shaded.org.apache.parquet.schema.Type file, int expected) {
      idsAreOurs &= file.getId() != null && file.getId().intValue() == expected;
    }
  }

  private static BadFileException wrong(
      org.apache.iceberg.shaded.org.apache.parquet.schema.Type file,
      String wanted,
      List<String> parent) {
    return new BadFileException(
        RejectReason.WRONG_TYPE,
        "column "
            + String.join(".", with(parent, file.getName()))
            + " is "
            + ParquetTypes.describe(file)
            + ", which cannot be read as "
            + wanted
            + "; correct the source, or change the contract if it is the one that is wrong");
  }

  private static List<String> with(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(Objects.requireNonNull(name));
    return List.copyOf(longer);
  }

  private static List<String> parent(List<String> path) {
    return path.subList(0, path.size() - 1);
  }
}
