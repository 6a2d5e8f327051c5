package org.infoplane.capture;

import java.util.ArrayList;
import java.util.List;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Snapshot;
import org.infoplane.symbol.Coding;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Trials;
import org.infoplane.symbol.Values;
import org.nd4j.linalg.dataset.DataSet;

/** Mutable: takes a snapshot of the probe examples, weights frozen, whenever it is asked. */
final class ProbeRecorder {

  private final NetworkLayers layers;
  private final List<Discretizer> rules;
  private final Discretizer bins;
  private final Fits fits;
  private final DataSet probe;
  private final Partition labels;
  private final Partition inputs;
  private final int steps; // samples an example

  ProbeRecorder(
      NetworkLayers layers,
      List<Discretizer> rules,
      Discretizer bins,
      boolean fitOnce,
      DataSet probe) {
    this.layers = layers;
    this.rules = rules;
    this.bins = bins;
    this.fits = new Fits(fitOnce);
    this.probe = probe;
    int samples = Examples.samples(probe.getFeatures(), layers.sequences());
    this.labels = Partition.of(Examples.classes(probe.getLabels(), layers.sequences(), samples));
    int examples = (int) probe.getFeatures().size(0);
    int units = (int) (probe.getFeatures().length() / examples);
    float[] rows = Examples.copy(probe.getFeatures().reshape('c', new long[] {examples, units}));
    this.steps = samples / examples;
    this.inputs =
        Partition.ofDistinctRows(
            steps == 1 ? Values.of(rows, units) : upToEachStep(rows, units, steps, samples));
  }

  /** The sequence so far, and how long it is. */
  private static Values upToEachStep(float[] rows, int values, int steps, int samples) {
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
    return labels.samples();
  }

  Snapshot snapshot(int epoch) {
    List<float[]> rows = rows();
    List<Symbols> symbols = new ArrayList<>();
    List<Partition> patterns = new ArrayList<>();
    List<Coding> codings = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      LayerInfo layer = layers.infos().get(i);
      String when =
          epoch == 0 ? "on the probe before training" : "on the probe after epoch " + epoch;
      Values values = Activations.require(rows.get(i), samples(), layer.name(), when);
      symbols.add(fits.of(rules.get(i), "rule of layer " + i, values).encode(values));
      Symbols binned = fits.of(bins, "bins of layer " + i, values).encode(values);
      patterns.add(Partition.ofRows(binned));
      codings.add(binned.coding());
    }
    Snapshot snapshot = new Snapshot(epoch, symbols, patterns, codings, labels, new int[] {0});
    return steps == 1 ? snapshot : snapshot.ofSequences(Trials.ofLength(steps, samples()));
  }

  /** The examples grouped by their exact features. */
  Partition inputs() {
    return inputs;
  }

  private List<float[]> rows() {
    List<float[]> all = new ArrayList<>();
    int filled = 0;
    for (DataSet chunk : Examples.chunks(probe)) {
      List<float[]> part = layers.inference(chunk.getFeatures());
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
