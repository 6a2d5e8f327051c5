package org.infoplane.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Writes scalars as an event file of TensorBoard: records of protobuf events, an event for each
 * step. An event's wall time is its step in seconds, so that a file has the same bytes each time.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto">event.proto</a>
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>
 */
public final class EventFile {

  // Types of protobuf fields.
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private EventFile() {}

  /**
   * Writes an event file atomically.
   *
   * @param path replaced if it exists; TensorBoard reads files whose name contains {@code tfevents}
   * @param scalars by step and tag, such as {@code loss/test}; rounded to single precision
   * @return the path
   * @throws IllegalArgumentException if the path is a folder, or its folder is not writable
   * @throws java.io.UncheckedIOException if writing fails; an existing file is unchanged
   */
  public static Path write(Path path, SortedMap<Integer, Map<String, Double>> scalars) {
    requireNonNull(scalars, "scalars must not be null");
    Message file = new Message();
    file.record(new Message().bytes(3, "brain.Event:2".getBytes(UTF_8)));
    scalars.forEach((step, values) -> file.record(event(step, values)));
    return AtomicFile.write(path, file.bytes.toByteArray());
  }

  private static Message event(int step, Map<String, Double> values) {
    Message summary = new Message();
    values.forEach(
        (tag, value) -> {
          Message scalar = new Message().bytes(1, tag.getBytes(UTF_8)).key(2, FOUR_BYTES);
          scalar.put(Float.BYTES, to -> to.putFloat(value.floatValue()));
          summary.bytes(1, scalar.bytes.toByteArray());
        });
    return new Message()
        .wallTime(step)
        .key(2, VARINT)
        .varint(step)
        .bytes(5, summary.bytes.toByteArray());
  }

  /** Mutable: bytes so far. */
  private record Message(ByteArrayOutputStream bytes) {

    Message() {
      this(new ByteArrayOutputStream());
    }

    Message wallTime(double seconds) {
      return key(1, EIGHT_BYTES).put(Double.BYTES, to -> to.putDouble(seconds));
    }

    Message key(int field, int type) {
      return varint((field << 3) | type);
    }

    Message bytes(int field, byte[] content) {
      key(field, BYTES).varint(content.length).bytes.writeBytes(content);
      return this;
    }

    Message varint(long value) {
      long rest = value;
      for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
        bytes.write((int) ((rest & 0x7f) | 0x80));
      }
      bytes.write((int) rest);
      return this;
    }

    Message put(int size, Consumer<ByteBuffer> number) {
      ByteBuffer to = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      number.accept(to);
      bytes.writeBytes(to.array());
      return this;
    }

    /** Appends the length of a record and its content, each with a checksum. */
    void record(Message content) {
      byte[] all = content.bytes.toByteArray();
      byte[] length =
          new Message().put(Long.BYTES, to -> to.putLong(all.length)).bytes.toByteArray();
      for (byte[] part : new byte[][] {length, all}) {
        bytes.writeBytes(part);
        put(Integer.BYTES, to -> to.putInt(checksum(part)));
      }
    }

    /** CRC-32C, rotated and shifted so that checksums of checksums are safe. */
    private static int checksum(byte[] part) {
      CRC32C crc = new CRC32C();
      crc.update(part);
      return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }
  }
}
