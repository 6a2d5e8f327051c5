package org.infoplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.WireFormat;
import org.tensorflow.framework.Summary;

/** Reads event files of TensorBoard: the framing by hand, messages by TensorFlow's own classes. */
public final class EventRecords {

  /**
   * An event.
   *
   * @param wallTime seconds
   * @param version of the file; empty after the first
   * @param scalars by tag
   */
  public record Event(double wallTime, long step, String version, Map<String, Float> scalars) {}

  private EventRecords() {}

  /** {@return all events; fails if a checksum is wrong} */
  public static List<Event> read(Path file) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (from.hasRemaining()) {
      byte[] content = new byte[Math.toIntExact(from.getLong(from.position()))];
      for (byte[] part : new byte[][] {new byte[Long.BYTES], content}) {
        from.get(part);
        int crc = crc(part);
        assertThat(from.getInt()).isEqualTo(((crc >>> 15) | (crc << 17)) + 0xa282ead8);
      }
      events.add(event(CodedInputStream.newInstance(content)));
    }
    return events;
  }

  /** CRC-32C bit by bit, of the reflected polynomial of Castagnoli. */
  static int crc(byte[] bytes) {
    int crc = ~0;
    for (byte each : bytes) {
      crc ^= each & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
      }
    }
    return ~crc;
  }

  private static Event event(CodedInputStream from) throws IOException {
    double wallTime = 0;
    long step = 0;
    String version = "";
    Map<String, Float> scalars = new LinkedHashMap<>();
    for (int tag = from.readTag(); tag != 0; tag = from.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> wallTime = from.readDouble();
        case 2 -> step = from.readInt64();
        case 3 -> version = from.readString();
        case 5 ->
            Summary.parseFrom(from.readByteArray())
                .getValueList()
                .forEach(value -> scalars.put(value.getTag(), value.getSimpleValue()));
        default -> throw new IOException("field " + WireFormat.getTagFieldNumber(tag));
      }
    }
    return new Event(wallTime, step, version, scalars);
  }
}
