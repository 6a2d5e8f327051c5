package org.infoplane.recording.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;

/** Mutable: the file that a recording grows in, the user's or a temporary one; opened if needed. */
final class RecordingOutput implements Closeable {

  /** Writes some parts of a recording. */
  interface Writing {
    void to(RecordingWriter writer) throws IOException;
  }

  private final @Nullable Path folder; // of a temporary file
  private final @Nullable Path path; // the user's
  private @Nullable Path file;
  private @Nullable WriterLock lock;
  private @Nullable RecordingWriter writer;
  int lastEpoch = -1; // that is finished
  private final Map<TimeAxis, List<Snapshot>> read = new EnumMap<>(TimeAxis.class); // so far
  private List<Block> blocks = List.of(); // read so far
  private boolean failed; // to write a temporary file, which is kept

  RecordingOutput(@Nullable Path folder, @Nullable Path path) {
    this.folder = folder;
    this.path = path;
  }

  void lock(Path part) throws IOException {
    lock = WriterLock.of(part);
  }

  /** Resumes a file after a block. */
  void append(Path part, Block last) throws IOException {
    writer = RecordingWriter.append(part, last);
    file = part;
  }

  /** Starts a file. */
  void create(List<LayerInfo> layers, Recipe recipe) {
    try {
      file = path == null ? temporary() : RecordingFile.part(path);
      writer = RecordingWriter.create(file, layers, recipe, new ValueBlocks());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Path temporary() throws IOException {
    String suffix = ".rec" + RecordingFile.PART;
    return folder == null
        ? Files.createTempFile("infoplane", suffix)
        : Files.createTempFile(folder, "infoplane", suffix);
  }

  /** Whether the user named the file, so that nothing is kept in memory. */
  boolean isSaved() {
    return path != null;
  }

  boolean isOpen() {
    return writer != null;
  }

  void write(Writing what) {
    try {
      what.to(Objects.requireNonNull(writer));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Keeps a temporary file that has finished epochs, and names it: the user does not know it. */
  private RuntimeException failed(IOException e) {
    if (file == null) {
      Path place = folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
      return RecordingFile.cannotWrite(place.resolve("infoplane.rec"), e);
    }
    UncheckedIOException failure = RecordingFile.cannotWrite(file, e);
    if (path != null || lastEpoch < 0) {
      return failure;
    }
    failed = true;
    return new UncheckedIOException(
        "%s Epochs up to %s are kept: RecordingFile.load(Path.of(\"%s\"))."
            .formatted(failure.getMessage(), lastEpoch, file),
        e);
  }

  /** The parts of finished epochs, which stay in the file; what was read before is shared. */
  RecordingParts soFar() {
    Path growing = Objects.requireNonNull(file);
    try {
      blocks = blocks.isEmpty() ? BlockFile.read(growing) : BlockFile.more(blocks);
    } catch (IOException e) {
      throw RecordingFile.cannotRead(growing, e);
    }
    RecordingParts parts = new RecordingReader(blocks).parts();
    read.forEach((axis, known) -> Collections.copy(parts.snapshots.get(axis), known));
    parts.snapshots.forEach((axis, all) -> read.put(axis, List.copyOf(all)));
    return parts;
  }

  /** Ends the file, and loads it before another recording may be written there. */
  Recording load(boolean done) {
    Path written = Objects.requireNonNull(file);
    try {
      if (done && writer != null) {
        writer.done();
        writer.sync();
      }
      closeWriter();
      if (done && path != null) {
        AtomicFile.replace(written, path);
        written = path;
      }
    } catch (IOException e) {
      throw failed(e);
    }
    Recording recording = RecordingFile.read(written).recording();
    if (path == null) {
      RecordingFile.delete(written);
    }
    close();
    return recording;
  }

  @Override
  public void close() {
    try {
      if (writer != null && file != null) {
        closeWriter();
        if (path == null && !failed) {
          RecordingFile.delete(file);
        }
      }
      if (lock != null) {
        lock.close();
        lock = null;
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Once only: a file that takes its place later must not be touched. */
  private void closeWriter() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
