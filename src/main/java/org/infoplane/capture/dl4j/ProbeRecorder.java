package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.recording.Fact;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Takes snapshots of the probe examples with frozen weights. */
final class ProbeRecorder {

  private final NetworkLayers layers;
  private final DataSet probe;
  private final Labels.Groups labels;
  private final Partition inputs;
  private final int steps; // samples per example

  ProbeRecorder(NetworkLayers layers, DataSet probe, Labels labels) {
    this.layers = layers;
    this.probe = probe;
    layers.requireDeclared(probe.getFeatures());
    int samples = Examples.samples(probe.getFeatures(), layers.sequences());
    this.labels = labels.groups(probe, samples);
    int examples = (int) probe.getFeatures().size(0);
    int units = (int) (probe.getFeatures().length() / examples);
    double[] rows = Examples.doubles(probe.getFeatures());
    this.steps = samples / examples;
    this.inputs =
        Partition.ofDistinctRows(
            steps == 1
                ? Values.view(samples, units, (sample, unit) -> rows[sample * units + unit])
                : upToEachStep(rows, units, steps, samples));
  }

  /** The sequence up to a step, and the number of the step. */
  private static Values upToEachStep(double[] rows, int values, int steps, int samples) {
    return Values.view(
        samples,
        values + 1,
        (sample, column) -> {
          int step = sample % steps;
          if (column == values) {
            return step;
          }
          return column % steps <= step ? rows[sample / steps * values + column] : 0;
        });
  }

  int samples() {
    return labels.partition().samples();
  }

  Fact.Labels labels(TimeAxis axis) {
    return new Fact.Labels(axis, labels.words(), labels.classes());
  }

  void push(RunRecorder run, TrainingMoment moment) {
    layers.push(run, rows(), samples(), moment);
    Segments sequences = steps == 1 ? Segments.whole() : Segments.ofLength(steps, samples());
    run.complete(moment, labels.partition(), sequences);
  }

  String fingerprint() {
    CRC32C crc = new CRC32C();
    for (INDArray array : List.of(probe.getFeatures(), probe.getLabels())) {
      boolean doubles = array.dataType() == DataType.DOUBLE;
      for (double value : Examples.doubles(array)) {
        long bits = doubles ? Double.doubleToLongBits(value) : Float.floatToIntBits((float) value);
        for (int shift = 0; shift < (doubles ? 64 : 32); shift += 8) {
          crc.update((int) (bits >> shift));
        }
      }
    }
    return Long.toHexString(crc.getValue());
  }

  /** The features, with their shape. */
  NetworkStates.Examples examples() {
    INDArray features = probe.getFeatures();
    double[] all = Examples.doubles(features);
    int examples = (int) features.size(0);
    int each = all.length / examples;
    Values rows = Values.view(examples, each, (example, i) -> all[example * each + i]);
    Values kept = features.dataType() == DataType.DOUBLE ? rows : rows.kept();
    return new NetworkStates.Examples(
        Arrays.stream(features.shape()).mapToObj(Math::toIntExact).toList(), () -> kept);
  }

  Partition inputs() {
    return inputs;
  }

  private List<float[]> rows() {
    List<float[]> all = new ArrayList<>();
    int filled = 0;
    for (DataSet chunk : Examples.chunks(probe)) {
      List<float[]> part = layers.activations().inference(chunk.getFeatures());
      int examples = Examples.samples(chunk.getFeatures(), layers.sequences());
      for (int i = 0; i < part.size(); i++) {
        int units = part.get(i).length / examples;
        if (all.size() == i) {
          all.add(new float[units * samples()]);
        }
        System.arraycopy(part.get(i), 0, all.get(i), filled * units, part.get(i).length);
      }
      filled += examples;
    }
    return all;
  }
}
