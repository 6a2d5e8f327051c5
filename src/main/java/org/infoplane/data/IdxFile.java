package org.infoplane.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of unsigned bytes in the IDX format of MNIST: big-endian magic number, sizes, data; plain
 * or gzipped.
 */
final class IdxFile {

  private final byte[] data;
  private final int items;

  private IdxFile(byte[] data, int items) {
    this.data = data;
    this.items = items;
  }

  /**
   * Reads and checks a whole file.
   *
   * @param file gzipped if its name ends in {@code .gz}
   * @param sizes that it must have: items, then dimensions of an item
   * @param sha256 of the unpacked file, lower-case hex; empty for any
   */
  static IdxFile read(Path file, int[] sizes, String sha256) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "There is no file %s. Run `bash environment/reproduce.sh`, which fetches it, or pass its folder to from(folder, ...)."
              .formatted(file));
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      DataInputStream in = new DataInputStream(new DigestInputStream(plain, digest));
      int magic = in.readInt();
      int wanted = 0x800 + sizes.length;
      if (magic != wanted) {
        throw broken(
            file, String.format(Locale.ROOT, "starts with 0x%08x, not 0x%08x", magic, wanted));
      }
      int length = 1;
      for (int size : sizes) {
        int there = in.readInt();
        if (there != size) {
          throw broken(file, "has a dimension of %s instead of %s".formatted(there, size));
        }
        length = Math.multiplyExact(length, size);
      }
      byte[] data = new byte[length];
      in.readFully(data);
      if (in.read() >= 0) {
        throw broken(file, "continues after its %s bytes of data".formatted(length));
      }
      String got = HexFormat.of().formatHex(digest.digest());
      if (!sha256.isEmpty() && !sha256.equals(got)) {
        throw broken(file, "was altered: SHA-256 is %s, not %s".formatted(got, sha256));
      }
      return new IdxFile(data, sizes[0]);
    } catch (EOFException e) {
      throw broken(file, "is truncated");
    } catch (ZipException e) {
      throw broken(file, "is not a valid gzip file (" + e.getMessage() + ")");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256. Use a full JDK.", e);
    }
  }

  private static IllegalArgumentException broken(Path file, String how) {
    return new IllegalArgumentException(
        "Cannot use %s: it %s. Delete it and run `bash environment/reproduce.sh` to fetch it again."
            .formatted(file, how));
  }

  int itemLength() {
    return data.length / items;
  }

  int get(int item, int position) {
    return data[item * itemLength() + position] & 0xff;
  }
}
