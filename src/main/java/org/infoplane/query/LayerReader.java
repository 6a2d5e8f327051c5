package org.infoplane.query;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.infoplane.recording.Fact;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * Reads the layers of a recording: values, symbols by a discretizer, patterns of bins. Values are
 * encoded on first use and remembered; layers that were packed to symbols are read as they are, if
 * they match.
 *
 * @param rule of all layers; null for the default, medians or 30 bins, or whatever was packed
 * @param ruleOfLayer of single layers
 * @param fittedOn what rules are fitted on; null for the default
 * @param once whether they are fitted at the first moment only
 * @param units of all layers that are not in the map
 * @param unitsOfLayer of single layers
 */
record LayerReader(
    Recording run,
    @Nullable Discretizer rule,
    Map<String, Discretizer> ruleOfLayer,
    @Nullable FittedOn fittedOn,
    boolean once,
    UnitSelection units,
    Map<String, UnitSelection> unitsOfLayer) {

  /** Fewest samples of a mini-batch that edges are fitted on. */
  private static final int SMALLEST_FIT = 10;

  private static final UnitSelection ALL = UnitSelection.all();
  static final Discretizer MEDIAN = Discretizer.median();
  static final Discretizer BINS = Discretizer.equalWidth(30);

  /** Samples grouped by the patterns of a layer, and the effect of binning on it. */
  record Binned(Partition patterns, DiscretizationReport discretization) {}

  private record Key(
      Snapshot at, int layer, Discretizer rule, FittedOn on, int first, boolean once) {}

  private record BinnedKey(Key symbols, List<Integer> units) {}

  private record EncodingKey(Key of) {}

  static LayerReader of(Recording run) {
    return new LayerReader(run, null, Map.of(), null, false, ALL, Map.of());
  }

  /** All but the recording, with {@code equals}. */
  List<@Nullable Object> settings() {
    return Arrays.asList(rule, ruleOfLayer, fittedOn, once, units, unitsOfLayer);
  }

  LayerReader with(Discretizer other) {
    return new LayerReader(run, other, ruleOfLayer, fittedOn, once, units, unitsOfLayer);
  }

  LayerReader with(String layer, Discretizer other) {
    run.layer(layer);
    Map<String, Discretizer> more = new LinkedHashMap<>(ruleOfLayer);
    more.put(layer, other);
    return new LayerReader(run, rule, more, fittedOn, once, units, unitsOfLayer);
  }

  LayerReader fittedOn(FittedOn samples) {
    return new LayerReader(run, rule, ruleOfLayer, samples, once, units, unitsOfLayer);
  }

  LayerReader fittingOnce() {
    return new LayerReader(run, rule, ruleOfLayer, fittedOn, true, units, unitsOfLayer);
  }

  LayerReader units(UnitSelection chosen) {
    run.layers().forEach(layer -> Require.units(layer, chosen));
    return new LayerReader(run, rule, ruleOfLayer, fittedOn, once, chosen, Map.of());
  }

  LayerReader units(String layer, UnitSelection chosen) {
    LayerInfo info = run.layers().get(run.layer(layer));
    Require.units(info, chosen);
    Map<String, UnitSelection> more = new LinkedHashMap<>(unitsOfLayer);
    more.put(layer, chosen);
    return new LayerReader(run, rule, ruleOfLayer, fittedOn, once, units, more);
  }

  /** Whether an epoch is among those chosen; none are all. */
  static boolean isWanted(int epoch, int... epochs) {
    return epochs.length == 0 || Arrays.stream(epochs).anyMatch(e -> e == epoch);
  }

  /** Indices of the units that were chosen. */
  int[] units(int layer) {
    LayerInfo info = run.layers().get(layer);
    return unitsOfLayer.getOrDefault(info.name(), units).of(info);
  }

  List<Integer> numbers(int layer) {
    return Arrays.stream(units(layer)).boxed().toList();
  }

  boolean isAll(int layer) {
    return Arrays.equals(
        units(layer), IntStream.range(0, run.layers().get(layer).units()).toArray());
  }

  String name(int layer) {
    return run.layers().get(layer).name();
  }

  private @Nullable Discretizer chosen(int layer) {
    return ruleOfLayer.getOrDefault(name(layer), rule);
  }

  Discretizer rule(int layer, Discretizer fallback) {
    return Objects.requireNonNullElse(chosen(layer), fallback);
  }

  /** The rule of layers that have none of their own. */
  Discretizer rule(Discretizer fallback) {
    return Objects.requireNonNullElse(rule, fallback);
  }

  /** Number of first samples without a symbol: an ordinal pattern spans some before. */
  int lost(int layer) {
    return rule(layer, MEDIAN).span() - 1;
  }

  Snapshot at(TimeAxis axis, int moment) {
    return run.track(axis).snapshots().get(moment);
  }

  private Symbols some(Symbols all, int layer) {
    return isAll(layer) ? all : all.units(units(layer));
  }

  /** The values of a layer from a sample on. */
  Values values(TimeAxis axis, int moment, int layer, int first) {
    Snapshot at = at(axis, moment);
    requireValues(at, axis, layer, "values of layer \"%s\"".formatted(name(layer)), false);
    Values values = at.values(layer).slice(first, at.samples());
    return isAll(layer) ? values : values.units(units(layer));
  }

  /** Symbols of a layer from a sample on, one series for each chosen unit. */
  Symbols symbols(TimeAxis axis, int moment, int layer, int first) {
    Snapshot at = at(axis, moment);
    Discretizer wanted = rule(layer, MEDIAN);
    if (at.hasValues(layer)) {
      return some(encoded(axis, at, layer, wanted, first), layer);
    }
    Fact.Rule was = packed().rule(name(layer));
    if (!isPacked(was.words(), was.looksAtData(), layer, axis, first)) {
      requireValues(
          at,
          axis,
          layer,
          "symbols of layer \"%s\" by %s, %s".formatted(name(layer), wanted, words().fitted()),
          wanted.toString().equals(was.words()) && fittedOn == null && !once);
    }
    return some(at.symbols(layer).slice(first, at.samples()), layer);
  }

  /** The patterns of a layer's bins. */
  Binned binned(TimeAxis axis, int moment, int layer) {
    Snapshot at = at(axis, moment);
    Discretizer bins = rule(layer, BINS);
    if (!at.hasValues(layer)) {
      boolean fits = chosen(layer) == null || bins.looksAtData();
      if (!isPacked(packed().bins(), fits, layer, axis, 0) || !isAll(layer)) {
        requireValues(
            at,
            axis,
            layer,
            "%s of layer \"%s\", %s".formatted(bins, name(layer), words().fitted()),
            false);
      }
      return new Binned(at.patterns(layer).orElseThrow(), at.binning(layer).orElseThrow());
    }
    Key key = new Key(at, layer, bins, fit(axis, 0), 0, once);
    return run.memo()
        .get(
            new BinnedKey(key, numbers(layer)),
            made -> 4L * made.patterns().samples(),
            () -> {
              Symbols some = some(encoded(axis, at, layer, bins, 0), layer);
              return new Binned(Partition.ofRows(some), some.discretization());
            });
  }

  ReadingWords words() {
    return new ReadingWords(this);
  }

  PackedLayers packed() {
    return new PackedLayers(run);
  }

  /** Whether packed symbols match what is wanted. */
  private boolean isPacked(String words, boolean fits, int layer, TimeAxis axis, int first) {
    Discretizer wanted = chosen(layer);
    if (wanted != null && !wanted.toString().equals(words)) {
      return false;
    }
    if (!fits) {
      return true;
    }
    if (packed().fitted().isEmpty()) {
      return fittedOn == null && !once;
    }
    Fact.Fitted was = packed().fitted().get();
    FittedOn on = axis == TimeAxis.TRAINING_ORDER ? was.on() : FittedOn.EPOCH;
    boolean same =
        fittedOn == null ? was.on() == FittedOn.FIRST_BATCH || first == 0 : fit(axis, first) == on;
    return same && (!once || was.once());
  }

  /** What rules are fitted on: all samples if there is no window, or no mini-batch. */
  FittedOn fit(TimeAxis axis, int first) {
    FittedOn on = Objects.requireNonNullElse(fittedOn, FittedOn.WINDOW);
    boolean whole =
        on == FittedOn.WINDOW
            ? first == 0
            : on == FittedOn.FIRST_BATCH && axis != TimeAxis.TRAINING_ORDER;
    return whole ? FittedOn.EPOCH : on;
  }

  private void requireValues(
      Snapshot at, TimeAxis axis, int layer, String wanted, boolean windowAlone) {
    if (!at.hasValues(layer)) {
      throw packed().withoutValues(axis, at, name(layer), wanted, windowAlone);
    }
  }

  /** Symbols of all units of a layer from a sample on, made of its values. */
  private Symbols encoded(TimeAxis axis, Snapshot at, int layer, Discretizer rule, int first) {
    FittedOn on = fit(axis, first);
    int from = on == FittedOn.WINDOW ? first : 0; // else a window is a part of the epoch
    Require.that(
        rule.span() == 1 || at.sequences().count() == 1,
        "rule must look at one sample at a time, since the first steps of each sequence have no %s. Use median(), quantiles(n) ...",
        rule);
    Key key = new Key(at, layer, rule, on, from, once);
    Symbols symbols =
        run.memo()
            .get(
                key,
                made -> (long) made.units() * made.samples() * made.bits() / 8,
                () -> encoding(axis, at, key).encode(at.values(layer).slice(from, at.samples())));
    return first == from ? symbols : symbols.slice(first, symbols.samples());
  }

  /** Fitted at this moment, or once at the first, there on a window of the same length. */
  private Encoding encoding(TimeAxis axis, Snapshot at, Key key) {
    Snapshot fitted = once ? at(axis, 0) : at;
    requireValues(fitted, axis, key.layer(), "rules " + words().fitted(), false);
    int first = Math.max(0, fitted.samples() - (at.samples() - key.first()));
    boolean window = key.on() == FittedOn.WINDOW;
    Key of = new Key(fitted, key.layer(), key.rule(), key.on(), window ? first : 0, once);
    return run.memo()
        .get(
            new EncodingKey(of),
            made -> 8L * made.units() * made.alphabet(),
            () -> of.rule().fit(valuesToFit(fitted, of)));
  }

  private static Values valuesToFit(Snapshot at, Key key) {
    Values all = at.values(key.layer());
    int[] starts = at.batchStarts();
    if (key.on() != FittedOn.FIRST_BATCH || starts.length == 1) {
      return all.slice(key.first(), all.samples());
    }
    Require.that(
        !key.rule().looksAtData() || starts[1] >= SMALLEST_FIT,
        "The first mini-batch has %s, too few to fit %s. Use mini-batches of at least %s, or fit on the whole epoch.",
        starts[1] == 1 ? "1 sample" : starts[1] + " samples",
        key.rule(),
        SMALLEST_FIT);
    return all.slice(0, starts[1]);
  }
}
