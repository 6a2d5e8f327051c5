package org.infoplane.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes a file whole or not at all: to a temporary file of its own in the same folder, which is
 * brought to the disk and then takes the place of the file in one step. Whoever reads meanwhile
 * sees the old file or the new one; of several who write at once the last one wins. If writing
 * fails, the old file stays and the temporary one is removed.
 */
public final class AtomicFile {

  private static final int UNIQUE = 12; // hexadecimal digits
  private static final long UNKNOWN = -1;

  private AtomicFile() {}

  /** What is written. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes it all, and not through a channel: those close themselves when their thread is
     * interrupted, as a notebook cell may be.
     *
     * @param temporary a file that does not exist yet
     * @throws IOException if it cannot be written
     */
    void writeTo(Path temporary) throws IOException;
  }

  /**
   * Writes bytes.
   *
   * @param path a file, which is replaced if there is one
   * @param bytes all of it
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or in no folder that may be written
   * @throws UncheckedIOException if it cannot be written: says how many bytes it takes and how many
   *     there is room for; the file is as before
   */
  public static Path write(Path path, byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes must not be null");
    return write(
        path,
        bytes.length,
        temporary -> {
          try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
            file.write(bytes);
          }
        });
  }

  /**
   * Writes what is not at hand as bytes.
   *
   * @param path a file, which is replaced if there is one
   * @param content writes it
   * @return the path
   * @throws IllegalArgumentException if it is a folder, or in no folder that may be written
   * @throws UncheckedIOException if it cannot be written: says how many bytes were written and how
   *     many there is room for; the file is as before
   */
  public static Path write(Path path, Content content) {
    Objects.requireNonNull(content, "content must not be null");
    return write(path, UNKNOWN, content);
  }

  private static Path write(Path path, long bytes, Content content) {
    requirePlace(path);
    long written = 0;
    try {
      Path place = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      String unique = UUID.randomUUID().toString().substring(36 - UNIQUE);
      Path temporary = place.resolveSibling(place.getFileName() + "." + unique + ".tmp");
      try {
        content.writeTo(temporary);
        sync(temporary);
        replace(temporary, place);
      } finally {
        written = temporary.toFile().length();
        Files.deleteIfExists(temporary);
      }
      return path;
    } catch (IOException e) {
      throw bytes == UNKNOWN
          ? failure(path, "more than ", written, e)
          : failure(path, "", bytes, e);
    }
  }

  /** Else a power cut may leave the name of the new file with none of its bytes. */
  private static void sync(Path file) throws IOException {
    try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
      written.getFD().sync();
    }
  }

  /**
   * Puts a finished file into its place, in one step.
   *
   * @param finished a file in the same folder, which is there no more afterwards
   * @param path where it goes; replaced if there is one
   * @throws IOException if that fails; both are as before
   */
  public static void replace(Path finished, Path path) throws IOException {
    Objects.requireNonNull(finished, "finished must not be null");
    Objects.requireNonNull(path, "path must not be null");
    Files.move(finished, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Refuses a file that cannot be written, before anything is computed for it.
   *
   * @param path a file
   * @throws IllegalArgumentException if it is a folder, or in no folder that may be written
   */
  public static void requirePlace(Path path) {
    Objects.requireNonNull(path, "path must not be null");
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "Asked to write \"%s\", but that is a folder. Pass the name of a file in it."
              .formatted(path));
    }
    Path folder = folder(path);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "Asked to write \"%s\", but there is no folder \"%s\". Make it first: Files.createDirectories(folder)."
              .formatted(path, folder));
    }
    if (!Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          "Asked to write \"%s\", but its folder may not be written. Choose another, or change its permissions."
              .formatted(path));
    }
  }

  private static Path folder(Path path) {
    Path absolute = path.toAbsolutePath();
    return Objects.requireNonNullElse(absolute.getParent(), absolute);
  }

  /**
   * Says why a file that grows could not be written.
   *
   * @param path the file
   * @param bytes it has so far
   * @param cause what went wrong
   * @return to be thrown
   */
  public static UncheckedIOException failure(Path path, long bytes, IOException cause) {
    Objects.requireNonNull(path, "path must not be null");
    Objects.requireNonNull(cause, "cause must not be null");
    return failure(path, "more than ", bytes, cause);
  }

  private static UncheckedIOException failure(
      Path path, String than, long bytes, IOException cause) {
    return new UncheckedIOException(
        "Asked to write \"%s\", %s%s bytes, which failed: %s. There is room for %s bytes in its folder. Make room, or choose another place."
            .formatted(path, than, bytes, cause, folder(path).toFile().getUsableSpace()),
        cause);
  }
}
