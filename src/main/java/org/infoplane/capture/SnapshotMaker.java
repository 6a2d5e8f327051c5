package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.infoplane.recording.Snapshot;
import org.infoplane.symbol.Coding;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.SymbolsBuilder;
import org.infoplane.symbol.Values;

/**
 * Mutable: makes snapshots of activations. Rules are fitted anew each time, or once and their edges
 * kept. Layers are asked for one after the other and encoded by chunks of rows, so that the values
 * of a layer may be larger than the heap, in a file. For one thread.
 */
public final class SnapshotMaker {

  private static final int SMALLEST_FIT = 10;
  private static final int CHUNK = 1 << 16; // values

  private final List<Discretizer> rules;
  private final Discretizer bins;
  private final boolean once;
  private final Map<String, Encoding> kept = new HashMap<>();

  /**
   * Starts without any edges.
   *
   * @param rules how activations become binary symbols, one a layer
   * @param bins how they are binned for mutual information
   * @param once whether edges that were fitted at the first snapshot are kept
   */
  public SnapshotMaker(List<Discretizer> rules, Discretizer bins, boolean once) {
    requireNonNull(rules, "rules must not be null");
    requireNonNull(bins, "bins must not be null");
    this.rules = List.copyOf(rules);
    this.bins = bins;
    this.once = once;
  }

  private Encoding fit(Discretizer rule, String use, Values values) {
    return once ? kept.computeIfAbsent(use, key -> rule.fit(values)) : rule.fit(values);
  }

  /**
   * Takes a snapshot of fixed examples: rules and bins are fitted on all of them.
   *
   * @param epoch 0 is before training
   * @param layers gives {@code samples x units} of each layer, by its index, all finite
   * @param labels the samples grouped by label
   * @return symbols, and patterns of bins
   * @throws IllegalArgumentException if a layer has other samples than the labels, other units than
   *     the rule was fitted on, or a number that is none
   */
  public Snapshot ofProbe(int epoch, IntFunction<Values> layers, Partition labels) {
    requireNonNull(layers, "layers must not be null");
    requireNonNull(labels, "labels must not be null");
    List<Symbols> symbols = new ArrayList<>();
    List<Partition> patterns = new ArrayList<>();
    List<Coding> codings = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Values values = layers.apply(i);
      SymbolsBuilder binary = new SymbolsBuilder(fit(rules.get(i), "rule of layer " + i, values));
      SymbolsBuilder binned = new SymbolsBuilder(fit(bins, "bins of layer " + i, values));
      append(values, List.of(binary, binned));
      symbols.add(binary.finish());
      Symbols pattern = binned.finish();
      patterns.add(Partition.ofRows(pattern));
      codings.add(pattern.coding());
    }
    return new Snapshot(epoch, symbols, patterns, codings, labels, new int[] {0});
  }

  /**
   * Takes a snapshot of an epoch in training order: rules are fitted on its first mini-batch; there
   * are no bins.
   *
   * @param epoch from 1
   * @param layers gives {@code samples x units} of each layer, by its index, all finite
   * @param labels the samples grouped by label
   * @param batchStarts {@code int[batches]}, first sample of each batch, rising from 0
   * @return symbols
   * @throws IllegalArgumentException as {@link #ofProbe}, and if a rule looks at data but the first
   *     mini-batch is too small
   */
  public Snapshot inTrainingOrder(
      int epoch, IntFunction<Values> layers, Partition labels, int[] batchStarts) {
    requireNonNull(layers, "layers must not be null");
    requireNonNull(labels, "labels must not be null");
    requireNonNull(batchStarts, "batchStarts must not be null");
    int first = batchStarts.length > 1 ? batchStarts[1] : labels.samples();
    requireEnoughToFit(first, rules);
    List<Symbols> symbols = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Values values = layers.apply(i);
      Values batch = Values.view(first, values.units(), values::get);
      SymbolsBuilder binary = new SymbolsBuilder(fit(rules.get(i), "rule of layer " + i, batch));
      append(values, List.of(binary));
      symbols.add(binary.finish());
    }
    return new Snapshot(epoch, symbols, List.of(), List.of(), labels, batchStarts);
  }

  /**
   * Refuses to fit rules on a few samples.
   *
   * @param samples of the first mini-batch
   * @param rules of the layers
   * @throws IllegalArgumentException if a rule looks at data and there are fewer than 10
   */
  public static void requireEnoughToFit(int samples, List<Discretizer> rules) {
    requireNonNull(rules, "rules must not be null");
    if (samples < SMALLEST_FIT && rules.stream().anyMatch(Discretizer::looksAtData)) {
      throw new IllegalArgumentException(
          "Asked to fit a rule that looks at data, such as the median, on a first mini-batch of %s. Use mini-batches of at least %s, or a rule that needs no data: discretize(zero()) or discretize(threshold(t))."
              .formatted(samples, SMALLEST_FIT));
    }
  }

  /** Reads rows in the order in which they are in a file, once for all builders. */
  private static void append(Values values, List<SymbolsBuilder> builders) {
    int units = values.units();
    int rows = Math.max(1, CHUNK / units);
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
}
