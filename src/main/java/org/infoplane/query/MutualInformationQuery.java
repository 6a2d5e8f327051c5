package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.result.InformationResult;
import org.infoplane.result.LayerInformation;
import org.infoplane.result.Moment;
import org.infoplane.result.RunSeries;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * Mutual information of each layer with input and label on the probe examples, in bits. Immutable;
 * each step returns a new query; what was computed is kept.
 *
 * <p>By default: the plug-in mutual information of activations in 30 bins of equal width. On a
 * recording that keeps values every step can be combined with every other; a packed one has the
 * bins that were chosen when it was captured.
 *
 * @see <a href="https://arxiv.org/abs/1703.00810">Shwartz-Ziv and Tishby 2017</a>
 */
public final class MutualInformationQuery extends LayerQuery<MutualInformationQuery>
    implements RunQuery, DivisibleQuery<MutualInformationQuery, LayerInformation> {

  private record Key(int snapshot, int layer) {}

  private final Map<Key, LayerInformation> known = new ConcurrentHashMap<>();
  // Set in the step that makes a copy, never after it is returned.
  private LayerReader layers;
  private TimeAxis axis = TimeAxis.PROBE;
  private Surrogates surrogates;
  private EntropyEstimator estimator = Estimator.plugIn();
  private @Nullable LayerEstimator ofValues; // else bins
  private @Nullable Resampling resampling;
  private int[] epochs = {}; // none for all

  private MutualInformationQuery(Recording run) {
    super(run);
    this.layers = LayerReader.of(run);
    this.surrogates = run.isGrowing() ? Null.none() : Null.globalShuffle(20, 42);
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
    Require.that(
        next.ofValues == null || next.resampling == null,
        "%s has no intervals. Leave interval(...) out, or return to bins by with(plugIn()).",
        next.ofValues);
    return next;
  }

  @Override
  MutualInformationQuery reading(UnaryOperator<LayerReader> step) {
    return copy(next -> next.layers = step.apply(next.layers));
  }

  @Override
  MutualInformationQuery ofEpochs(int[] chosen) {
    return copy(next -> next.epochs = chosen);
  }

  @Override
  TimeAxis axis() {
    return axis;
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
   * Queries a recording.
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
   * {@return a new query of other examples, of all epochs}
   *
   * @param probe {@link TimeAxis#PROBE}, the default, or {@link TimeAxis#TRAINING_PROBE}
   * @throws IllegalArgumentException if it was not recorded, or is no probe
   */
  public MutualInformationQuery on(TimeAxis probe) {
    requireNonNull(probe, "probe must not be null");
    Require.that(
        probe == TimeAxis.PROBE || probe == TimeAxis.TRAINING_PROBE,
        "Mutual information needs examples seen by frozen weights, and the %s axis has none. Use on(PROBE) or on(TRAINING_PROBE).",
        probe);
    return copy(
        next -> {
          next.axis = probe;
          next.epochs = new int[0];
        });
  }

  private Track track() {
    return run.track(axis);
  }

  /**
   * {@return a new query with another null, which permutes the patterns of the layer among the
   * samples}
   *
   * @param chosen such as {@code globalShuffle(20, 42)}, the default; the smallest p-value is 1 /
   *     (1 + surrogates)
   * @throws IllegalArgumentException if it changes values, needs mini-batches, or moves whole
   *     samples
   */
  public MutualInformationQuery against(Surrogates chosen) {
    requireNonNull(chosen, "chosen must not be null");
    Require.that(
        !(chosen instanceof ValueSurrogates || chosen.needsBatches() || chosen.movesWholeSamples()),
        "The null %s cannot be used here: it must reorder the layer alone, without mini-batches. Use globalShuffle(...).",
        chosen);
    return copy(next -> next.surrogates = chosen);
  }

  /**
   * {@return a new query with another estimator for binned activations}
   *
   * @param chosen such as {@code Estimator.millerMadow()}; plug-in by default
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
   * {@return a new query of the continuous values, without bins and intervals; the recording must
   * keep values}
   *
   * @param chosen such as {@code kernelDensity(0.1)}, {@code renyi(1.01)} or {@code mixed()}
   */
  public MutualInformationQuery with(LayerEstimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return copy(next -> next.ofValues = chosen);
  }

  /**
   * {@return a new query of the continuous values, without bins and intervals: I(T;Y) only, since
   * I(X;T) of a layer that is a function of its input is infinite; the recording must keep values}
   *
   * @param chosen such as {@code ContinuousEstimator.gaussian()}
   */
  public MutualInformationQuery with(ContinuousEstimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return with(LayerEstimator.of(chosen));
  }

  /**
   * {@return a new query with other bins of all layers}
   *
   * <p>Has no effect while real values are measured; {@code with(plugIn())} returns to bins.
   *
   * @param rule such as {@code equalWidth(30, -1, 1)} for tanh, or {@code
   *     quantiles(30).perLayer()}; {@code equalWidth(30)} by default
   * @throws IllegalArgumentException for ordinal patterns, which span several examples
   */
  public MutualInformationQuery bins(Discretizer rule) {
    requireOneSample(requireNonNull(rule, "rule must not be null"));
    return reading(all -> all.with(rule));
  }

  /**
   * {@return a new query with other bins of one layer}
   *
   * @param layer its name
   * @param rule such as {@code equalWidth(30, 0, 1)} of a softmax
   * @throws IllegalArgumentException for ordinal patterns, or if no such layer was recorded
   */
  public MutualInformationQuery bins(String layer, Discretizer rule) {
    requireNonNull(layer, "layer must not be null");
    requireOneSample(requireNonNull(rule, "rule must not be null"));
    return reading(all -> all.with(layer, rule));
  }

  private static void requireOneSample(Discretizer rule) {
    Require.that(
        rule.span() == 1,
        "rule must look at one example at a time, got %s. Use equalWidth(n), binWidth(w) or quantiles(n).",
        rule);
  }

  /**
   * {@return a new query whose bins are fitted at the first moment and keep their edges: the values
   * of a layer that grows leave them, and the share of values outside is reported}
   */
  public MutualInformationQuery fittingOnce() {
    return reading(LayerReader::fittingOnce);
  }

  /**
   * {@return a new query with intervals of I(X;T) and I(T;Y), as columns in tables and error bars
   * in planes}
   *
   * @param chosen such as {@code jackknife(20)}, which leaves out stretches of the samples
   * @throws IllegalArgumentException if continuous values are measured
   */
  public MutualInformationQuery interval(Resampling chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return copy(next -> next.resampling = chosen);
  }

  /**
   * {@return one row per moment and layer: I(X;T) and I(T;Y), each with bias, null mean and
   * p-value; H(T) with its bias; saturated, if every example has a pattern of its own and I(X;T) is
   * uninformative; warnings. All information is in bits. I(T;Y) is missing if the labels are one
   * group: no classes, as the recipe says, or all of one class}
   */
  @Override
  public Table table() {
    return Tables.information("mutual information, " + axis, points());
  }

  /** {@return the result as values, of all moments and layers of this query} */
  public InformationResult result() {
    return new InformationResult(
        run.graph(),
        axis,
        surrogates,
        ofValues == null ? layers.bins(axis).words() : "",
        estimatorInWords(),
        noLabels(),
        points(),
        Entropy.of(inputs()).with(estimator).estimate(),
        Entropy.of(labels(0)).with(estimator).estimate(),
        recipe());
  }

  /**
   * {@return a figure of I(X;T) and I(T;Y) of each layer (rows) at each epoch (columns); cells
   * above their null have a dot}
   */
  public PlotlyFigure heatMap() {
    return HeatMap.of(result());
  }

  /** {@return the recipe of the recording, with estimator and null} */
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

  @Override
  public RunSeries series(String name) {
    requireNonNull(name, "name must not be null");
    return RunSeries.of(name, result());
  }

  @Override
  public Map<String, String> settings() {
    return Runs.settings(recipe(), run.recipe(), List.of(Fact.Bins.class, Fact.Fitted.class));
  }

  private String estimatorInWords() {
    return ofValues == null ? estimator.toString() : ofValues.toString();
  }

  private Partition labels(int snapshot) {
    return track().snapshots().get(snapshot).labels();
  }

  /** Why there is no I(T;Y): labels of one group are uninformative. */
  Optional<String> noLabels() {
    if (labels(0).groups() > 1) {
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

  /** Refuses what would take hours: two measurements per layer, and their null. */
  private void requireAffordable(LayerEstimator how, List<Integer> wanted) {
    int samples = track().snapshots().get(wanted.get(0)).samples();
    double measured = wanted.size() * (double) run.layers().size();
    double hours =
        measured
            * (2 + surrogates.surrogates())
            * how.seconds(samples)
            / Duration.ofHours(1).toSeconds();
    if (hours >= 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %,.0f layers (all moments counted), %,d samples each, with %s surrogates takes about %,.0f hours. Measure some epochs, epochs(0, 10, 30), take fewer surrogates, against(none()), or record a smaller probe.",
              how,
              measured,
              samples,
              surrogates.surrogates(),
              hours));
    }
  }

  private List<LayerInformation> points() {
    List<Moment> moments = Moment.of(track().snapshots());
    int all = moments.size();
    List<Integer> wanted =
        IntStream.range(0, all)
            .filter(s -> LayerReader.isWanted(moments.get(s).epoch(), epochs))
            .boxed()
            .toList();
    if (ofValues != null) {
      requireAffordable(ofValues, wanted);
    }
    List<LayerInformation> points = new ArrayList<>();
    // A layer of sequences sees more of the one before than the step that is recorded.
    boolean steps = run.recipe().find(Fact.Steps.class).isPresent();
    Progress progress = Progress.ofNotebook();
    for (int s : wanted) {
      for (int l = 0; l < run.layers().size(); l++) {
        progress.update("mutual information", s, all, "moment", "");
        Stop.ifInterrupted();
        LayerInformation point =
            known.computeIfAbsent(new Key(s, l), key -> measure(key, moments.get(key.snapshot())));
        for (int earlier : steps ? List.<Integer>of() : run.graph().bottlenecks(l)) {
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

  @Override
  public List<QueryPart> parts() {
    List<Moment> moments = Moment.of(track().snapshots());
    return IntStream.range(0, moments.size())
        .filter(s -> LayerReader.isWanted(moments.get(s).epoch(), epochs))
        .boxed()
        .flatMap(s -> IntStream.range(0, run.layers().size()).mapToObj(l -> new Key(s, l)))
        .filter(key -> !known.containsKey(key))
        .map(key -> new QueryPart(key.snapshot(), key.layer(), key.layer()))
        .toList();
  }

  @Override
  public LayerInformation measure(QueryPart part) {
    List<Moment> moments = Moment.of(track().snapshots());
    return measure(new Key(part.moment(), part.from()), moments.get(part.moment()));
  }

  @Override
  public MutualInformationQuery knowing(Map<QueryPart, LayerInformation> results) {
    requireNonNull(results, "results must not be null");
    MutualInformationQuery next = copy(same -> {});
    next.known.putAll(known);
    results.forEach((part, found) -> next.known.put(new Key(part.moment(), part.from()), found));
    return next;
  }

  private LayerInformation measure(Key key, Moment at) {
    Partition labels = labels(key.snapshot());
    String name = run.layers().get(key.layer()).name();
    if (ofValues != null) {
      Values values = layers.values(axis, key.snapshot(), key.layer(), 0);
      return new LayerInformation(
          at,
          name,
          ofValues.ofInput(values, input(key.snapshot()), surrogates),
          labels.groups() > 1
              ? ofValues.ofLabels(values, labels, surrogates).atMost(Entropy.of(labels).estimate())
              : missing(labels.samples()),
          missing(labels.samples()));
    }
    LayerReader.Binned binned = layers.binned(axis, key.snapshot(), key.layer());
    Partition pattern = binned.patterns();
    return new LayerInformation(
        at,
        name,
        between(inputs(), pattern),
        labels.groups() > 1 ? between(labels, pattern) : missing(pattern.samples()),
        Entropy.of(pattern).with(estimator).estimate().with("bins", binned.discretization()));
  }

  /** The values of the first layer if it is the input: all units, whichever of T are chosen. */
  private Optional<Values> input(int snapshot) {
    return run.layers().get(0).inputs().isEmpty() && run.layers().get(0).type().equals("input")
        ? Optional.of(layers.units(UnitSelection.all()).values(axis, snapshot, 0, 0))
        : Optional.empty();
  }

  private Estimate missing(int samples) {
    return new Estimate(
        Double.NaN,
        estimatorInWords(),
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
