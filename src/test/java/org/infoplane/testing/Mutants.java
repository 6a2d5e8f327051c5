package org.infoplane.testing;

import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Fuzzing: damaged copies of a file, each of which a reader must accept or refuse by a message that
 * names a file. All readers with more mutants:
 *
 * <pre>mvn test -Dtest='*FuzzTest' -Dinfoplane.mutants=100000</pre>
 */
public final class Mutants {

  private static final int COUNT = Integer.getInteger("infoplane.mutants", 2000);
  private static final List<String> NUMBERS =
      List.of("-1", "0", "1", "2147483647", "2147483648", "99999999999999999999", "1e999", "NaN");
  private static final int[] INTERESTING = {0, 1, 0x7f, 0x80, 0xff};

  private final Path file;
  private final byte[] valid;
  private final UnaryOperator<byte[]> packing;

  private Mutants(Path file, byte[] valid, UnaryOperator<byte[]> packing) {
    this.file = file;
    this.valid = valid;
    this.packing = packing;
  }

  /** Of a valid file, which is restored afterwards. */
  public static Mutants of(Path file) throws IOException {
    return new Mutants(file, Files.readAllBytes(file), UnaryOperator.identity());
  }

  /** Of content that is packed, such as by gzip, after it was damaged. */
  public static Mutants of(Path file, byte[] content, UnaryOperator<byte[]> packing) {
    return new Mutants(file, content, packing);
  }

  /** Fails at the first mutant whose reading ends otherwise, with its number. */
  public void areReadOrRefusedBy(Consumer<Path> reader) throws IOException {
    write(valid);
    reader.accept(file);
    int refused = 0;
    for (int i = 0; i < COUNT; i++) {
      write(mutant(new SplittableRandom(i)));
      try {
        reader.accept(file);
      } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
        refused++;
        if (!String.valueOf(e.getMessage()).contains(String.valueOf(file.getParent()))) {
          fail("Mutant %s: the message names no file".formatted(i), e);
        }
      } catch (Throwable e) {
        fail("Mutant %s of %s".formatted(i, file.getFileName()), e);
      }
    }
    if (refused == 0) {
      fail("None of %s mutants was refused.".formatted(COUNT));
    }
    write(valid);
  }

  private void write(byte[] bytes) throws IOException {
    Files.write(file, packing.apply(bytes));
  }

  private byte[] mutant(SplittableRandom random) {
    byte[] bytes = valid.clone();
    for (int edits = random.nextInt(1, 4); edits > 0 && bytes.length > 0; edits--) {
      bytes = edited(bytes, random);
    }
    return bytes;
  }

  private static byte[] edited(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(1 << random.nextInt(1, 8)));
    return switch (random.nextInt(7)) {
      case 0 -> with(bytes, at, bytes[at] ^ 1 << random.nextInt(8), 1);
      case 1 -> with(bytes, at, random.nextInt(), 1);
      case 2 -> // such as a size in a header
          with(bytes, at, INTERESTING[random.nextInt(INTERESTING.length)], 1 << random.nextInt(4));
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> replaced(bytes, at, end, new byte[0]);
      case 5 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      default -> withNumber(bytes, at, NUMBERS.get(random.nextInt(NUMBERS.size())));
    };
  }

  private static byte[] with(byte[] bytes, int at, int value, int width) {
    Arrays.fill(bytes, at, Math.min(bytes.length, at + width), (byte) value);
    return bytes;
  }

  /** Replaces the next number that is written in digits. */
  private static byte[] withNumber(byte[] bytes, int at, String number) {
    int start = at;
    while (start < bytes.length && !isDigit(bytes[start])) {
      start++;
    }
    int end = start;
    while (end < bytes.length && isDigit(bytes[end])) {
      end++;
    }
    return replaced(bytes, start, end, number.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, from);
    all.writeBytes(by);
    all.write(bytes, to, bytes.length - to);
    return all.toByteArray();
  }
}
