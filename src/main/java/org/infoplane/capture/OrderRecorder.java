package org.infoplane.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Snapshot;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.SymbolsBuilder;
import org.infoplane.symbol.Values;

/** Mutable: packs the samples of an epoch in the order in which the network sees them. */
final class OrderRecorder {

  private static final int SMALLEST_FIT = 10;

  private final NetworkLayers layers;
  private final List<Discretizer> rules;
  private final Fits fits;
  private final List<SymbolsBuilder> builders = new ArrayList<>();
  private final List<Integer> batchStarts = new ArrayList<>();
  private final List<int[]> labels = new ArrayList<>();
  private int samples;

  OrderRecorder(NetworkLayers layers, List<Discretizer> rules, boolean fitOnce) {
    this.layers = layers;
    this.rules = rules;
    this.fits = new Fits(fitOnce);
  }

  void startEpoch() {
    builders.clear();
    batchStarts.clear();
    labels.clear();
    samples = 0;
  }

  /**
   * Encodes a mini-batch, {@code float[examples * units]} a layer; the first one fits the rules.
   */
  void batch(int epoch, List<float[]> rows, int[] classes) {
    String when = "in epoch %d, batch %d".formatted(epoch, batchStarts.size() + 1);
    List<Values> values = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      LayerInfo layer = layers.infos().get(i);
      values.add(Activations.require(rows.get(i), classes.length, layer.name(), when));
    }
    if (builders.isEmpty()) {
      requireEnoughToFit(classes.length);
      for (int i = 0; i < rows.size(); i++) {
        builders.add(
            new SymbolsBuilder(fits.of(rules.get(i), "rule of layer " + i, values.get(i))));
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      builders.get(i).append(values.get(i));
    }
    batchStarts.add(samples);
    labels.add(classes);
    samples += classes.length;
  }

  private void requireEnoughToFit(int examples) {
    if (examples < SMALLEST_FIT && rules.stream().anyMatch(Discretizer::looksAtData)) {
      throw new IllegalArgumentException(
          "Asked to fit a rule that looks at data, such as the median, on a first mini-batch of %d. Use mini-batches of at least %d, or a rule that needs no data: discretize(zero()) or discretize(threshold(t))."
              .formatted(examples, SMALLEST_FIT));
    }
  }

  Snapshot endEpoch(int epoch) {
    if (samples < 2) {
      throw new IllegalArgumentException(
          "Epoch %d had %d sample(s) in training order. Train on at least 2 examples."
              .formatted(epoch, samples));
    }
    int[] classes = labels.stream().flatMapToInt(IntStream::of).toArray();
    return new Snapshot(
        epoch,
        builders.stream().map(SymbolsBuilder::finish).toList(),
        List.of(),
        List.of(),
        Partition.of(classes),
        batchStarts.stream().mapToInt(Integer::intValue).toArray());
  }
}
