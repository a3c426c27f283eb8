package io.healthfinance.lakehouse.datagen.landing;

import io.healthfinance.lakehouse.datagen.event.ByteSink;
import io.healthfinance.lakehouse.datagen.event.ChangeEvent;
import io.healthfinance.lakehouse.datagen.event.EventRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Events between the two passes: collected by (table, slot) in memory up to a budget, then appended
 * to one temporary file. Written by one thread, read by several.
 */
final class Spill implements Closeable {

  private static final int BUDGET_BYTES = 64 << 20;
  private static final int FIRST_CAPACITY = 512;
  private static final int CHUNK_BYTES = 1 << 20;

  /** A run of whole records in the file. */
  record Chunk(long position, int length) {}

  private final Path file;
  private final FileChannel channel;
  private final ByteSink[] buffers;
  private final List<List<Chunk>> chunks;
  private final int[] events;
  private long position;
  private int buffered;

  Spill(Path file, int cells) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    this.buffers = new ByteSink[cells];
    this.events = new int[cells];
    this.chunks = new ArrayList<>(cells);
    for (int cell = 0; cell < cells; cell++) {
      chunks.add(new ArrayList<>(0));
    }
  }

  void add(int cell, ChangeEvent event) throws IOException {
    ByteSink buffer = buffers[cell];
    if (buffer == null) {
      buffer = new ByteSink(FIRST_CAPACITY);
      buffers[cell] = buffer;
    }
    int before = buffer.size();
    EventRecord.write(event, buffer);
    events[cell]++;
    buffered += buffer.size() - before;
    if (buffer.size() >= CHUNK_BYTES) {
      flush(cell);
    }
    if (buffered >= BUDGET_BYTES) {
      flush();
    }
  }

  /** Events added to a cell so far. */
  int events(int cell) {
    return events[cell];
  }

  List<Chunk> chunks(int cell) {
    return chunks.get(cell);
  }

  /** Appends everything buffered to the file. */
  void flush() throws IOException {
    for (int cell = 0; cell < buffers.length; cell++) {
      flush(cell);
    }
  }

  private void flush(int cell) throws IOException {
    ByteSink buffer = buffers[cell];
    if (buffer == null || buffer.size() == 0) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(buffer.array(), 0, buffer.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    chunks.get(cell).add(new Chunk(position, buffer.size()));
    position += buffer.size();
    buffered -= buffer.size();
    buffers[cell] = null;
  }

  byte[] read(Chunk chunk) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(chunk.length());
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, chunk.position() + bytes.position()) < 0) {
        throw new IOException("Spill file " + file + " ends early");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
