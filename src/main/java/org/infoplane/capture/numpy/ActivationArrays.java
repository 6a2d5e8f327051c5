package org.infoplane.capture.numpy;

import java.util.ArrayList;
import java.util.List;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** Mutable: the arrays of a folder, with consistent headers. */
final class ActivationArrays {

  private final ActivationIndex index;
  private final List<List<NpyFile>> layers = new ArrayList<>(); // of each step
  private final List<NpyFile> labels = new ArrayList<>(); // of each step
  private @Nullable NpyFile inputs;

  /** None yet. */
  ActivationArrays(ActivationIndex index) {
    this.index = index;
  }

  /** Opens the arrays of the next step. */
  void open(ActivationIndex.Step step) {
    NpyFile label = NpyFile.ofLabels(step.labels(), "the labels of " + step.words());
    List<NpyFile> files = new ArrayList<>();
    for (int i = 0; i < index.layers().size(); i++) {
      String name = index.layers().get(i).name();
      NpyFile file =
          NpyFile.ofValues(step.files().get(i), "layer \"%s\" at %s".formatted(name, step.words()));
      requireSamples(file, label.samples(), "its labels have");
      if (step.number() > 0 && file.units() != layers.get(0).get(i).units()) {
        throw file.refused(
            "it has %s units, and %s at the first step"
                .formatted(file.units(), layers.get(0).get(i).units()),
            "Save the same units at each step");
      }
      files.add(file);
    }
    if (index.axis() != TimeAxis.TRAINING_ORDER && step.number() > 0) {
      requireSamples(label, samples(0), "the first step has");
    }
    int last = step.batchStarts().get(step.batchStarts().size() - 1);
    if (last >= label.samples()) {
      throw label.refused(
          "it has %s samples, and the last batch starts at %s".formatted(label.samples(), last),
          "Write the first sample of each batch as \"batches\"");
    }
    if (index.inputs().isPresent() && step.number() == 0) {
      inputs = NpyFile.ofValues(index.inputs().get(), "the inputs");
      requireSamples(inputs, label.samples(), "the layers have");
    }
    layers.add(files);
    labels.add(label);
  }

  private static void requireSamples(NpyFile file, int samples, String where) {
    if (file.samples() != samples) {
      throw file.refused(
          "it has %s samples, and %s %s".formatted(file.samples(), where, samples),
          "Save the same samples in all files, one row per sample");
    }
  }

  int samples(int step) {
    return labels.get(step).samples();
  }

  /** Records a step that was opened. */
  void record(ActivationIndex.Step step, RunRecorder run) {
    TrainingMoment moment = step.at(index.axis());
    Partition classes = Partition.of(labels.get(step.number()).labels());
    List<Integer> starts = step.batchStarts();
    for (int i = 0; i < index.layers().size(); i++) {
      Values rows = layer(step.number(), i);
      for (int batch = 0; batch < starts.size(); batch++) {
        int start = starts.get(batch);
        int end = batch + 1 < starts.size() ? starts.get(batch + 1) : rows.samples();
        run.push(index.layers().get(i).name(), rows.slice(start, end), moment);
      }
    }
    run.complete(moment, classes);
    step.metrics()
        .ifPresentOrElse(
            measured -> run.endEpoch(step.iteration(), measured),
            () -> run.endEpoch(step.epoch(), step.iteration()));
  }

  /** Rows that identify the inputs. */
  Values inputs() {
    return inputs == null ? layer(0, 0) : finite(inputs);
  }

  private Values layer(int step, int layer) {
    return finite(layers.get(step).get(layer));
  }

  private static Values finite(NpyFile file) {
    Values values = file.values();
    for (int sample = 0; sample < values.samples(); sample++) {
      for (int unit = 0; unit < values.units(); unit++) {
        double value = values.get(sample, unit);
        if (!Double.isFinite(value)) {
          throw file.refused(
              "unit %s of %s is %s (sample %s)".formatted(unit, values.units(), value, sample),
              "Training diverged, or the input has such values: lower the learning rate or check the data");
        }
      }
    }
    return file.values();
  }
}
