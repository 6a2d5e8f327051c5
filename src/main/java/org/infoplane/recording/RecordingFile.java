package org.infoplane.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.infoplane.symbol.Partition;

/** Files of recordings: how they come to their place, and what is said if they do not. */
final class RecordingFile {

  private RecordingFile() {}

  /** Where a recording is while it is not finished. */
  static Path part(Path path) {
    return path.resolveSibling(path.getFileName() + ".part");
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
    requireFolder(path);
    Path beside = path.resolveSibling(path.getFileName() + ".tmp");
    try {
      try (RecordingWriter writer =
          RecordingWriter.create(beside, recording.layers(), recording.recipe())) {
        writer.all(inputs, snapshots, recording.metrics());
        writer.done();
        writer.sync();
      }
      replace(beside, path);
    } catch (IOException e) {
      throw cannotWrite(path, e);
    } finally {
      if (Files.exists(beside)) {
        delete(beside);
      }
    }
  }

  /** Refuses a file that could not be written, before anything is done. */
  static void requireFolder(Path path) {
    if (!Files.isWritable(folder(path)) || Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "Asked to write a recording to \"%s\", but %s. Pass a file in a folder that is there and may be written."
              .formatted(
                  path,
                  Files.isDirectory(path)
                      ? "that is a folder"
                      : "its folder is not there, or may not be written"));
    }
  }

  private static Path folder(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null ? path.toAbsolutePath() : folder;
  }

  /** Puts a finished file into its place, in one step. */
  static void replace(Path beside, Path path) throws IOException {
    try {
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void delete(Path file) {
    if (!file.toFile().delete()) {
      file.toFile().deleteOnExit(); // as long as it is mapped, on Windows
    }
  }

  static Recording load(Path path) {
    return read(path).recording();
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
                      : "Pass a file that run.save(path) or savingTo(path) wrote."));
    }
    boolean interrupted = Thread.interrupted(); // a channel would close itself
    try {
      RecordingReader reader = new RecordingReader(BlockReader.read(path));
      if (reader.last() == null) {
        throw new IllegalArgumentException(
            "\"%s\" holds no finished epoch: it was cut off before. Record again.".formatted(path));
      }
      return reader;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Asked to read the recording \"%s\", which failed: %s. Check that it may be read."
              .formatted(path, e.getMessage()),
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static UncheckedIOException cannotWrite(Object file, IOException e) {
    return new UncheckedIOException(
        "Asked to write a recording to \"%s\", which failed: %s. Make room, or choose another place."
            .formatted(file, e),
        e);
  }
}
