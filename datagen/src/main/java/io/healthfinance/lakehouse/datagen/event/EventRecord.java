package io.healthfinance.lakehouse.datagen.event;

/** The binary form of an event between the two passes of the generator. */
public final class EventRecord {

  /** Offsets in a record, after its own length in the first four bytes. */
  public static final int LANDED = 4;

  public static final int LSN = 12;
  public static final int COMMITTED = 20;
  public static final int OP = 28;
  public static final int BEFORE = 29;

  private EventRecord() {}

  /** Appends an event. */
  public static void write(ChangeEvent event, ByteSink sink) {
    int before = event.before() == null ? 0 : event.before().length;
    int after = event.after() == null ? 0 : event.after().length;
    sink.putInt(BEFORE + 4 + before + 4 + after);
    sink.putLong(event.landedMs());
    sink.putLong(event.lsn());
    sink.putLong(event.committedMs());
    sink.putByte(event.op());
    putRow(event.before(), sink);
    putRow(event.after(), sink);
  }

  private static void putRow(byte[] row, ByteSink sink) {
    if (row == null) {
      sink.putInt(0);
    } else {
      sink.putBytes(row);
    }
  }

  public static int intAt(byte[] bytes, int at) {
    return (int) ByteSink.INTS.get(bytes, at);
  }

  public static long longAt(byte[] bytes, int at) {
    return (long) ByteSink.LONGS.get(bytes, at);
  }
}
