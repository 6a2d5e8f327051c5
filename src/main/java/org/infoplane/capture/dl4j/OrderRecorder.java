package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.capture.SnapshotMaker;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.SymbolsBuilder;
import org.infoplane.symbol.Trials;
import org.infoplane.symbol.Values;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Mutable: packs the samples of an epoch in the order in which the network sees them. */
final class OrderRecorder {

  private final NetworkLayers layers;
  private final List<Discretizer> rules;
  private final Fits fits;
  private final List<SymbolsBuilder> builders = new ArrayList<>();
  private final List<Integer> batchStarts = new ArrayList<>();
  private final List<int[]> sequences = new ArrayList<>();
  private final Labels labels;
  private Labels.Gatherer groups;
  private int last; // samples of the last mini-batch
  private int samples;

  OrderRecorder(NetworkLayers layers, List<Discretizer> rules, boolean fitOnce, Labels labels) {
    this.layers = layers;
    this.rules = rules;
    this.labels = labels;
    this.groups = labels.gatherer();
    this.fits = new Fits(fitOnce);
  }

  void startEpoch() {
    builders.clear();
    batchStarts.clear();
    groups = labels.gatherer();
    sequences.clear();
    samples = 0;
  }

  /** Encodes a mini-batch, {@code float[samples * units]} a layer; the first one fits the rules. */
  void batch(int epoch, List<float[]> rows, int size) {
    String when = "in epoch %s, batch %s".formatted(epoch, batchStarts.size() + 1);
    List<Values> values = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      LayerInfo layer = layers.infos().get(i);
      values.add(Activations.require(rows.get(i), size, layer.name(), when));
    }
    if (builders.isEmpty()) {
      SnapshotMaker.requireEnoughToFit(size, rules);
      for (int i = 0; i < rows.size(); i++) {
        builders.add(
            new SymbolsBuilder(fits.of(rules.get(i), "rule of layer " + i, values.get(i))));
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      builders.get(i).append(values.get(i));
    }
    batchStarts.add(samples);
    samples += size;
    last = size;
  }

  /** The labels of the mini-batch that was encoded last. */
  void labels(INDArray rows, int epoch) {
    String who = "Batch %s of epoch %s has".formatted(batchStarts.size(), epoch);
    Examples.requireNumbers(rows, who, 0);
    groups.add(rows, last);
    if (layers.sequences() == Sequences.EVERY_STEP) {
      int steps = last / (int) rows.size(0);
      int start = samples - last;
      sequences.add(IntStream.range(0, last / steps).map(i -> start + i * steps).toArray());
    }
  }

  Snapshot endEpoch(int epoch) {
    if (samples < 2) {
      throw new IllegalArgumentException(
          "Epoch %s had %s sample(s) in training order. Train on at least 2 examples."
              .formatted(epoch, samples));
    }
    Snapshot snapshot =
        new Snapshot(
            epoch,
            builders.stream().map(SymbolsBuilder::finish).toList(),
            List.of(),
            List.of(),
            groups.finish().partition(),
            batchStarts.stream().mapToInt(Integer::intValue).toArray());
    int[] starts = sequences.stream().flatMapToInt(IntStream::of).toArray();
    startEpoch(); // batches between epochs are no part of the next one
    return starts.length == 0 ? snapshot : snapshot.ofSequences(Trials.startingAt(starts));
  }
}
