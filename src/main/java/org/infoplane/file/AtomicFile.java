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
 * Writes a file whole or not at all: a temporary file in the same folder is written, synced to disk
 * and then moved into place atomically. Concurrent readers see the old file or the new one; of
 * several concurrent writers the last one wins. If writing fails, the old file stays and the
 * temporary one is removed.
 */
public final class AtomicFile {

  private static final long UNKNOWN = -1;

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes the whole content. Not through a channel, which closes itself when its thread is
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
   * @param path a file, replaced if it exists
   * @param bytes its content
   * @return the path
   * @throws IllegalArgumentException if the path is a folder, or its folder is not writable
   * @throws UncheckedIOException if writing fails, with the bytes needed and the bytes free; an
   *     existing file is unchanged
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
   * Writes content that is produced on the fly.
   *
   * @param path a file, replaced if it exists
   * @param content writes it
   * @return the path
   * @throws IllegalArgumentException if the path is a folder, or its folder is not writable
   * @throws UncheckedIOException if writing fails, with the bytes written and the bytes free; an
   *     existing file is unchanged
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
      String unique = UUID.randomUUID().toString().substring(24);
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

  /** Without it a power cut may leave the new file's name with none of its bytes. */
  private static void sync(Path file) throws IOException {
    try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
      written.getFD().sync();
    }
  }

  /**
   * Moves a finished file into place, atomically.
   *
   * @param finished a file in the same folder
   * @param path its new name; replaced if it exists
   * @throws IOException if that fails; both files are unchanged
   */
  public static void replace(Path finished, Path path) throws IOException {
    Objects.requireNonNull(finished, "finished must not be null");
    Objects.requireNonNull(path, "path must not be null");
    Files.move(finished, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Checks that a file can be written, before anything is computed for it.
   *
   * @param path a file
   * @throws IllegalArgumentException if it is a folder, or its folder is missing or not writable
   */
  public static void requirePlace(Path path) {
    Objects.requireNonNull(path, "path must not be null");
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "\"%s\" is a folder. Pass the name of a file in it.".formatted(path));
    }
    Path folder = folder(path);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "Cannot write \"%s\": no folder \"%s\". Create it first: Files.createDirectories(folder)."
              .formatted(path, folder));
    }
    if (!Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          "Cannot write \"%s\": its folder is not writable. Choose another folder, or change its permissions."
              .formatted(path));
    }
  }

  private static Path folder(Path path) {
    Path absolute = path.toAbsolutePath();
    return Objects.requireNonNullElse(absolute.getParent(), absolute);
  }

  /**
   * {@return the exception to throw when a growing file could not be written}
   *
   * @param path the file
   * @param bytes its size so far
   * @param cause what went wrong
   */
  public static UncheckedIOException failure(Path path, long bytes, IOException cause) {
    Objects.requireNonNull(path, "path must not be null");
    Objects.requireNonNull(cause, "cause must not be null");
    return failure(path, "more than ", bytes, cause);
  }

  private static UncheckedIOException failure(
      Path path, String than, long bytes, IOException cause) {
    return new UncheckedIOException(
        "Cannot write \"%s\" (%s%s bytes): %s. Its folder has %s bytes free. Make room, or choose another folder."
            .formatted(path, than, bytes, cause, folder(path).toFile().getUsableSpace()),
        cause);
  }
}
