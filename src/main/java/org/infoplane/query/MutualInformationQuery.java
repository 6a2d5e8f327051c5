package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.infoplane.figure.HeatMap;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Entropy;
import org.infoplane.measure.EntropyEstimator;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.LayerEstimator;
import org.infoplane.measure.MutualInformation;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.result.InformationResult;
import org.infoplane.result.LayerInformation;
import org.infoplane.result.Moment;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * What each layer knows of the input and of the label on the probe examples, in bits. Immutable;
 * each step returns a new query, and what was computed once is kept.
 *
 * <p>Without any step it is the plug-in mutual information of activations in 30 bins of equal
 * width. Of a recording that keeps values every step can be combined with every other; one that was
 * packed has the bins that were chosen when it was captured.
 *
 * @see <a href="https://arxiv.org/abs/1703.00810">Shwartz-Ziv and Tishby 2017</a>
 */
public final class MutualInformationQuery extends TableAnswer {

  private record Key(int snapshot, int layer) {}

  private final Recording run;
  private final Map<Key, LayerInformation> known = new ConcurrentHashMap<>();
  // Set in the step that makes a copy, never after it is returned.
  private LayerReader layers;
  private TimeAxis axis = TimeAxis.PROBE;
  private Surrogates surrogates = Null.globalShuffle(20, 42);
  private EntropyEstimator estimator = Estimator.plugIn();
  private @Nullable LayerEstimator ofValues; // else bins
  private @Nullable Resampling resampling;
  private int[] epochs = {}; // that are asked about; none for all

  private MutualInformationQuery(Recording run) {
    this.run = run;
    this.layers = LayerReader.of(run);
  }

  private MutualInformationQuery copy(Consumer<MutualInformationQuery> step) {
    MutualInformationQuery next = new MutualInformationQuery(run);
    next.layers = layers;
    next.axis = axis;
    next.surrogates = surrogates;
    next.estimator = estimator;
    next.ofValues = ofValues;
    next.resampling = resampling;
    next.epochs = epochs;
    step.accept(next);
    next.inputs(); // checks that there are some
    if (next.ofValues != null && next.resampling != null) {
      throw new IllegalArgumentException(
          "Asked for intervals of %s, which has none. Ask without interval(...), or with bins."
              .formatted(next.ofValues));
    }
    return next;
  }

  private Partition inputs() {
    return track()
        .inputs()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "This recording has no inputs of its probe. Record it with onProbe(examples)."));
  }

  /**
   * Asks a recording.
   *
   * @param run recorded with {@code onProbe(examples)}
   * @return all layers, with 20 shuffles of the samples as null
   * @throws IllegalArgumentException if there is no probe
   */
  public static MutualInformationQuery of(Recording run) {
    requireNonNull(run, "run must not be null");
    return new MutualInformationQuery(run).copy(next -> {});
  }

  /**
   * Chooses the examples.
   *
   * @param probe {@link TimeAxis#PROBE}, the default, or {@link TimeAxis#TRAINING_PROBE}
   * @return a new query
   * @throws IllegalArgumentException if it was not recorded, or is no probe
   */
  public MutualInformationQuery on(TimeAxis probe) {
    requireNonNull(probe, "probe must not be null");
    if (probe != TimeAxis.PROBE && probe != TimeAxis.TRAINING_PROBE) {
      throw new IllegalArgumentException(
          "Asked for mutual information on the %s axis. It is measured on examples with frozen weights: on(PROBE) or on(TRAINING_PROBE)."
              .formatted(probe));
    }
    return copy(
        next -> {
          next.axis = probe;
          next.epochs = new int[0];
        });
  }

  /** {@return the recording that is asked} */
  public Recording run() {
    return run;
  }

  private Track track() {
    return run.track(axis);
  }

  /**
   * Chooses the null: the patterns of the layer change places among the samples.
   *
   * @param chosen such as {@code globalShuffle(20, 42)}, the default; the smallest p-value is 1 /
   *     (1 + surrogates)
   * @return a new query
   */
  public MutualInformationQuery against(Surrogates chosen) {
    requireNonNull(chosen, "chosen must not be null");
    if (chosen instanceof ValueSurrogates) {
      throw new IllegalArgumentException(
          "Asked for the %s, which changes values in time. Use globalShuffle(...)."
              .formatted(chosen));
    }
    if (chosen.needsBatches() || chosen.movesWholeSamples()) {
      throw new IllegalArgumentException(
          "Asked for the %s on the probe, which has neither mini-batches nor an order in time. Use globalShuffle(...)."
              .formatted(chosen));
    }
    return copy(next -> next.surrogates = chosen);
  }

  /**
   * Chooses the estimator of binned activations.
   *
   * @param chosen such as {@code Estimator.millerMadow()}; plug-in by default
   * @return a new query
   */
  public MutualInformationQuery with(EntropyEstimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return copy(
        next -> {
          next.estimator = chosen;
          next.ofValues = null;
        });
  }

  /**
   * Measures the values themselves, without bins.
   *
   * @param chosen such as {@code kernelDensity(0.1)}, {@code renyi(1.01)} or {@code mixed()}
   * @return a new query, of a recording that keeps values; it has no intervals
   */
  public MutualInformationQuery with(LayerEstimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return copy(next -> next.ofValues = chosen);
  }

  /**
   * Measures the values themselves, without bins: I(T;Y) only, since I(X;T) of a layer that is a
   * function of its input is infinite.
   *
   * @param chosen such as {@code ContinuousEstimator.gaussian()}
   * @return a new query, of a recording that keeps values; it has no intervals
   */
  public MutualInformationQuery with(ContinuousEstimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return with(LayerEstimator.of(chosen));
  }

  /**
   * Chooses the bins.
   *
   * @param rule such as {@code equalWidth(30, -1, 1)} for tanh, or {@code
   *     quantiles(30).perLayer()}; {@code equalWidth(30)} by default
   * @return a new query
   * @throws IllegalArgumentException for ordinal patterns, which look at several examples
   */
  public MutualInformationQuery bins(Discretizer rule) {
    requireOneSample(requireNonNull(rule, "rule must not be null"));
    return copy(next -> next.layers = next.layers.with(rule));
  }

  /**
   * Chooses the bins of one layer.
   *
   * @param layer its name
   * @param rule such as {@code equalWidth(30, 0, 1)} of a softmax
   * @return a new query
   * @throws IllegalArgumentException for ordinal patterns, or if no layer of that name was recorded
   */
  public MutualInformationQuery bins(String layer, Discretizer rule) {
    requireNonNull(layer, "layer must not be null");
    requireOneSample(requireNonNull(rule, "rule must not be null"));
    return copy(next -> next.layers = next.layers.with(layer, rule));
  }

  private static void requireOneSample(Discretizer rule) {
    if (rule.span() > 1) {
      throw new IllegalArgumentException(
          "Asked for bins that are %s, which look at several examples. Use a rule of one: equalWidth(n), binWidth(w) or quantiles(n)."
              .formatted(rule));
    }
  }

  /**
   * {@return a new query whose bins are fitted at the first moment and keep their edges: a layer
   * that grows leaves them, and the share of values outside is reported}
   */
  public MutualInformationQuery fittingOnce() {
    return copy(next -> next.layers = next.layers.fittingOnce());
  }

  /**
   * Asks about some units of each layer.
   *
   * @param units such as {@code sampled(32, 1)}
   * @return a new query
   * @throws IllegalArgumentException if a layer has no such unit
   */
  public MutualInformationQuery units(UnitSelection units) {
    requireNonNull(units, "units must not be null");
    return copy(next -> next.layers = next.layers.units(units));
  }

  /**
   * Asks about some units of one layer.
   *
   * @param layer its name
   * @param units their numbers, from 0
   * @return a new query
   * @throws IllegalArgumentException if no layer of that name was recorded, or it has no such unit
   */
  public MutualInformationQuery units(String layer, int... units) {
    requireNonNull(layer, "layer must not be null");
    UnitSelection chosen = UnitSelection.only(units);
    return copy(next -> next.layers = next.layers.units(layer, chosen));
  }

  /**
   * Asks about some epochs only.
   *
   * @param epochs recorded ones
   * @return a new query
   * @throws IllegalArgumentException if one was not recorded
   */
  public MutualInformationQuery epochs(int... epochs) {
    requireNonNull(epochs, "epochs must not be null");
    int[] chosen = LayerReader.requireEpochs(track(), epochs);
    return copy(next -> next.epochs = chosen);
  }

  /**
   * Asks for intervals of I(X;T) and I(T;Y).
   *
   * @param chosen such as {@code jackknife(20)}: stretches of the samples are left out
   * @return a new query; tables have them as columns, planes as lines through their points
   */
  public MutualInformationQuery interval(Resampling chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return copy(next -> next.resampling = chosen);
  }

  /**
   * One row an epoch and layer.
   *
   * @return columns epoch, layer; I(X;T) and I(T;Y), each with bias, null mean and p-value; H(T)
   *     with its bias; information in bits; saturated: every example has a pattern of its own, and
   *     I(X;T) says nothing; warnings. I(T;Y) is missing if the labels are one group: they are not
   *     classes, which the recipe says, or all of one class
   */
  @Override
  public Table table() {
    return InformationTable.of("mutual information, " + axis, points());
  }

  /** {@return the numbers of the table as values, of all moments and layers} */
  public InformationResult result() {
    return new InformationResult(
        run.graph(),
        axis,
        surrogates,
        ofValues == null ? layers.bins(axis).words() : "",
        ofValues == null ? estimator.toString() : ofValues.toString(),
        noLabels(),
        points(),
        Entropy.of(inputs()).with(estimator).estimate(),
        Entropy.of(track().snapshots().get(0).labels()).with(estimator).estimate(),
        recipe());
  }

  /**
   * {@return I(X;T) and I(T;Y) of each layer (rows) at each epoch (columns) as a figure; cells
   * above their null have a dot}
   */
  public PlotlyFigure heatMap() {
    return HeatMap.of(result());
  }

  /** {@return the recording's recipe with estimator and null} */
  public Recipe recipe() {
    Recipe recipe = layers.addUnits(run.recipe().with("time axis", axis));
    if (ofValues == null) {
      recipe = layers.addBins(recipe, axis);
    }
    return recipe
        .with(
            "estimator",
            ofValues == null
                ? estimator + " mutual information of binned activations"
                : ofValues + ", mutual information of values")
        .with("null", surrogates.surrogates() == 0 ? "none" : surrogates)
        .with("interval", resampling == null ? "none" : "95 % by " + resampling);
  }

  /** Why there is no I(T;Y): labels of one group say nothing. */
  Optional<String> noLabels() {
    if (track().snapshots().get(0).labels().groups() > 1) {
      return Optional.empty();
    }
    return Optional.of(
        "the labels of the %s are %s"
            .formatted(
                axis,
                run.recipe().facts().stream()
                    .filter(fact -> fact instanceof Fact.Labels labels && labels.axis() == axis)
                    .map(Fact::words)
                    .findFirst()
                    .orElse("one group")));
  }

  /** Refuses what would take hours, before it begins: two measurements a layer, and their null. */
  private void requireAffordable(LayerEstimator how) {
    List<Snapshot> asked = track().snapshots().stream().filter(at -> isAsked(at.epoch())).toList();
    double measured = asked.size() * (double) run.layers().size();
    double hours =
        measured
            * (2 + surrogates.surrogates())
            * how.seconds(asked.get(0).samples())
            / Duration.ofHours(1).toSeconds();
    if (hours >= 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Asked for %s of %,.0f layers and moments, %,d samples each, %s surrogates: about %,.0f hours. Ask about some epochs, epochs(0, 10, 30), with fewer surrogates, against(none()), or record a smaller probe.",
              how,
              measured,
              asked.get(0).samples(),
              surrogates.surrogates(),
              hours));
    }
  }

  private boolean isAsked(int epoch) {
    return epochs.length == 0 || Arrays.stream(epochs).anyMatch(e -> e == epoch);
  }

  private List<LayerInformation> points() {
    if (ofValues != null) {
      requireAffordable(ofValues);
    }
    List<LayerInformation> points = new ArrayList<>();
    // A layer of sequences sees more of the one before than the step that is recorded.
    boolean steps = run.recipe().find(Fact.Steps.class).isPresent();
    List<List<Integer>> bottlenecks =
        IntStream.range(0, run.layers().size())
            .mapToObj(layer -> steps ? List.<Integer>of() : run.graph().bottlenecks(layer))
            .toList();
    List<Moment> moments = Moment.of(track().snapshots());
    Progress progress = Progress.ofNotebook();
    int all = track().snapshots().size();
    for (int s = 0; s < all; s++) {
      if (!isAsked(track().snapshots().get(s).epoch())) {
        continue;
      }
      for (int l = 0; l < run.layers().size(); l++) {
        progress.update("mutual information", s, all, "moment", "");
        Stop.ifInterrupted();
        LayerInformation point = known.computeIfAbsent(new Key(s, l), key -> measure(key, moments));
        for (int earlier : bottlenecks.get(l)) {
          if (!point.violates()) {
            point = point.after(points.get(points.size() - l + earlier));
          }
        }
        points.add(point);
      }
    }
    progress.update("mutual information", all, all, "moment", "");
    return List.copyOf(points);
  }

  private LayerInformation measure(Key key, List<Moment> moments) {
    Partition labels = track().snapshots().get(key.snapshot()).labels();
    return ofValues == null
        ? ofBins(key, moments, labels)
        : ofValues(key, moments, labels, ofValues);
  }

  private LayerInformation ofBins(Key key, List<Moment> moments, Partition labels) {
    LayerReader.Binned binned = layers.binned(axis, key.snapshot(), key.layer());
    Partition pattern = binned.patterns();
    return new LayerInformation(
        moments.get(key.snapshot()),
        run.layers().get(key.layer()).name(),
        between(inputs(), pattern),
        labels.groups() > 1 ? between(labels, pattern) : missing(pattern.samples()),
        Entropy.of(pattern).with(estimator).estimate().with("bins", binned.discretization()));
  }

  private LayerInformation ofValues(
      Key key, List<Moment> moments, Partition labels, LayerEstimator how) {
    Values layer = layers.values(axis, key.snapshot(), key.layer(), 0);
    return new LayerInformation(
        moments.get(key.snapshot()),
        run.layers().get(key.layer()).name(),
        how.ofInput(layer, input(key.snapshot()), surrogates),
        labels.groups() > 1
            ? how.ofLabels(layer, labels, surrogates).atMost(Entropy.of(labels).estimate())
            : missing(labels.samples()),
        missing(labels.samples()));
  }

  /** The values of the first layer, if that is what goes in: all units, whichever T are asked. */
  private Optional<Values> input(int snapshot) {
    return run.layers().get(0).inputs().isEmpty() && run.layers().get(0).type().equals("input")
        ? Optional.of(layers.units(UnitSelection.all()).values(axis, snapshot, 0, 0))
        : Optional.empty();
  }

  private Estimate missing(int samples) {
    return new Estimate(
        Double.NaN,
        ofValues == null ? estimator.toString() : ofValues.toString(),
        samples,
        0,
        Double.NaN,
        "",
        Significance.NONE,
        Optional.empty(),
        List.of());
  }

  private Estimate between(Partition known, Partition pattern) {
    MutualInformation information =
        MutualInformation.between(known, pattern).with(estimator).against(surrogates);
    return (resampling == null ? information : information.interval(resampling)).estimate();
  }
}
