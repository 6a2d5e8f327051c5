package org.infoplane.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.SymbolsBuilder;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** Mutable: collects the pushed layers of one time axis into snapshots. */
final class AxisRecorder {

  private static final int SMALLEST_FIT = 10;
  private static final int CHUNK = 1 << 16; // values
  private static final int SHARE_OF_HEAP = 2;

  /** Mutable: a layer at the current moment, encoded as it arrives or held. */
  private static final class Layer {
    private final List<SymbolsBuilder> packed = new ArrayList<>(); // binary, then bins
    private final List<Values> held = new ArrayList<>();
    private int pushes;

    long heapBytes() {
      return held.stream().mapToLong(Values::heapBytes).sum();
    }
  }

  private final TimeAxis axis;
  private final List<LayerInfo> infos;
  private final Keeping keeping;
  private final Budget budget;
  private final int examples; // 0 in training order
  private final Map<String, Encoding> kept = new HashMap<>();
  private final Map<Integer, Layer> layers = new HashMap<>();
  private final List<Integer> batchEnds = new ArrayList<>();
  private @Nullable TrainingMoment now;
  private @Nullable TrainingMoment last;

  AxisRecorder(
      TimeAxis axis,
      List<LayerInfo> infos,
      Keeping keeping,
      Budget budget,
      int examples,
      @Nullable TrainingMoment last) {
    this.axis = axis;
    this.infos = infos;
    this.keeping = keeping;
    this.budget = budget;
    this.examples = examples;
    this.last = last;
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
    boolean holds = keeping.holds(name);
    Values taken = holds ? rows.kept() : rows; // the copy shows what overflows single precision
    requireFinite(taken, name, when(moment, batch));
    if (layer == null && isOrder() && !holds) {
      requireEnoughToFit(name, rows.samples());
    }
    try {
      Layer to = layers.computeIfAbsent(index, i -> new Layer());
      if (holds) {
        to.held.add(taken);
        requireHeap();
      } else {
        pack(index, rows, to);
      }
      to.pushes++;
    } catch (RuntimeException e) { // of a user's discretizer: some rows may be encoded
      drop();
      throw e;
    }
    if (batch == batchEnds.size()) {
      batchEnds.add(start(batch) + rows.samples());
    }
    now = moment;
  }

  private void pack(int index, Values rows, Layer to) {
    Map<String, Encoding> fitted = new HashMap<>();
    if (to.packed.isEmpty()) {
      Discretizer rule = keeping.ruleOf(infos.get(index).name());
      to.packed.add(new SymbolsBuilder(fit(rule, "rule " + index, rows, fitted)));
      if (!isOrder()) {
        to.packed.add(new SymbolsBuilder(fit(keeping.binning(), "bins " + index, rows, fitted)));
      }
    }
    append(rows, to.packed);
    if (keeping.isOnce()) { // only after the rows were accepted
      kept.putAll(fitted);
    }
  }

  private Encoding fit(Discretizer rule, String use, Values values, Map<String, Encoding> fitted) {
    Encoding before = kept.get(use);
    Encoding now = before == null ? rule.fit(values) : before;
    fitted.put(use, now);
    return now;
  }

  /** Limits an epoch plus its largest layer, which is copied when batches are joined at the end. */
  private void requireHeap() {
    long[] bytes = layers.values().stream().mapToLong(Layer::heapBytes).toArray();
    long most = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    if (LongStream.of(bytes).sum() + LongStream.of(bytes).max().orElse(0) > most) {
      throw new IllegalStateException(
          "The values of an epoch are held in memory until it ends, and on the axis of %s they exceed %s, half of the heap. Capture with keeping(symbols(median())), which packs each mini-batch as it arrives, or give Java more memory (-Xmx)."
              .formatted(axis, Keeping.size(most)));
    }
  }

  private int start(int batch) {
    return batch == 0 ? 0 : batchEnds.get(batch - 1);
  }

  private void requireInTime(TrainingMoment moment) {
    if (now != null) {
      if (isOrder() ? moment.epoch() != now.epoch() : !moment.equals(now)) {
        throw new IllegalStateException(
            "Moment \"%s\" begins before \"%s\" is complete. Call complete(...) or drop(...) first."
                .formatted(moment, now));
      }
    } else if (last != null && !moment.isAfter(last)) {
      throw new IllegalStateException(
          "Moment \"%s\" is not after \"%s\", which is complete. Push moments in chronological order."
              .formatted(moment, last));
    }
  }

  private void requireSamples(String name, int samples, int batch, TrainingMoment moment) {
    if (!isOrder() && batch > 0) {
      throw new IllegalStateException(
          "Layer \"%s\" was already pushed at \"%s\". Push each layer once per moment, with all examples."
              .formatted(name, moment));
    }
    int wanted = isOrder() ? samples : examples;
    if (batch < batchEnds.size()) {
      wanted = batchEnds.get(batch) - start(batch);
    }
    if (samples != wanted) {
      throw new IllegalArgumentException(
          "Samples of layer \"%s\" %s must be %s, got %s. Push the same samples of all layers, in the same order."
              .formatted(name, when(moment, batch), wanted, samples));
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
              "Layer \"%s\", unit %s of %s, is %s %s (example %s). Training diverged, or the input has such values: lower the learning rate or check the data."
                  .formatted(layer, unit, rows.units(), value, when, i));
        }
      }
    }
  }

  private void requireEnoughToFit(String layer, int samples) {
    Discretizer rule = keeping.ruleOf(layer);
    if (samples < SMALLEST_FIT && rule.looksAtData()) {
      throw new IllegalArgumentException(
          "The first mini-batch must have at least %s samples to fit \"%s\", got %s. Use larger mini-batches, a rule that is not fitted, such as keeping(symbols(zero())) or symbols(threshold(t)), or keep values."
              .formatted(SMALLEST_FIT, rule, samples));
    }
  }

  /** Reads rows in the order of the file, once for all builders. */
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

  Snapshot complete(TrainingMoment moment, Partition labels, Segments sequences) {
    requireInTime(moment);
    List<Layer> all = new ArrayList<>();
    for (int i = 0; i < infos.size(); i++) {
      Layer layer = layers.getOrDefault(i, new Layer());
      int batches = Math.max(1, batchEnds.size());
      if (layer.pushes < batches) {
        throw new IllegalStateException(
            "Moment \"%s\" is incomplete: layer \"%s\" was pushed %s of %s times. Push all layers, for each mini-batch."
                .formatted(moment, infos.get(i).name(), layer.pushes, batches));
      }
      all.add(layer);
    }
    int samples = batchEnds.get(batchEnds.size() - 1);
    if (isOrder() && samples < 2) {
      throw new IllegalArgumentException(
          "Samples of epoch %s in training order must be at least 2, got %s. Train on more examples."
              .formatted(moment.epoch(), samples));
    }
    if (labels.samples() != samples) {
      throw new IllegalArgumentException(
          "Labels of \"%s\" must be as many as its samples, %s, got %s. Pass one label per sample."
              .formatted(moment, samples, labels.samples()));
    }
    sequences.end(sequences.count() - 1, samples); // checks that the last one begins within them
    int[] starts = IntStream.range(0, batchEnds.size()).map(this::start).toArray();
    long bytes = all.stream().mapToLong(Layer::heapBytes).sum();
    boolean takes = bytes == 0 || budget.takes(axis, bytes);
    List<Snapshot.Layer> finished = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      finished.add(finished(i, all.get(i), takes));
    }
    Snapshot snapshot = new Snapshot(moment.epoch(), finished, labels, starts);
    drop();
    last = moment;
    return snapshot.afterIteration(moment.iteration()).ofSequences(sequences);
  }

  /** The held values, or, if they exceed the budget, the symbols of the default queries. */
  private Snapshot.Layer finished(int index, Layer layer, boolean takes) {
    if (!layer.held.isEmpty()) {
      Values values = Values.join(layer.held);
      layer.held.clear();
      if (takes) {
        return Snapshot.Layer.of(values);
      }
      pack(index, values, layer);
    }
    Symbols symbols = layer.packed.get(0).finish();
    if (isOrder()) {
      return Snapshot.Layer.of(symbols);
    }
    Symbols binned = layer.packed.get(1).finish();
    return Snapshot.Layer.of(symbols, Partition.ofRows(binned), binned.discretization());
  }
}
