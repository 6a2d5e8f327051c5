package org.infoplane.capture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.infoplane.file.AtomicFile;

/**
 * The weights that belong to a recording that is not finished, beside its file.
 *
 * @param file as {@link Weights} wrote it
 * @param epoch finished
 * @param iteration mini-batches seen
 */
record Checkpoint(File file, int epoch, int iteration) {

  private static Pattern names(Path recording) {
    return Pattern.compile(
        Pattern.quote(recording.getFileName() + ".epoch-") + "(\\d+)-iteration-(\\d+)\\.zip");
  }

  private static File folder(Path recording) {
    Path folder = recording.toAbsolutePath().getParent();
    return folder == null ? new File(".") : folder.toFile();
  }

  private static Checkpoint[] all(Path recording) {
    Pattern names = names(recording);
    File[] files = folder(recording).listFiles((folder, name) -> names.matcher(name).matches());
    return Arrays.stream(files == null ? new File[0] : files)
        .map(
            file -> {
              Matcher name = names.matcher(file.getName());
              boolean matches = name.matches();
              return new Checkpoint(
                  file,
                  matches ? Integer.parseInt(name.group(1)) : 0,
                  matches ? Integer.parseInt(name.group(2)) : 0);
            })
        .toArray(Checkpoint[]::new);
  }

  /** The last one that the recording reaches. */
  static Optional<Checkpoint> upTo(int epoch, Path recording) {
    return Arrays.stream(all(recording))
        .filter(checkpoint -> checkpoint.epoch <= epoch)
        .max(Comparator.comparingInt(Checkpoint::epoch));
  }

  /** Writes the weights, whole or not at all; those before stay until {@link #dropOthers}. */
  static Checkpoint save(Weights weights, int epoch, int iteration, Path recording) {
    String name = recording.getFileName() + ".epoch-" + epoch + "-iteration-" + iteration + ".zip";
    File file = new File(folder(recording), name);
    AtomicFile.write(file.toPath(), weights::save);
    return new Checkpoint(file, epoch, iteration);
  }

  /** Drops all but this one, once the recording has reached its epoch. */
  void dropOthers(Path recording) {
    for (Checkpoint other : all(recording)) {
      if (!other.file.equals(file)) {
        delete(other.file);
      }
    }
    deleteHalfWritten(recording);
  }

  private static void deleteHalfWritten(Path recording) {
    String prefix = recording.getFileName() + ".epoch-";
    File[] files =
        folder(recording).listFiles((at, name) -> name.startsWith(prefix) && name.endsWith(".tmp"));
    for (File file : files == null ? new File[0] : files) {
      delete(file);
    }
  }

  private static void delete(File file) {
    try {
      Files.delete(file.toPath());
    } catch (IOException e) {
      throw failed("delete", file, e);
    }
  }

  /** Drops what is not needed any more. */
  static void clear(Path recording) {
    for (Checkpoint checkpoint : all(recording)) {
      delete(checkpoint.file);
    }
    deleteHalfWritten(recording);
  }

  void restore(Weights weights) {
    try {
      weights.restore(file.toPath());
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  private static UncheckedIOException failed(String what, File file, IOException e) {
    return new UncheckedIOException(
        "Asked to %s the weights \"%s\", which failed: %s. Make room, or check that it may be done."
            .formatted(what, file, e.getMessage()),
        e);
  }
}
