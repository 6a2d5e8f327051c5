package org.infoplane.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Coding;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.SymbolsBuilder;
import org.infoplane.symbol.Trials;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** Mutable: makes the snapshots of one time axis of what is pushed, layer by layer. */
final class AxisRecorder {

  private static final int SMALLEST_FIT = 10;
  private static final int CHUNK = 1 << 16; // values

  /** Mutable: a layer at the moment under way. */
  private static final class Layer {
    private final SymbolsBuilder binary;
    private final List<Partition> pattern = new ArrayList<>(); // none in training order
    private final List<Coding> binning = new ArrayList<>();
    private int pushes;

    Layer(Encoding encoding) {
      binary = new SymbolsBuilder(encoding);
    }
  }

  private final TimeAxis axis;
  private final List<LayerInfo> infos;
  private final List<Discretizer> binary;
  private final LayerRules rules;
  private final int examples; // 0 in training order
  private final Map<String, Encoding> kept = new HashMap<>();
  private final Map<Integer, Layer> layers = new HashMap<>();
  private final List<Integer> batchEnds = new ArrayList<>();
  private @Nullable TrainingMoment now;
  private @Nullable TrainingMoment last;

  AxisRecorder(
      TimeAxis axis,
      List<LayerInfo> infos,
      LayerRules rules,
      int examples,
      @Nullable TrainingMoment last) {
    this.last = last;
    this.axis = axis;
    this.infos = infos;
    this.rules = rules;
    this.binary = rules.of(infos);
    this.examples = examples;
  }

  private boolean isOrder() {
    return axis == TimeAxis.TRAINING_ORDER;
  }

  @Nullable TrainingMoment now() {
    return now;
  }

  void drop() {
    now = null;
    layers.clear();
    batchEnds.clear();
  }

  void push(int index, Values rows, TrainingMoment moment) {
    String name = infos.get(index).name();
    requireInTime(moment);
    Layer layer = layers.get(index);
    int batch = layer == null ? 0 : layer.pushes;
    requireSamples(name, rows.samples(), batch, moment);
    requireFinite(rows, name, when(moment, batch));
    if (layer == null && isOrder()) {
      requireEnoughToFit(rows.samples());
    }
    try {
      layers.put(index, encoded(index, rows, layer));
    } catch (RuntimeException e) { // of a rule of the user's: some rows may be encoded
      drop();
      throw e;
    }
    if (batch == batchEnds.size()) {
      batchEnds.add(start(batch) + rows.samples());
    }
    now = moment;
  }

  private Layer encoded(int index, Values rows, @Nullable Layer before) {
    Map<String, Encoding> fitted = new HashMap<>();
    Layer layer =
        before != null
            ? before
            : new Layer(fit(binary.get(index), "rule of layer " + index, rows, fitted));
    if (isOrder()) {
      append(rows, List.of(layer.binary));
    } else {
      SymbolsBuilder binned =
          new SymbolsBuilder(fit(rules.bins(), "bins of layer " + index, rows, fitted));
      append(rows, List.of(layer.binary, binned));
      Symbols patterns = binned.finish();
      layer.pattern.add(Partition.ofRows(patterns));
      layer.binning.add(patterns.coding());
    }
    if (rules.once()) {
      kept.putAll(fitted);
    }
    layer.pushes++;
    return layer;
  }

  private int start(int batch) {
    return batch == 0 ? 0 : batchEnds.get(batch - 1);
  }

  private void requireInTime(TrainingMoment moment) {
    if (now != null) {
      if (isOrder() ? moment.epoch() != now.epoch() : !moment.equals(now)) {
        throw new IllegalStateException(
            "Asked for %s, but %s is not complete. Call complete(...) first, or drop(...)."
                .formatted(moment, now));
      }
    } else if (last != null && !moment.isAfter(last)) {
      throw new IllegalStateException(
          "Asked for %s, but %s is complete already. Push moments in the order of time."
              .formatted(moment, last));
    }
  }

  private void requireSamples(String name, int samples, int batch, TrainingMoment moment) {
    if (!isOrder() && batch > 0) {
      throw new IllegalStateException(
          "Asked to push layer \"%s\" at %s, but it was pushed before. Push each layer once a moment, all examples."
              .formatted(name, moment));
    }
    int wanted = isOrder() ? samples : examples;
    if (batch < batchEnds.size()) {
      wanted = batchEnds.get(batch) - start(batch);
    }
    if (samples != wanted) {
      throw new IllegalArgumentException(
          "Asked to push layer \"%s\" %s with %s samples, but there are %s. Push the same samples of all layers, in one order."
              .formatted(name, when(moment, batch), samples, wanted));
    }
  }

  private String when(TrainingMoment moment, int batch) {
    if (isOrder()) {
      return "in epoch %s, batch %s".formatted(moment.epoch(), batch + 1);
    }
    boolean untrained = moment.epoch() == 0 && moment.iteration() == 0;
    return "on the %s %s"
        .formatted(axis, untrained ? "before training" : "after epoch " + moment.epoch());
  }

  private static void requireFinite(Values rows, String layer, String when) {
    if (rows.isFinite()) {
      return;
    }
    for (int i = 0; i < rows.samples(); i++) {
      for (int unit = 0; unit < rows.units(); unit++) {
        double value = rows.get(i, unit);
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "Layer \"%s\", unit %s of %s, is %s %s (example %s). Training has diverged or the input has such values: lower the learning rate or check the data."
                  .formatted(layer, unit, rows.units(), value, when, i));
        }
      }
    }
  }

  private void requireEnoughToFit(int samples) {
    if (samples < SMALLEST_FIT && binary.stream().anyMatch(Discretizer::looksAtData)) {
      throw new IllegalArgumentException(
          "Asked to fit a rule that looks at data, such as the median, on a first mini-batch of %s. Use mini-batches of at least %s, or a rule that needs no data: discretize(zero()) or discretize(threshold(t))."
              .formatted(samples, SMALLEST_FIT));
    }
  }

  private Encoding fit(Discretizer rule, String use, Values values, Map<String, Encoding> fitted) {
    Encoding before = kept.get(use);
    Encoding now = before == null ? rule.fit(values) : before;
    fitted.put(use, now);
    return now;
  }

  /** Reads rows in the order in which they are in a file, once for all builders. */
  private static void append(Values values, List<SymbolsBuilder> builders) {
    int units = values.units();
    int rows = Math.max(1, CHUNK / units);
    if (values.samples() <= rows) {
      builders.forEach(builder -> builder.append(values));
      return;
    }
    double[] chunk = new double[Math.min(rows, values.samples()) * units];
    for (int from = 0; from < values.samples(); from += rows) {
      int count = Math.min(rows, values.samples() - from);
      for (int i = 0, at = 0; i < count; i++) {
        for (int unit = 0; unit < units; unit++) {
          chunk[at++] = values.get(from + i, unit);
        }
      }
      Values part = Values.view(count, units, (sample, unit) -> chunk[sample * units + unit]);
      builders.forEach(builder -> builder.append(part));
    }
  }

  Snapshot complete(TrainingMoment moment, Partition labels, Trials sequences) {
    requireInTime(moment);
    List<Layer> all = new ArrayList<>();
    for (int i = 0; i < infos.size(); i++) {
      Layer layer = layers.get(i);
      if (layer == null || layer.pushes < batchEnds.size()) {
        throw new IllegalStateException(
            "Asked to complete %s, but layer \"%s\" was pushed %s of %s times. Push all layers, each mini-batch."
                .formatted(
                    moment,
                    infos.get(i).name(),
                    layer == null ? 0 : layer.pushes,
                    Math.max(1, batchEnds.size())));
      }
      all.add(layer);
    }
    int samples = batchEnds.get(batchEnds.size() - 1);
    if (isOrder() && samples < 2) {
      throw new IllegalArgumentException(
          "Epoch %s had %s sample(s) in training order. Train on at least 2 examples."
              .formatted(moment.epoch(), samples));
    }
    if (labels.samples() != samples) {
      throw new IllegalArgumentException(
          "Asked to complete %s with %s labels, but %s samples were pushed. Pass one label a sample."
              .formatted(moment, labels.samples(), samples));
    }
    sequences.end(sequences.count() - 1, samples); // begins before the last sample
    int[] starts = IntStream.range(0, batchEnds.size()).map(this::start).toArray();
    Snapshot snapshot =
        new Snapshot(
            moment.epoch(),
            all.stream().map(layer -> layer.binary.finish()).toList(),
            all.stream().flatMap(layer -> layer.pattern.stream()).toList(),
            all.stream().flatMap(layer -> layer.binning.stream()).toList(),
            labels,
            starts);
    drop();
    last = moment;
    return snapshot.afterIteration(moment.iteration()).ofSequences(sequences);
  }
}
