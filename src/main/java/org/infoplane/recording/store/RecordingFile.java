package org.infoplane.recording.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.Recording;

/**
 * Recordings on disk, one file each. The package documentation has the format.
 *
 * <pre>{@code
 * RecordingFile.save(run, Path.of("run.infoplane"));
 * var run = RecordingFile.load(Path.of("run.infoplane"));
 * }</pre>
 */
public final class RecordingFile {

  /** Suffix of a file that is not finished. */
  static final String PART = ".part";

  private RecordingFile() {}

  /** The file of a recording that is not finished. */
  static Path part(Path path) {
    return path.resolveSibling(path.getFileName() + PART);
  }

  /**
   * Writes a recording to a file, atomically.
   *
   * @param recording any
   * @param path a file, replaced if it exists
   * @return the recording
   * @throws IllegalArgumentException if the path is a folder, or its folder is not writable
   * @throws java.io.UncheckedIOException if writing fails; an existing file is unchanged
   */
  public static Recording save(Recording recording, Path path) {
    requireNonNull(recording, "recording must not be null");
    requireNonNull(path, "path must not be null");
    AtomicFile.write(
        path,
        temporary -> {
          try (RecordingWriter writer =
              RecordingWriter.create(
                  temporary, recording.layers(), recording.recipe(), new ValueBlocks())) {
            writer.all(RecordingParts.of(recording));
            writer.done();
          }
        });
    return recording;
  }

  static void delete(Path file) {
    if (!file.toFile().delete()) {
      file.toFile().deleteOnExit(); // as long as it is open, on Windows
    }
  }

  /**
   * Opens a recording. The data stay on disk and the file stays open; layers are read and verified
   * on access, which throws an {@link IllegalStateException} if the file was overwritten. A
   * recording that was cut off, for instance by a killed kernel, has its finished epochs, and its
   * recipe says {@code stopped}.
   *
   * @param path a file written by {@link #save} or {@code savingTo(path)}, or the {@code .part} of
   *     an unfinished one
   * @return the recording
   * @throws IllegalArgumentException if there is no such file, it is not a recording, is damaged or
   *     truncated, or has no finished epoch
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static Recording load(Path path) {
    requireNonNull(path, "path must not be null");
    RecordingReader reader = read(path);
    if (!reader.isDone() && !path.toString().endsWith(PART)) {
      throw new IllegalArgumentException(
          "\"%s\" is truncated after epoch %s. Use an intact copy of the file, or record again. Only a file whose name ends in %s may hold an unfinished recording."
              .formatted(path, reader.epoch(), PART));
    }
    return reader.recording();
  }

  /** Reads a file with at least one finished epoch. */
  static RecordingReader read(Path path) {
    if (!Files.isRegularFile(path)) {
      Path part = part(path);
      throw new IllegalArgumentException(
          "No recording \"%s\". %s"
              .formatted(
                  path,
                  Files.isRegularFile(part)
                      ? "\"%s\" holds an unfinished run: load that, or resume it by running the cell that was saving to it."
                          .formatted(part)
                      : "Pass a file written by RecordingFile.save(run, path) or savingTo(path)."));
    }
    try {
      RecordingReader reader = new RecordingReader(BlockFile.read(path));
      if (reader.last() == null) {
        throw new IllegalArgumentException(
            "\"%s\" holds no finished epoch. Record again.".formatted(path));
      }
      return reader;
    } catch (IOException e) {
      throw cannotRead(path, e);
    }
  }

  static UncheckedIOException cannotRead(Path path, IOException e) {
    return new UncheckedIOException(
        "Cannot read the recording \"%s\": %s. Check that the file is readable.".formatted(path, e),
        e);
  }

  /** For a growing file. */
  static UncheckedIOException cannotWrite(Path file, IOException e) {
    return AtomicFile.failure(file, file.toFile().length(), e);
  }
}
