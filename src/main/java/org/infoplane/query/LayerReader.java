package org.infoplane.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infoplane.recording.Fact;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a recording as a question wants them: values, symbols by its rule, patterns by its
 * bins. Values are encoded when they are asked for, and remembered; layers that were packed to
 * symbols are taken as they are, if that is what is asked.
 *
 * @param rule asked for; null for the default, medians or 30 bins, or whatever was packed
 * @param ruleOfLayer asked for single layers
 * @param fittedOn what rules are fitted on; null if it was not asked
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

  /** Fewer samples give no edges. */
  private static final int SMALLEST_FIT = 10;

  /** Samples grouped by the patterns of a layer, and what binning did to it. */
  record Binned(Partition patterns, DiscretizationReport discretization) {}

  private record Key(
      Snapshot at, int layer, Discretizer rule, FittedOn on, int first, boolean once) {}

  private record BinnedKey(Key symbols, List<Integer> units) {}

  private record EncodingKey(Key of) {}

  static LayerReader of(Recording run) {
    return new LayerReader(run, null, Map.of(), null, false, UnitSelection.all(), Map.of());
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
    run.layers().forEach(layer -> require(layer, chosen.of(layer)));
    return new LayerReader(run, rule, ruleOfLayer, fittedOn, once, chosen, Map.of());
  }

  LayerReader units(String layer, UnitSelection chosen) {
    LayerInfo info = run.layers().get(run.layer(layer));
    require(info, chosen.of(info));
    Map<String, UnitSelection> more = new LinkedHashMap<>(unitsOfLayer);
    more.put(layer, chosen);
    return new LayerReader(run, rule, ruleOfLayer, fittedOn, once, units, more);
  }

  private static void require(LayerInfo layer, int[] chosen) {
    for (int unit : chosen) {
      if (unit < 0 || unit >= layer.units()) {
        throw new IllegalArgumentException(
            "Asked for unit %s of layer \"%s\", which has %s. Pass numbers from 0 to %s, or name the layer: units(\"...\", ...)."
                .formatted(unit, layer.name(), layer.units(), layer.units() - 1));
      }
    }
    if (chosen.length == 0) {
      throw new IllegalArgumentException(
          "Asked for no units of layer \"%s\". Pass at least one.".formatted(layer.name()));
    }
  }

  /** Checks epochs that are asked about. */
  static int[] requireEpochs(Track track, int... epochs) {
    for (int epoch : epochs) {
      track.at(epoch);
    }
    if (epochs.length == 0) {
      throw new IllegalArgumentException("Asked for no epochs. Pass at least one.");
    }
    return epochs.clone();
  }

  /** The numbers of the units of a layer that are asked about. */
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

  private String name(int layer) {
    return run.layers().get(layer).name();
  }

  private @Nullable Discretizer asked(int layer) {
    return ruleOfLayer.getOrDefault(name(layer), rule);
  }

  /** The rule asked for of a layer. */
  Discretizer rule(int layer, Discretizer fallback) {
    return asked(layer, fallback);
  }

  /** The rule asked for of layers that have none of their own. */
  Discretizer rule(Discretizer fallback) {
    return Objects.requireNonNullElse(rule, fallback);
  }

  private Discretizer asked(int layer, Discretizer fallback) {
    return Objects.requireNonNullElse(asked(layer), fallback);
  }

  /** Samples at the start that have no symbol: an ordinal pattern looks at some before. */
  int lost(int layer) {
    Discretizer asked = asked(layer);
    return asked == null ? 0 : asked.span() - 1;
  }

  /** The values of a layer from a sample on. */
  Values values(TimeAxis axis, int moment, int layer, int first) {
    Snapshot at = at(axis, moment);
    requireValues(at, axis, layer, "values of layer \"%s\"".formatted(name(layer)), false);
    Values values = at.values(layer).slice(first, at.samples());
    return isAll(layer) ? values : values.units(units(layer));
  }

  private Snapshot at(TimeAxis axis, int moment) {
    return run.track(axis).snapshots().get(moment);
  }

  /** Symbols of a layer from a sample on, one series for each of its units that is asked about. */
  Symbols symbols(TimeAxis axis, int moment, int layer, int first) {
    Snapshot at = at(axis, moment);
    Symbols all;
    if (at.hasValues(layer)) {
      all = encoded(axis, at, layer, asked(layer, Discretizer.median()), first);
    } else {
      Fact.Rule was = packed(layer);
      if (!isPacked(was.words(), was.looksAtData(), layer, axis, first)) {
        Discretizer rule = asked(layer, Discretizer.median());
        requireValues(
            at,
            axis,
            layer,
            "symbols of layer \"%s\" by %s, %s".formatted(name(layer), rule, fitInWords()),
            rule.toString().equals(was.words()) && fittedOn == null && !once);
      }
      all = at.symbols(layer).slice(first, at.samples());
    }
    return isAll(layer) ? all : all.units(units(layer));
  }

  /** The patterns of a layer's bins. */
  Binned binned(TimeAxis axis, int moment, int layer) {
    Snapshot at = at(axis, moment);
    Discretizer bins = asked(layer, Discretizer.equalWidth(30));
    if (!at.hasValues(layer)) {
      boolean fits = asked(layer) == null || bins.looksAtData();
      if (!isPacked(packedBins(), fits, layer, axis, 0) || !isAll(layer)) {
        requireValues(
            at,
            axis,
            layer,
            "%s of layer \"%s\", %s".formatted(bins, name(layer), fitInWords()),
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
              Symbols all = encoded(axis, at, layer, bins, 0);
              Symbols some = isAll(layer) ? all : all.units(units(layer));
              return new Binned(Partition.ofRows(some), some.discretization());
            });
  }

  private String fitInWords() {
    return "fitted on %s%s"
        .formatted(Objects.requireNonNullElse(fittedOn, FittedOn.WINDOW), once ? ", once" : "");
  }

  /** Whether what is packed was too much for the budget: packed as queries do by default. */
  private boolean isBudget() {
    return fitted().filter(fact -> fact.on() == FittedOn.EPOCH).isPresent();
  }

  /** The bins that layers were packed by; empty if that is not known. */
  private String packedBins() {
    return run.recipe()
        .find(Fact.Bins.class)
        .map(Fact.Bins::words)
        .orElse(isBudget() ? Discretizer.equalWidth(30).toString() : "");
  }

  /** The rule that a layer was packed by; beyond the budget, that of queries. */
  private Fact.Rule packed(int layer) {
    Fact.Rule found =
        new Fact.Rule("", isBudget() ? Discretizer.median().toString() : "a rule of its own", true);
    for (Fact fact : run.recipe().facts()) {
      if (fact instanceof Fact.Rule rule
          && (rule.layer().isEmpty() || rule.layer().equals(name(layer)))) {
        found = rule; // that of the layer comes later
      }
    }
    return found;
  }

  /** What rules were fitted on when layers were packed; not known of those made by hand. */
  private Optional<Fact.Fitted> fitted() {
    return run.recipe().find(Fact.Fitted.class);
  }

  /** Whether what was packed is what is asked, which may be nothing in particular. */
  private boolean isPacked(String words, boolean fits, int layer, TimeAxis axis, int first) {
    Discretizer asked = asked(layer);
    if (asked != null && !asked.toString().equals(words)) {
      return false;
    }
    if (!fits) {
      return true;
    }
    if (fitted().isEmpty()) {
      return fittedOn == null && !once;
    }
    Fact.Fitted was = fitted().get();
    FittedOn on = axis == TimeAxis.TRAINING_ORDER ? was.on() : FittedOn.EPOCH;
    boolean same =
        fittedOn == null ? was.on() == FittedOn.FIRST_BATCH || first == 0 : fit(axis, first) == on;
    return same && (!once || was.once());
  }

  /** What rules are fitted on: where there is no window, or no mini-batch, that is all samples. */
  private FittedOn fit(TimeAxis axis, int first) {
    FittedOn on = Objects.requireNonNullElse(fittedOn, FittedOn.WINDOW);
    boolean whole =
        on == FittedOn.WINDOW
            ? first == 0
            : on == FittedOn.FIRST_BATCH && axis != TimeAxis.TRAINING_ORDER;
    return whole ? FittedOn.EPOCH : on;
  }

  private void requireValues(
      Snapshot at, TimeAxis axis, int layer, String asked, boolean windowAlone) {
    if (at.hasValues(layer)) {
      return;
    }
    String bins = packedBins();
    throw new IllegalArgumentException(
        "Asked for %s, but the %s has symbols of that layer after epoch %s, not values: %s, fitted on %s. Capture with keeping(values()), or keeping(values(\"%s\", ...)) of all layers that the question is about%s."
            .formatted(
                asked,
                axis,
                at.epoch(),
                packed(layer).words() + (bins.isEmpty() ? "" : ", " + bins),
                fitted().map(Fact.Fitted::words).orElse("samples of its own"),
                name(layer),
                isBudget()
                    ? ", or with a larger budget, keeping(budget(bytes)): all values were more than it"
                        + (windowAlone ? ". Or ask fittedOn(EPOCH)" : "")
                    : ""));
  }

  /** All units of a layer from a sample on, made of its values. */
  private Symbols encoded(TimeAxis axis, Snapshot at, int layer, Discretizer rule, int first) {
    FittedOn on = fit(axis, first);
    int from = on == FittedOn.WINDOW ? first : 0; // else a window is a part of the epoch
    if (rule.span() > 1 && at.sequences().count() > 1) {
      throw new IllegalArgumentException(
          "Asked for %s of sequences, whose first steps have none. Use a rule of one sample: median(), quantiles(n) ..."
              .formatted(rule));
    }
    Key key = new Key(at, layer, rule, on, from, once);
    Symbols symbols =
        run.memo()
            .get(
                key,
                made -> (long) made.units() * made.samples() * made.bits() / 8,
                () -> encoding(axis, at, key).encode(at.values(layer).slice(from, at.samples())));
    return first == from ? symbols : symbols.slice(first, symbols.samples());
  }

  /** Fitted at this moment, or once at the first: there on a window that is as long. */
  private Encoding encoding(TimeAxis axis, Snapshot at, Key key) {
    Snapshot fitted = once ? at(axis, 0) : at;
    requireValues(fitted, axis, key.layer(), "rules " + fitInWords(), false);
    int first = Math.max(0, fitted.samples() - (at.samples() - key.first()));
    boolean window = key.on() == FittedOn.WINDOW;
    Key of = new Key(fitted, key.layer(), key.rule(), key.on(), window ? first : 0, once);
    return run.memo()
        .get(
            new EncodingKey(of),
            made -> 8L * made.units() * made.alphabet(),
            () -> of.rule().fit(some(fitted, of)));
  }

  private Values some(Snapshot at, Key key) {
    Values all = at.values(key.layer());
    int[] starts = at.batchStarts();
    if (key.on() != FittedOn.FIRST_BATCH || starts.length == 1) {
      return all.slice(key.first(), all.samples());
    }
    if (key.rule().looksAtData() && starts[1] < SMALLEST_FIT) {
      throw new IllegalArgumentException(
          "Asked to fit %s on a first mini-batch of %s. Use mini-batches of at least %s, or fit it on the whole epoch."
              .formatted(key.rule(), starts[1], SMALLEST_FIT));
    }
    return all.slice(0, starts[1]);
  }

  /** The bins asked for; of layers that were packed, those that they were packed by. */
  Fact.Bins bins(TimeAxis axis) {
    String asked = (rule == null ? Discretizer.equalWidth(30) : rule).toString();
    List<String> kept = withValues(axis);
    if (kept.size() == run.layers().size() || packedBins().isEmpty()) {
      return new Fact.Bins(asked);
    }
    return new Fact.Bins(
        kept.isEmpty() ? packedBins() : "%s; of %s %s".formatted(packedBins(), kept, asked));
  }

  /** Writes down the bins. */
  Recipe addBins(Recipe recipe, TimeAxis axis) {
    Recipe more = recipe.with(bins(axis));
    for (Map.Entry<String, Discretizer> own : ruleOfLayer.entrySet()) {
      more = more.with("bins of " + own.getKey(), own.getValue());
    }
    return addFit(more, axis, false);
  }

  /** Writes down what rules are fitted on; what was packed is in the recipe already. */
  private Recipe addFit(Recipe recipe, TimeAxis axis, boolean window) {
    Fact.Fitted asked = new Fact.Fitted(fit(axis, window ? 1 : 0), once);
    List<String> kept = withValues(axis);
    if (kept.isEmpty()) {
      return recipe;
    }
    return kept.size() == run.layers().size()
        ? recipe.with(asked)
        : recipe.with("rules of %s are fitted on".formatted(kept), asked.words());
  }

  /** The layers whose values were kept. */
  private List<String> withValues(TimeAxis axis) {
    Snapshot first = at(axis, 0);
    return IntStream.range(0, first.layers())
        .filter(first::hasValues)
        .mapToObj(this::name)
        .toList();
  }

  /** The rule of layers that have none of their own. */
  Discretizer ruleOfAll() {
    return rule == null ? Discretizer.median() : rule;
  }

  /** Whether the symbols asked for are binary. */
  boolean isBinary() {
    return (rule == null || rule.isBinary())
        && ruleOfLayer.values().stream().allMatch(Discretizer::isBinary);
  }

  /** Writes down the units that were chosen. */
  Recipe addUnits(Recipe recipe) {
    Recipe more = recipe;
    if (!units.toString().equals(UnitSelection.all().toString())) {
      more = more.with("units", units);
    }
    for (Map.Entry<String, UnitSelection> own : unitsOfLayer.entrySet()) {
      more = more.with("units of " + own.getKey(), own.getValue());
    }
    return more;
  }

  /** Rules that are not binary, in words; empty if there are none. */
  String manyValuedInWords() {
    List<String> words = new ArrayList<>();
    if (rule != null && !rule.isBinary()) {
      words.add(rule.toString());
    }
    ruleOfLayer.forEach(
        (layer, its) -> {
          if (!its.isBinary()) {
            words.add("%s of %s".formatted(its, layer));
          }
        });
    return String.join(", ", words);
  }

  /** Writes down how values become symbols; what was packed is in the recipe already. */
  Recipe addRules(Recipe recipe, TimeAxis axis, boolean window) {
    List<String> kept = withValues(axis);
    Recipe more = recipe;
    if (kept.size() == run.layers().size()) {
      more = more.with("symbols by", ruleOfAll());
    } else if (!kept.isEmpty()) {
      more = more.with("symbols of %s by".formatted(kept), ruleOfAll());
    }
    return addFit(addOwnRules(more), axis, window);
  }

  /** Writes down the rules of single layers. */
  Recipe addOwnRules(Recipe recipe) {
    Recipe more = recipe;
    for (Map.Entry<String, Discretizer> own : ruleOfLayer.entrySet()) {
      more = more.with("symbols of %s by".formatted(own.getKey()), own.getValue());
    }
    return more;
  }
}
