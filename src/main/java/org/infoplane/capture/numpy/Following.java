package org.infoplane.capture.numpy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.infoplane.capture.RunRecorder;
import org.infoplane.recording.LiveFigure;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: reads a folder while another program writes it, each step once. The writer replaces
 * files at once, and {@code activations.json} last, so that every step it names is there.
 */
final class Following implements AutoCloseable {

  private static final long PAUSE_MILLIS = 250;
  private static final String STARTED_AGAIN =
      "its writer started again; run the cell again to follow it";

  /** The clock, and the pause before the folder is looked at again. */
  static class Time {
    long nanos() {
      return System.nanoTime();
    }

    void pause() throws InterruptedException {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private final ActivationFolder folder;
  private final Function<? super Recording, ?> picture;
  private final Duration patience;
  private final LiveFigure figure;
  private final Time time;
  private final Progress progress = Progress.ofNotebook();
  private byte[] seen = {};
  private @Nullable ActivationIndex index; // of the steps that were read
  private @Nullable ActivationArrays arrays;
  private @Nullable RunRecorder run;
  private int steps; // that were read

  Following(
      ActivationFolder folder,
      Function<? super Recording, ?> picture,
      Duration patience,
      LiveFigure figure,
      Time time) {
    this.folder = folder;
    this.picture = picture;
    this.patience = patience;
    this.figure = figure;
    this.time = time;
  }

  /** Returns when the writer has finished, or waiting is of no use. */
  Recording follow() {
    try {
      long heard = time.nanos();
      report("waiting for " + file());
      while (index == null || !index.finished()) {
        Optional<ActivationIndex> next = next();
        if (next.isPresent()) {
          if (index != null && !next.get().continues(index)) {
            return stopped(STARTED_AGAIN);
          }
          read(next.get());
          heard = time.nanos();
        } else if (index != null && ActivationIndex.waits(seen)) {
          return stopped(STARTED_AGAIN);
        } else if (time.nanos() - heard > patience.toNanos()) {
          return stopped(
              "no new step for %s s, and its writer did not say that it finished; run the cell again to go on"
                  .formatted(patience.toSeconds()));
        } else {
          show();
          time.pause();
        }
      }
      RunRecorder all = requireNonNull(run);
      figure.finish(all::soFar, picture);
      return all.finish();
    } catch (InterruptedException e) {
      return stopped("interrupted");
    } catch (RuntimeException e) {
      if (!Thread.interrupted()) { // which closes files that are being read
        throw e;
      }
      return stopped("interrupted");
    }
  }

  private Path file() {
    return folder.folder().resolve(ActivationIndex.NAME).toAbsolutePath();
  }

  /** The file, if it has changed and has steps. */
  private Optional<ActivationIndex> next() {
    byte[] now;
    try {
      now = Files.readAllBytes(file());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read \"%s\": %s. Check its permissions.".formatted(file(), e), e);
    }
    if (Arrays.equals(now, seen)) {
      return Optional.empty();
    }
    seen = now;
    return ActivationIndex.growing(folder.folder(), now);
  }

  private void read(ActivationIndex next) {
    for (ActivationIndex.Step step : next.steps().subList(steps, next.steps().size())) {
      if (arrays == null) {
        arrays = new ActivationArrays(next);
      }
      arrays.open(step);
      if (run == null) {
        run = folder.start(next, arrays, false);
      }
      arrays.record(step, run);
      steps++;
      report("epoch " + step.epoch());
      show();
    }
    index = next;
  }

  private void report(String note) {
    progress.update("following activations", steps, 0, "step", note);
  }

  private void show() {
    if (run != null) {
      figure.update(steps, run::soFar, picture);
    }
  }

  /** The steps that were read. */
  private Recording stopped(String why) {
    if (run == null) {
      throw new IllegalStateException(
          "There is no step in \"%s\": %s. Start the program that writes it, or pass another folder."
              .formatted(file(), why));
    }
    report(why);
    figure.finish(run::soFar, picture);
    Recording some = run.stop();
    return new Recording(
        some.layers(), some.tracks(), some.metrics(), some.recipe().with("following", why));
  }

  @Override
  public void close() {
    if (run != null) {
      run.close();
    }
  }
}
