package io.healthfinance.lakehouse.bronze;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.IOUtil;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.iceberg.shaded.org.apache.parquet.ParquetReadOptions;
import org.apache.iceberg.shaded.org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.iceberg.shaded.org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/**
 * The footer of a landing file, read once: it decides whether the file is registered and gives the
 * metrics it is registered with.
 *
 * @param checksum SHA-256 of the footer's bytes, the first 32 hexadecimal digits. The footer holds
 *     every column chunk's offset, size, counts and bounds: rewritten data changes it.
 */
record ParquetFooter(ParquetMetadata metadata, String checksum) {

  private static final int TAIL = 8;
  private static final int SMALLEST_FILE = 12;
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED_MAGIC = "PARE".getBytes(StandardCharsets.US_ASCII);

  /** Without a configuration of its own, every file would parse Hadoop's XML again. */
  private static final ParquetReadOptions OPTIONS =
      ParquetReadOptions.builder(new PlainParquetConfiguration()).build();

  MessageType schema() {
    return metadata.getFileMetaData().getSchema();
  }

  long rows() {
    return metadata.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
  }

  /**
   * Reads the footer.
   *
   * @param length bytes of the file as listed
   * @throws BadFileException when the file is empty, not Parquet, cut off, or cannot be opened
   */
  static ParquetFooter read(InputFile file, long length) throws BadFileException {
    if (length == 0) {
      throw bad(RejectReason.EMPTY_FILE, file, "has no bytes; write it again");
    }
    try (SeekableInputStream stream = file.newStream()) {
      if (length < SMALLEST_FILE) {
        throw bad(RejectReason.NOT_PARQUET, file, "is too short for a Parquet file");
      }
      byte[] head = read(stream, 0, MAGIC.length);
      byte[] tail = read(stream, length - TAIL, TAIL);
      requireMagic(file, head, Arrays.copyOfRange(tail, MAGIC.length, TAIL));
      long footerLength =
          Integer.toUnsignedLong(ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt());
      if (footerLength == 0 || footerLength > length - SMALLEST_FILE) {
        throw bad(RejectReason.BAD_FOOTER, file, "has a footer length that exceeds the file");
      }
      byte[] footer = read(stream, length - TAIL - footerLength, (int) footerLength);
      return parse(file, footer, length);
    } catch (NotFoundException | IOException | UncheckedIOException e) {
      throw new BadFileException(
          RejectReason.UNREADABLE,
          "File "
              + file.location()
              + " cannot be opened; check that it exists and that this user may read it",
          e);
    }
  }

  private static void requireMagic(InputFile file, byte[] head, byte[] tail)
      throws BadFileException {
    if (Arrays.equals(tail, ENCRYPTED_MAGIC)) {
      throw bad(RejectReason.ENCRYPTED, file, "has an encrypted footer; land it unencrypted");
    }
    if (!Arrays.equals(head, MAGIC)) {
      throw bad(RejectReason.NOT_PARQUET, file, "is not a Parquet file; land Parquet only");
    }
    if (!Arrays.equals(tail, MAGIC)) {
      throw bad(RejectReason.TRUNCATED, file, "ends before its Parquet footer; write it again");
    }
  }

  private static ParquetFooter parse(InputFile file, byte[] bytes, long length)
      throws BadFileException {
    ParquetMetadata metadata;
    try {
      metadata =
          new ParquetMetadataConverter(OPTIONS)
              .readParquetMetadata(
                  new ByteArrayInputStream(bytes), ParquetMetadataConverter.NO_FILTER);
    } catch (IOException | RuntimeException e) {
      throw new BadFileException(
          RejectReason.BAD_FOOTER,
          "File " + file.location() + " has a Parquet footer that cannot be parsed; write it again",
          e);
    }
    boolean beyondEnd =
        metadata.getBlocks().stream()
            .flatMap(block -> block.getColumns().stream())
            .anyMatch(
                chunk ->
                    chunk.getStartingPos() < 0
                        || chunk.getStartingPos() + chunk.getTotalSize() > length - bytes.length);
    if (beyondEnd) {
      throw bad(
          RejectReason.BAD_FOOTER, file, "has a footer that points beyond its end; write it again");
    }
    return new ParquetFooter(metadata, checksum(bytes));
  }

  private static byte[] read(SeekableInputStream stream, long position, int length)
      throws IOException {
    stream.seek(position);
    byte[] bytes = new byte[length];
    IOUtil.readFully(stream, bytes, 0, length);
    return bytes;
  }

  private static String checksum(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static BadFileException bad(RejectReason reason, InputFile file, String what) {
    return new BadFileException(reason, "File " + file.location() + " " + what);
  }
}
