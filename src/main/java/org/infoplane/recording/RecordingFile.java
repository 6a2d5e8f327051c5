package org.infoplane.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.infoplane.file.AtomicFile;
import org.infoplane.symbol.Partition;

/** Files of recordings: how they come to their place, and what is said if they do not. */
final class RecordingFile {

  private static final String PART = ".part";

  private RecordingFile() {}

  /** Where a recording is while it is not finished. */
  static Path part(Path path) {
    return path.resolveSibling(path.getFileName() + PART);
  }

  static void save(Recording recording, Path path) {
    Map<TimeAxis, Partition> inputs = new EnumMap<>(TimeAxis.class);
    Map<TimeAxis, List<Snapshot>> snapshots = new EnumMap<>(TimeAxis.class);
    recording
        .tracks()
        .forEach(
            (axis, track) -> {
              track.inputs().ifPresent(groups -> inputs.put(axis, groups));
              snapshots.put(axis, track.snapshots());
            });
    AtomicFile.write(
        path,
        temporary -> {
          try (RecordingWriter writer =
              RecordingWriter.create(temporary, recording.layers(), recording.recipe())) {
            writer.all(inputs, snapshots, recording.metrics());
            writer.done();
          }
        });
  }

  static void delete(Path file) {
    if (!file.toFile().delete()) {
      file.toFile().deleteOnExit(); // as long as it is open, on Windows
    }
  }

  static Recording load(Path path) {
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
    Objects.requireNonNull(path, "path must not be null");
    if (!Files.isRegularFile(path)) {
      Path part = part(path);
      throw new IllegalArgumentException(
          "There is no recording \"%s\". %s"
              .formatted(
                  path,
                  Files.isRegularFile(part)
                      ? "There is \"%s\", of a run that was not finished: load that, or run the cell that was saving to it again, to go on."
                          .formatted(part)
                      : "Pass a file that run.save(path) or savingTo(path) wrote."));
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
