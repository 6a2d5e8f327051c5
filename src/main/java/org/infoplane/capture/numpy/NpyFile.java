package org.infoplane.capture.numpy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * An array saved by numpy, whose header and length are checked when it is opened. Its elements are
 * memory-mapped in pieces, so that it may be larger than the heap.
 */
final class NpyFile {

  // A power of two, so that no element crosses pieces.
  private static final int PIECE_BITS = 30;

  private final Path path;
  private final String what;
  private @Nullable NpyHeader header;

  private NpyFile(Path path, String what) {
    this.path = path;
    this.what = what;
  }

  private static NpyFile open(Path path, String what) {
    NpyFile file = new NpyFile(path, what);
    if (!Files.isRegularFile(path)) {
      throw file.refused("there is no such file", "Write it with numpy.save(file, array)");
    }
    try (FileChannel channel = FileChannel.open(path)) {
      int length = NpyHeader.length(start(channel, NpyHeader.START), file);
      if (length > channel.size()) {
        throw NpyHeader.damaged(
            file, "it ends in the header, after %s bytes".formatted(channel.size()));
      }
      file.header = NpyHeader.of(start(channel, length), file);
      return file;
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private static ByteBuffer start(FileChannel channel, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {}
    return bytes.flip();
  }

  /**
   * Opens a matrix of f4 or f8.
   *
   * @param what it holds, for messages
   * @throws IllegalArgumentException if it is not one, or is empty
   */
  static NpyFile ofValues(Path path, String what) {
    NpyFile file = open(path, what);
    NpyHeader header = file.header();
    if (!header.type().matches("f4|f8")) {
      throw file.refused(
          "its type is " + header.type(), "Save array.astype(\"float32\") or float64");
    }
    if (header.shape().size() != 2) {
      throw file.refused(
          "its shape is " + header.shapeInWords(),
          "Save a matrix, samples x units: array.reshape(len(array), -1), or array.mean(axis=(2, 3)) of feature maps");
    }
    file.requireLength("f4".equals(header.type()) ? 4 : 8);
    return file;
  }

  /**
   * Opens a vector of u1, i4 or i8, one label per sample.
   *
   * @param what it holds, for messages
   * @throws IllegalArgumentException if it is not one, or is empty
   */
  static NpyFile ofLabels(Path path, String what) {
    NpyFile file = open(path, what);
    NpyHeader header = file.header();
    int size =
        switch (header.type()) {
          case "u1" -> 1;
          case "i4" -> 4;
          case "i8" -> 8;
          default ->
              throw file.refused(
                  "its type is " + header.type(), "Save class numbers: labels.astype(\"int32\")");
        };
    if (header.shape().size() != 1) {
      throw file.refused(
          "its shape is " + header.shapeInWords(),
          "Save one number per sample: labels.argmax(axis=1) of one-hot labels, labels.reshape(-1) of one column");
    }
    file.requireLength(size);
    return file;
  }

  private void requireLength(int size) {
    BigInteger count = BigInteger.ONE;
    for (long n : header().shape()) {
      if (n < 1 || n > Integer.MAX_VALUE - 8) {
        throw refused(
            "its shape is " + header().shapeInWords(),
            "Save at least one sample of one unit, and at most 2147483639 of each");
      }
      count = count.multiply(BigInteger.valueOf(n));
    }
    long has;
    try {
      has = Files.size(path) - header().length();
    } catch (IOException e) {
      throw unreadable(e);
    }
    BigInteger wanted = count.multiply(BigInteger.valueOf(size));
    int compared = BigInteger.valueOf(has).compareTo(wanted);
    if (compared != 0) {
      throw refused(
          "its shape is %s, which takes %s bytes, and %s are there"
              .formatted(header().shapeInWords(), wanted, has),
          compared < 0
              ? "It is truncated: write it again with numpy.save(file, array)"
              : "Write one array per file, with numpy.save(file, array)");
    }
  }

  private NpyHeader header() {
    return Objects.requireNonNull(header);
  }

  int samples() {
    return (int) (long) header().shape().get(0);
  }

  int units() {
    return (int) (long) header().shape().get(1);
  }

  private ByteBuffer[] map() {
    try (FileChannel channel = FileChannel.open(path)) {
      long from = header().length();
      long bytes = channel.size() - from;
      ByteBuffer[] pieces = new ByteBuffer[(int) ((bytes - 1) >>> PIECE_BITS) + 1];
      for (int i = 0; i < pieces.length; i++) {
        long at = (long) i << PIECE_BITS;
        pieces[i] =
            channel.map(MapMode.READ_ONLY, from + at, Math.min(bytes - at, 1 << PIECE_BITS));
        pieces[i].order(header().order());
      }
      return pieces;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  Values values() {
    boolean single = "f4".equals(header().type());
    boolean byColumn = header().isColumnMajor();
    return new MappedValues(
        map(),
        PIECE_BITS,
        0,
        samples(),
        units(),
        single,
        byColumn ? 1 : units(),
        byColumn ? samples() : 1);
  }

  /** Reads the labels, {@code int[samples]}; refuses one that is not an {@code int}. */
  int[] labels() {
    ByteBuffer[] pieces = map();
    int[] labels = new int[samples()];
    for (int i = 0; i < labels.length; i++) {
      long label =
          switch (header().type()) {
            case "u1" -> piece(pieces, i).get(within(i)) & 0xff;
            case "i4" -> piece(pieces, 4L * i).getInt(within(4L * i));
            default -> piece(pieces, 8L * i).getLong(within(8L * i));
          };
      labels[i] = (int) label;
      if (labels[i] != label) {
        throw refused("label %s is %s".formatted(i, label), "Save class numbers, from 0");
      }
    }
    return labels;
  }

  private static ByteBuffer piece(ByteBuffer[] pieces, long at) {
    return pieces[(int) (at >>> PIECE_BITS)];
  }

  private static int within(long at) {
    return (int) at & ((1 << PIECE_BITS) - 1);
  }

  IllegalArgumentException refused(String found, String toDo) {
    return new IllegalArgumentException(
        "Cannot read %s from \"%s\": %s. %s.".formatted(what, path, found, toDo));
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException(
        "Cannot read %s from \"%s\": %s. Check its permissions.".formatted(what, path, e), e);
  }
}
