package org.infoplane.capture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.store.RecordingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The weights of an unfinished recording, in files beside it.
 *
 * @param recording its file
 * @param weights of the program that trains
 * @param start epochs finished before the recording began, whose weights are not saved
 */
record Checkpoints(Path recording, Weights weights, int start) {

  /**
   * The weights after an epoch.
   *
   * @param file written by {@link Weights}
   * @param epoch number of finished epochs
   * @param iteration mini-batches since the recording began
   */
  record Checkpoint(File file, int epoch, int iteration) {}

  private String prefix() {
    return recording.getFileName() + ".epoch-";
  }

  private File folder() {
    Path path = recording.toAbsolutePath();
    return Objects.requireNonNullElse(path.getParent(), path).toFile();
  }

  private Stream<File> files() {
    File[] files = folder().listFiles((folder, name) -> name.startsWith(prefix()));
    return Arrays.stream(files == null ? new File[0] : files);
  }

  private Optional<Checkpoint> of(File file) {
    Pattern names = Pattern.compile(Pattern.quote(prefix()) + "(\\d+)-iteration-(\\d+)\\.zip");
    Matcher name = names.matcher(file.getName());
    return name.matches()
        ? Optional.of(
            new Checkpoint(file, Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))))
        : Optional.empty();
  }

  /** The checkpoint from which an interrupted recording is resumed; null if there is none. */
  @Nullable Checkpoint reached(List<LayerInfo> layers, Keeping keeping, Recipe recipe) {
    Optional<Integer> cutOff = RecordingBuilder.cutOff(recording);
    if (cutOff.isEmpty()) {
      return null;
    }
    Path part = recording.resolveSibling(recording.getFileName() + ".part");
    if (keeping.isOnce()) {
      throw new IllegalStateException(
          "\"%s\" is an interrupted recording that cannot be resumed: the rules fitted by fittingOnce() are not saved. Load it, save to another file, or delete it."
              .formatted(part));
    }
    // Compares the recipe before anything is truncated or restored.
    RecordingBuilder.savingTo(recording, layers, recipe, cutOff.get()).close();
    Optional<Checkpoint> found = upTo(cutOff.get());
    if (found.isEmpty() && cutOff.get() > start) {
      throw new IllegalStateException(
          "\"%s\" is a recording interrupted after epoch %s, but its weights, \"%s...zip\", are missing. Load it, save to another file, or delete it."
              .formatted(part, cutOff.get(), prefix()));
    }
    return found.orElse(null);
  }

  /** The last checkpoint that the recording has reached. */
  private Optional<Checkpoint> upTo(int epoch) {
    return files()
        .flatMap(file -> of(file).stream())
        .filter(checkpoint -> checkpoint.epoch <= epoch)
        .max(Comparator.comparingInt(Checkpoint::epoch));
  }

  /** Writes the weights atomically; earlier ones stay until {@link #deleteAllBut}. */
  Checkpoint save(int epoch, int iteration) {
    File file = new File(folder(), prefix() + epoch + "-iteration-" + iteration + ".zip");
    AtomicFile.write(file.toPath(), weights::save);
    return new Checkpoint(file, epoch, iteration);
  }

  /** Deletes all other weights, and temporary files left by a killed program. */
  void deleteAllBut(@Nullable Checkpoint kept) {
    files()
        .filter(file -> kept == null || !file.equals(kept.file))
        .filter(file -> file.getName().endsWith(".tmp") || of(file).isPresent())
        .forEach(
            file -> {
              try {
                Files.delete(file.toPath());
              } catch (IOException e) {
                throw failed("delete", file, e);
              }
            });
  }

  void restore(Checkpoint checkpoint) {
    try {
      weights.restore(checkpoint.file.toPath());
    } catch (IOException e) {
      throw failed("read", checkpoint.file, e);
    }
  }

  private static UncheckedIOException failed(String what, File file, IOException e) {
    return new UncheckedIOException(
        "Cannot %s the weights \"%s\": %s. Check the permissions and the free space."
            .formatted(what, file, e.getMessage()),
        e);
  }
}
