package org.infoplane.capture.numpy;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

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
  private final ActivationIndex index;
  private final Keeping keeping;

  private ActivationFolder(Path folder, ActivationIndex index, Keeping keeping) {
    this.folder = folder;
    this.index = index;
    this.keeping = keeping;
  }

  /**
   * {@return the activations of a folder; {@link #recording()} reads the arrays}
   *
   * @param folder with {@code activations.json}
   * @throws IllegalArgumentException if that file is missing or invalid
   */
  public static ActivationFolder of(Path folder) {
    requireNonNull(folder, "folder must not be null");
    return new ActivationFolder(folder, ActivationIndex.read(folder), Keeping.defaults());
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
    chosen.requireNames(index.layers());
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
    ActivationArrays arrays = ActivationArrays.open(index);
    Progress progress = Progress.ofNotebook();
    List<ActivationIndex.Step> steps = index.steps();
    try (RunRecorder run = RunRecorder.of(index.layers(), keeping, recipe(arrays.samples(0)))) {
      if (isProbe()) {
        run.probe(index.axis(), Partition.ofDistinctRows(arrays.inputs()));
      }
      for (ActivationIndex.Step step : steps) {
        progress.update("reading activations", step.number(), steps.size(), "step", step.words());
        push(step, arrays, run);
        step.metrics()
            .ifPresentOrElse(
                measured -> run.endEpoch(step.iteration(), measured),
                () -> run.endEpoch(step.epoch(), step.iteration()));
      }
      progress.update("reading activations", steps.size(), steps.size(), "step", "");
      return run.finish();
    }
  }

  private boolean isProbe() {
    return index.axis() != TimeAxis.TRAINING_ORDER;
  }

  private void push(ActivationIndex.Step step, ActivationArrays arrays, RunRecorder run) {
    TrainingMoment moment = step.at(index.axis());
    Partition labels = arrays.labels(step.number());
    List<Integer> starts = step.batchStarts();
    for (int i = 0; i < index.layers().size(); i++) {
      Values rows = arrays.layer(step.number(), i);
      for (int batch = 0; batch < starts.size(); batch++) {
        int start = starts.get(batch);
        int end = batch + 1 < starts.size() ? starts.get(batch + 1) : rows.samples();
        run.push(index.layers().get(i).name(), rows.slice(start, end), moment);
      }
    }
    run.complete(moment, labels);
  }

  private Recipe recipe(int samples) {
    List<ActivationIndex.Step> steps = index.steps();
    return Recipe.empty()
        .with("activations", "numpy files of \"%s\"".formatted(folder))
        .with("layers", names())
        .with(index.axis().toString(), samples + (isProbe() ? " examples" : " samples"))
        .with(
            "steps",
            "%s, epochs %s to %s"
                .formatted(steps.size(), steps.get(0).epoch(), steps.get(steps.size() - 1).epoch()))
        .with(Fact.Version.infoplane())
        .with(Fact.Version.java());
  }

  private String names() {
    return index.layers().stream().map(LayerInfo::name).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    int steps = index.steps().size();
    return "Activations of %s; %s step%s, %s"
        .formatted(names(), steps, steps == 1 ? "" : "s", index.axis());
  }
}
