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
 * An array that numpy saved. Its header and length are checked at once; the numbers stay in the
 * file, mapped into memory piece by piece, so that it may be larger than the heap.
 */
final class NpyFile {

  // A power of two, so that no number lies on two pieces.
  private static final int PIECE_BITS = 30;

  private final Path path;
  private final String what;
  private @Nullable NpyHeader header;

  private NpyFile(Path path, String what) {
    this.path = path;
    this.what = what;
  }

  /**
   * Looks at a file.
   *
   * @param what it holds, as errors name it
   * @throws IllegalArgumentException if there is none, it is no .npy file, or its length is wrong
   */
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
   * A matrix of f4 or f8.
   *
   * @param path a file
   * @param what it holds, as errors name it
   * @throws IllegalArgumentException if it is none, or has no value
   */
  static NpyFile ofValues(Path path, String what) {
    NpyFile file = open(path, what);
    NpyHeader header = file.header();
    switch (header.type()) {
      case "f4", "f8" -> {}
      default ->
          throw file.refused(
              "its numbers are of type %s".formatted(header.type()),
              "Save array.astype(\"float32\") or float64");
    }
    if (header.shape().size() != 2) {
      throw file.refused(
          "its shape is %s".formatted(header.shapeInWords()),
          "Save a matrix, samples x units: array.reshape(len(array), -1), or of feature maps array.mean(axis=(2, 3))");
    }
    file.requireLength("f4".equals(header.type()) ? 4 : 8);
    return file;
  }

  /**
   * Whole numbers, one a sample: u1, i4 or i8.
   *
   * @param path a file
   * @param what it holds, as errors name it
   * @throws IllegalArgumentException if it is none, or has no label
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
                  "its numbers are of type %s".formatted(header.type()),
                  "Save labels.astype(\"int32\"), the number of the class");
        };
    if (header.shape().size() != 1) {
      throw file.refused(
          "its shape is %s".formatted(header.shapeInWords()),
          "Save one number a sample: labels.argmax(axis=1) of one column a class, labels.reshape(-1) of a single one");
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
              ? "It was cut off: write it again with numpy.save(file, array)"
              : "Write one array a file, with numpy.save(file, array)");
    }
  }

  private NpyHeader header() {
    return Objects.requireNonNull(header);
  }

  /** Length of the first axis. */
  int samples() {
    return (int) (long) header().shape().get(0);
  }

  /** Length of the second axis. */
  int units() {
    return (int) (long) header().shape().get(1);
  }

  /** Where the numbers are, piece by piece. */
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

  /** {@return the numbers, {@code samples x units}, read whenever they are asked for} */
  Values values() {
    return new MappedValues(
        map(),
        PIECE_BITS,
        samples(),
        units(),
        "f4".equals(header().type()),
        header().isColumnMajor());
  }

  /**
   * Reads the labels.
   *
   * @return {@code int[samples]}
   * @throws IllegalArgumentException if one does not fit
   */
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
        throw refused(
            "label %s is %s".formatted(i, label), "Save the number of the class, from 0 on");
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

  /** What was asked, what there is, what to do. */
  IllegalArgumentException refused(String found, String toDo) {
    return new IllegalArgumentException(
        "Asked to read %s from \"%s\", but %s. %s.".formatted(what, path, found, toDo));
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException(
        "Asked to read %s from \"%s\", which failed: %s. Check that it may be read."
            .formatted(what, path, e),
        e);
  }
}
