package org.infoplane.capture.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The header of a .npy file, format 1.0, 2.0 or 3.0: a Python dictionary.
 *
 * @param type numpy's type code without byte order, such as f4
 * @param order of the bytes
 * @param isColumnMajor Fortran order: the first index varies fastest
 * @param shape as in numpy
 * @param length in bytes
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format</a>
 */
record NpyHeader(
    String type, ByteOrder order, boolean isColumnMajor, List<Long> shape, int length) {

  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(ISO_8859_1);

  /** Bytes up to the end of the length field. */
  static final int START = 12;

  private static final int LONGEST = 1 << 20;
  private static final int ALIGNED = 64;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*('([<>|=])(\\w+)'|\\[)");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)\\b");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(((\\s*\\d+\\s*,)*\\s*(\\d+\\s*)?)\\)");

  /** The length of the header, from the first {@link #START} bytes or fewer. */
  static int length(ByteBuffer start, NpyFile file) {
    byte[] magic = new byte[Math.min(MAGIC.length, start.remaining())];
    start.get(0, magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw file.refused(
          "it is not a .npy file",
          "Write it with numpy.save(file, array), not as .npz, .pt or .csv");
    }
    if (start.remaining() < START) {
      throw damaged(file, "it ends in the header, after %s bytes".formatted(start.remaining()));
    }
    int version = start.get(6);
    if (version < 1 || version > 3) {
      throw file.refused(
          "its format is %s.%s".formatted(version & 0xff, start.get(7) & 0xff),
          "Write it with numpy.save(file, array), which makes 1.0, 2.0 or 3.0");
    }
    start.order(ByteOrder.LITTLE_ENDIAN);
    long length = version == 1 ? 10L + (start.getShort(8) & 0xffff) : 12L + start.getInt(8);
    if (length < START || length > LONGEST) {
      throw damaged(file, "its header claims to have %s bytes".formatted(length));
    }
    return (int) length;
  }

  static NpyHeader of(ByteBuffer header, NpyFile file) {
    int version = header.get(6);
    byte[] text = new byte[header.limit() - (version == 1 ? 10 : START)];
    header.get(header.limit() - text.length, text);
    String dictionary = new String(text, version == 3 ? UTF_8 : ISO_8859_1).strip();
    Matcher type = TYPE.matcher(dictionary);
    Matcher order = ORDER.matcher(dictionary);
    Matcher shape = SHAPE.matcher(dictionary);
    boolean whole = dictionary.startsWith("{") && dictionary.endsWith("}");
    if (!whole || !type.find() || !order.find() || !shape.find()) {
      throw damaged(file, "its header is \"%s\"".formatted(dictionary));
    }
    @Nullable String name = type.group(3);
    return new NpyHeader(
        name == null ? "structured" : name,
        ">".equals(type.group(2)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        "True".equals(order.group(1)),
        numbers(Objects.requireNonNull(shape.group(1)), file),
        header.limit());
  }

  private static List<Long> numbers(String shape, NpyFile file) {
    List<Long> numbers = new ArrayList<>();
    for (String number : shape.split(",", -1)) {
      if (!number.isBlank()) {
        if (number.strip().length() > 18) {
          throw damaged(file, "its header claims a shape of (%s)".formatted(shape));
        }
        numbers.add(Long.parseLong(number.strip()));
      }
    }
    return numbers;
  }

  static IllegalArgumentException damaged(NpyFile file, String what) {
    return file.refused("it is damaged: " + what, "Write it again with numpy.save(file, array)");
  }

  /** A header of format 1.0. */
  static byte[] bytes(String type, long... shape) {
    String numbers = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(type, shape.length == 1 ? numbers : numbers.replaceFirst(",$", ""));
    int length = (10 + text.length() + 1 + ALIGNED - 1) / ALIGNED * ALIGNED;
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    bytes[length - 1] = '\n';
    ByteBuffer to = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    to.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - 10));
    to.put(text.getBytes(ISO_8859_1));
    return bytes;
  }

  /** As a Python tuple. */
  String shapeInWords() {
    String numbers = shape.stream().map(Object::toString).collect(Collectors.joining(", "));
    return shape.size() == 1 ? "(" + numbers + ",)" : "(" + numbers + ")";
  }
}
