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
 * Activations that any program saved, PyTorch or Keras perhaps: one numpy file a layer and step,
 * and {@code activations.json}, which says what they are. They become the same recording as a
 * network of Deeplearning4j. Immutable: each step returns a new one.
 *
 * <p>A layer is a matrix, {@code samples x units}, of float32 or float64, in either byte order, in
 * C or Fortran order; labels are whole numbers, one a sample, of int32, int64 or uint8. Files are
 * mapped into memory where they lie, and may be larger than the heap.
 *
 * <table>
 *   <caption>activations.json; names of files are as seen from the folder</caption>
 *   <tr><th>key</th><th>what</th><th>if it is not there</th></tr>
 *   <tr><td>format</td><td>1</td><td>needed</td></tr>
 *   <tr><td>steps</td><td>a list in the order of time, see below</td><td>needed</td></tr>
 *   <tr><td>layers</td><td>from input to output: names, or objects of {@code name}, {@code type} and,
 *       if the network is no chain, {@code inputs}, the names of the layers that it comes
 *       from</td><td>named as the files of the first step; a layer "input" is what goes in</td></tr>
 *   <tr><td>labels</td><td>a file, the class of each sample</td><td>each step has its own</td></tr>
 *   <tr><td>inputs</td><td>a file, a matrix whose rows tell one input from another</td><td>the first
 *       layer at the first step</td></tr>
 *   <tr><td>axis</td><td>{@code probe}: the same examples at each step, weights frozen; {@code probe
 *       of training examples}; {@code training order}: all samples of an epoch as the network saw
 *       them</td><td>{@code probe}</td></tr>
 * </table>
 *
 * <table>
 *   <caption>A step</caption>
 *   <tr><th>key</th><th>what</th><th>if it is not there</th></tr>
 *   <tr><td>files</td><td>one a layer, in the order of the layers</td><td>needed</td></tr>
 *   <tr><td>epoch</td><td>how many were finished; in training order its number, from 1</td><td>counted
 *       from 0, in training order from 1</td></tr>
 *   <tr><td>iteration</td><td>how many mini-batches were seen; tells apart steps of one epoch</td><td>0</td></tr>
 *   <tr><td>labels</td><td>a file, the class of each sample</td><td>the labels above</td></tr>
 *   <tr><td>batches</td><td>training order only: the first sample of each mini-batch, from
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
   * Starts from a folder; the arrays are looked at by {@link #recording()}.
   *
   * @param folder has {@code activations.json}
   * @return keeps the values where they lie
   * @throws IllegalArgumentException if there is no such file, or what it says cannot be
   */
  public static ActivationFolder of(Path folder) {
    requireNonNull(folder, "folder must not be null");
    return new ActivationFolder(folder, ActivationIndex.read(folder), Keeping.defaults());
  }

  /**
   * Chooses what is kept: the files where they lie, which are not to change as long as the
   * recording is in use, or the symbols that they are packed to.
   *
   * @param chosen such as {@code symbols(median())}; values by default, which take no memory
   * @return a new one
   * @throws IllegalArgumentException if it names a layer that is not in the folder
   */
  public ActivationFolder keeping(Keeping chosen) {
    requireNonNull(chosen, "chosen must not be null");
    chosen.requireNames(index.layers());
    return new ActivationFolder(folder, index, chosen);
  }

  /**
   * Makes a recording of all arrays. The headers of all files are checked first.
   *
   * @return the recording; on disk if it was too large for the memory
   * @throws IllegalArgumentException if a file is not there, is damaged, is of another type or
   *     shape than it should be, or has a NaN or an infinite number
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
    return "Activations of %s; %s step(s), %s"
        .formatted(names(), index.steps().size(), index.axis());
  }
}
