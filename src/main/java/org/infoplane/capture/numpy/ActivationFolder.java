package org.infoplane.capture.numpy;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.RunRecorder;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.LiveFigure;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Partition;
import org.jspecify.annotations.Nullable;

/**
 * Activations saved by any program, such as PyTorch or Keras: one numpy file per layer and step,
 * described by {@code activations.json}. They become the same recording as those of a
 * Deeplearning4j network. Immutable: each step returns a new one.
 *
 * <p>A layer is a matrix, {@code samples x units}, of float32 or float64, in either byte order, in
 * C or Fortran order; labels are class numbers, one per sample, of int32, int64 or uint8. Files are
 * memory-mapped, and may be larger than the heap.
 *
 * <table>
 *   <caption>activations.json; file names are relative to the folder</caption>
 *   <tr><th>key</th><th>value</th><th>default</th></tr>
 *   <tr><td>format</td><td>1</td><td>required</td></tr>
 *   <tr><td>steps</td><td>a list in chronological order, see below</td><td>required</td></tr>
 *   <tr><td>layers</td><td>from input to output: names, or objects of {@code name}, {@code type} and,
 *       if the network is not a chain, {@code inputs}, the names of its input layers</td><td>named
 *       after the files of the first step; a layer named "input" is the input</td></tr>
 *   <tr><td>labels</td><td>file with the class of each sample</td><td>given by each step</td></tr>
 *   <tr><td>inputs</td><td>file with a matrix whose rows identify the inputs</td><td>the first
 *       layer at the first step</td></tr>
 *   <tr><td>axis</td><td>{@code probe}: the same examples at each step, with frozen weights; {@code
 *       probe of training examples}; {@code training order}: all samples of an epoch, in the order
 *       of training</td><td>{@code probe}</td></tr>
 *   <tr><td>finished</td><td>false while steps are still being added, for {@link #following}, then
 *       true; each version of the file must replace the last one at once</td><td>not
 *       known</td></tr>
 * </table>
 *
 * <table>
 *   <caption>A step</caption>
 *   <tr><th>key</th><th>value</th><th>default</th></tr>
 *   <tr><td>files</td><td>one per layer, in the order of the layers</td><td>required</td></tr>
 *   <tr><td>epoch</td><td>number of finished epochs; in training order of the epoch, from
 *       1</td><td>the next one</td></tr>
 *   <tr><td>iteration</td><td>mini-batches so far; orders steps of one epoch</td><td>0</td></tr>
 *   <tr><td>labels</td><td>file with the class of each sample</td><td>the labels above</td></tr>
 *   <tr><td>batches</td><td>in training order: first sample of each mini-batch, from
 *       0</td><td>one batch</td></tr>
 *   <tr><td>trainLoss, trainAccuracy, testLoss, testAccuracy</td><td>a number, accuracy from 0 to
 *       1</td><td>not measured</td></tr>
 * </table>
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">.npy</a>
 */
public final class ActivationFolder {

  private final Path folder;
  private final @Nullable ActivationIndex index; // null if there is no file or no step yet
  private final Keeping keeping;

  private ActivationFolder(Path folder, @Nullable ActivationIndex index, Keeping keeping) {
    this.folder = folder;
    this.index = index;
    this.keeping = keeping;
  }

  /**
   * {@return the activations of a folder; {@link #recording()} reads the arrays, {@link #following}
   * also those that are written from now on}
   *
   * @param folder with {@code activations.json}; to follow it, it need not exist yet
   * @throws IllegalArgumentException if that file is invalid
   */
  public static ActivationFolder of(Path folder) {
    requireNonNull(folder, "folder must not be null");
    return new ActivationFolder(
        folder, ActivationIndex.find(folder).orElse(null), Keeping.defaults());
  }

  /**
   * {@return the same activations, kept as values or symbols}
   *
   * @param chosen such as {@code symbols(median())}; by default values, which take no memory: the
   *     files must not change while the recording is in use
   * @throws IllegalArgumentException if it names a layer that is not in the folder
   */
  public ActivationFolder keeping(Keeping chosen) {
    requireNonNull(chosen, "chosen must not be null");
    if (index != null) {
      chosen.requireNames(index.layers());
    }
    return new ActivationFolder(folder, index, chosen);
  }

  /**
   * {@return the recording, on disk if it exceeds the memory}
   *
   * @throws IllegalArgumentException if a file is missing or damaged, has the wrong type or shape,
   *     or has a NaN or infinite value
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public Recording recording() {
    ActivationIndex all = index == null ? ActivationIndex.read(folder) : index;
    ActivationArrays arrays = new ActivationArrays(all);
    List<ActivationIndex.Step> steps = all.steps();
    steps.forEach(arrays::open);
    Progress progress = Progress.ofNotebook();
    try (RunRecorder run = start(all, arrays, true)) {
      for (ActivationIndex.Step step : steps) {
        progress.update("reading activations", step.number(), steps.size(), "step", step.words());
        arrays.record(step, run);
      }
      progress.update("reading activations", steps.size(), steps.size(), "step", "");
      return run.finish();
    }
  }

  /**
   * Reads the activations that another program is writing, and shows a figure that grows with them,
   * as by {@code captureLayers(...).showing(...)}; waits at most ten minutes for a new step.
   *
   * @param figure makes what is shown, such as {@code run -> plotPlane(run)}, from the steps read
   *     so far, which it may keep; outside a notebook it is not called
   * @return all steps, once the writer says that it has finished. Those that were read, with {@code
   *     stopped} and the reason in the recipe, if the cell is interrupted, the writer falls silent,
   *     or it starts again
   * @throws IllegalStateException if the cell is interrupted before the first step, or none comes
   * @throws IllegalArgumentException as for {@link #recording()}
   */
  public Recording following(Function<? super Recording, ?> figure) {
    return following(figure, Duration.ofMinutes(10));
  }

  /**
   * Reads the activations that another program is writing, as {@link #following(Function)}.
   *
   * @param figure makes what is shown
   * @param patience how long to wait for the first step, and for each next one
   * @return the steps
   * @throws IllegalStateException if the cell is interrupted before the first step, or none comes
   * @throws IllegalArgumentException as for {@link #recording()}
   */
  public Recording following(Function<? super Recording, ?> figure, Duration patience) {
    requireNonNull(figure, "figure must not be null");
    requireNonNull(patience, "patience must not be null");
    try (Following reader =
        new Following(this, figure, patience, LiveFigure.ofNotebook(), new Following.Time())) {
      return reader.follow();
    }
  }

  Path folder() {
    return folder;
  }

  /** Starts a recording of steps, the first of which is open; perhaps more will follow. */
  RunRecorder start(ActivationIndex all, ActivationArrays arrays, boolean whole) {
    boolean isProbe = all.axis() != TimeAxis.TRAINING_ORDER;
    List<ActivationIndex.Step> steps = all.steps();
    Recipe recipe =
        Recipe.empty()
            .with("activations", "numpy files of \"%s\"".formatted(folder))
            .with("layers", names(all))
            .with(all.axis().toString(), arrays.samples(0) + (isProbe ? " examples" : " samples"));
    if (whole) {
      recipe =
          recipe.with(
              "steps",
              "%s, epochs %s to %s"
                  .formatted(
                      steps.size(), steps.get(0).epoch(), steps.get(steps.size() - 1).epoch()));
    }
    recipe = recipe.with(Fact.Version.infoplane()).with(Fact.Version.java());
    RunRecorder run = RunRecorder.of(all.layers(), keeping, recipe);
    if (isProbe) {
      run.probe(all.axis(), Partition.ofDistinctRows(arrays.inputs()));
    }
    return run;
  }

  private static String names(ActivationIndex all) {
    return all.layers().stream().map(LayerInfo::name).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    if (index == null) {
      return "Activations of \"%s\"; no step yet".formatted(folder);
    }
    int steps = index.steps().size();
    return "Activations of %s; %s step%s, %s"
        .formatted(names(index), steps, steps == 1 ? "" : "s", index.axis());
  }
}
