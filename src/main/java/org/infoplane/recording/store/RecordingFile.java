package org.infoplane.recording.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Partition;

/**
 * Recordings on disk: one file each, whole or not at all. {@link RecordingBuilder} has the format.
 *
 * <pre>{@code
 * RecordingFile.save(run, Path.of("run.infoplane"));
 * var run = RecordingFile.load(Path.of("run.infoplane"));
 * }</pre>
 */
public final class RecordingFile {

  /** Behind the name of a file that is not finished. */
  static final String PART = ".part";

  private RecordingFile() {}

  /** Where a recording is while it is not finished. */
  static Path part(Path path) {
    return path.resolveSibling(path.getFileName() + PART);
  }

  /**
   * Writes a recording to a file: whole or not at all, since it is written beside and then takes
   * the file's place.
   *
   * @param recording any
   * @param path a file, which is replaced if there is one
   * @return the recording
   * @throws IllegalArgumentException if it is a folder, or in no folder that may be written
   * @throws java.io.UncheckedIOException if it cannot be written; a file of that name is as before
   */
  public static Recording save(Recording recording, Path path) {
    requireNonNull(recording, "recording must not be null");
    requireNonNull(path, "path must not be null");
    Map<TimeAxis, Partition> inputs = new EnumMap<>(TimeAxis.class);
    Map<TimeAxis, List<Snapshot>> snapshots = new EnumMap<>(TimeAxis.class);
    for (Track track : recording.tracks()) {
      track.inputs().ifPresent(groups -> inputs.put(track.axis(), groups));
      snapshots.put(track.axis(), track.snapshots());
    }
    AtomicFile.write(
        path,
        temporary -> {
          try (RecordingWriter writer =
              RecordingWriter.create(temporary, recording.layers(), recording.recipe())) {
            if (recording.hasNetwork()) {
              writer.network(recording.network());
            }
            writer.all(inputs, snapshots, recording.metrics());
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
   * Reads a recording. It stays on disk, and the file stays open; layers are read, and checked,
   * when they are asked for: if the file was written over meanwhile, that is an {@link
   * IllegalStateException}, never another number. Of a recording that was cut off, by a killed
   * kernel perhaps, the epochs that were finished are there, and the recipe says {@code stopped}.
   *
   * @param path a file that {@link #save} or {@code savingTo(path)} wrote, or the {@code .part} of
   *     one that is not finished
   * @return the recording
   * @throws IllegalArgumentException if there is no such file, it is no recording, a byte of it is
   *     damaged, a part or its end is missing, or no epoch was finished
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static Recording load(Path path) {
    requireNonNull(path, "path must not be null");
    RecordingReader reader = read(path);
    if (!reader.isDone() && !path.toString().endsWith(PART)) {
      throw new IllegalArgumentException(
          "\"%s\" is damaged: its end is missing, after epoch %s. Take a copy of the file that is whole, or record again; a recording that was never finished is loaded from a file whose name ends in %s."
              .formatted(path, reader.epoch(), PART));
    }
    return reader.recording();
  }

  /** Reads a file of which at least one epoch was finished. */
  static RecordingReader read(Path path) {
    if (!Files.isRegularFile(path)) {
      Path part = part(path);
      throw new IllegalArgumentException(
          "There is no recording \"%s\". %s"
              .formatted(
                  path,
                  Files.isRegularFile(part)
                      ? "There is \"%s\", of a run that was not finished: load that, or run the cell that was saving to it again, to go on."
                          .formatted(part)
                      : "Pass a file that RecordingFile.save(run, path) or savingTo(path) wrote."));
    }
    try {
      RecordingReader reader = new RecordingReader(BlockFile.read(path));
      if (reader.last() == null) {
        throw new IllegalArgumentException(
            "\"%s\" holds no finished epoch: it was cut off before. Record again.".formatted(path));
      }
      return reader;
    } catch (IOException e) {
      throw cannotRead(path, e);
    }
  }

  static UncheckedIOException cannotRead(Path path, IOException e) {
    return new UncheckedIOException(
        "Asked to read the recording \"%s\", which failed: %s. Check that it may be read."
            .formatted(path, e),
        e);
  }

  /** Of a file that grows. */
  static UncheckedIOException cannotWrite(Path file, IOException e) {
    return AtomicFile.failure(file, file.toFile().length(), e);
  }
}
