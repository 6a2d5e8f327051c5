package org.infoplane.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

/** Mutable: makes the snapshots of one time axis of what is pushed, layer by layer. */
final class AxisRecorder {

  private static final int SMALLEST_FIT = 10;
  private static final int CHUNK = 1 << 16; // values
  private static final int SHARE_OF_HEAP = 2;

  /** Mutable: a layer at the moment under way, encoded as it arrives or held. */
  private static final class Layer {
    private final List<SymbolsBuilder> packed = new ArrayList<>(); // binary, then bins
    private final List<Values> held = new ArrayList<>();
    private int pushes;
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
    this.last = last;
    this.axis = axis;
    this.infos = infos;
    this.keeping = keeping;
    this.budget = budget;
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
    boolean holds = keeping.holds(name);
    Values taken = holds ? rows.kept() : rows; // numbers too large for single precision are found
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
    } catch (RuntimeException e) { // of a rule of the user's: some rows may be encoded
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
      for (Map.Entry<String, Discretizer> rule : rules(index).entrySet()) {
        to.packed.add(
            new SymbolsBuilder(fit(rule.getValue(), rule.getKey() + index, rows, fitted)));
      }
    }
    append(rows, to.packed);
    if (keeping.isOnce()) { // not of rows that a rule refuses
      kept.putAll(fitted);
    }
  }

  /** What a layer is packed by: in training order there are no bins. */
  private Map<String, Discretizer> rules(int index) {
    Map<String, Discretizer> rules = new LinkedHashMap<>();
    rules.put("rule of layer ", keeping.ruleOf(infos.get(index).name()));
    if (!isOrder()) {
      rules.put("bins of layer ", keeping.binning());
    }
    return rules;
  }

  /** An epoch, and its largest layer once more, since batches are joined at its end. */
  private void requireHeap() {
    long[] bytes =
        layers.values().stream()
            .mapToLong(layer -> layer.held.stream().mapToLong(Values::heapBytes).sum())
            .toArray();
    long most = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    if (LongStream.of(bytes).sum() + LongStream.of(bytes).max().orElse(0) > most) {
      throw new IllegalStateException(
          "The values of an epoch are held until it ends, also those that are packed then for want of room, but on the axis of %s they take more than %s, half of the memory. Capture with keeping(symbols(median())), which packs each mini-batch at once, or start Java with more memory (-Xmx)."
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

  private void requireEnoughToFit(String layer, int samples) {
    if (samples < SMALLEST_FIT && keeping.ruleOf(layer).looksAtData()) {
      throw new IllegalArgumentException(
          "Asked to fit a rule that looks at data, such as the median, on a first mini-batch of %s. Use mini-batches of at least %s, a rule that needs no data, keeping(symbols(zero())) or symbols(threshold(t)), or keep values."
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

  Snapshot complete(TrainingMoment moment, Partition labels, Segments sequences) {
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
    long bytes =
        all.stream().flatMap(layer -> layer.held.stream()).mapToLong(Values::heapBytes).sum();
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

  /** Of what was held, the values; if they are too many it is packed as queries do by default. */
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
