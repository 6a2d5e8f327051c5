package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.infoplane.figure.HeatMap;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Entropy;
import org.infoplane.measure.EntropyEstimator;
import org.infoplane.measure.LayerEstimator;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.InformationResult;
import org.infoplane.result.LayerInformation;
import org.infoplane.result.RunSeries;
import org.infoplane.symbol.Discretizer;
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

  final InformationSettings asked;
  private final MutualInformationMeasure measure;

  private MutualInformationQuery(InformationSettings asked) {
    super(asked.run);
    this.asked = asked;
    this.measure = new MutualInformationMeasure(asked);
  }

  private MutualInformationQuery asking(Consumer<InformationSettings> step) {
    return new MutualInformationQuery(asked.copy(step));
  }

  @Override
  MutualInformationQuery reading(UnaryOperator<LayerReader> step) {
    return asking(next -> next.layers = step.apply(next.layers));
  }

  @Override
  MutualInformationQuery ofEpochs(int[] chosen) {
    return asking(next -> next.epochs = chosen);
  }

  @Override
  TimeAxis axis() {
    return asked.axis;
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
    return new MutualInformationQuery(new InformationSettings(run).copy(next -> {}));
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
    return asking(
        next -> {
          next.axis = probe;
          next.epochs = new int[0];
        });
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
    return asking(next -> next.surrogates = chosen);
  }

  /**
   * {@return a new query with another estimator for binned activations}
   *
   * @param chosen such as {@code Estimator.millerMadow()}; plug-in by default
   */
  public MutualInformationQuery with(EntropyEstimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return asking(
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
    return asking(next -> next.ofValues = chosen);
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
    return asking(next -> next.resampling = chosen);
  }

  /**
   * {@return one row per moment and layer: I(X;T) and I(T;Y), each with bias, null mean and
   * p-value; H(T) with its bias; saturated, if every example has a pattern of its own and I(X;T) is
   * uninformative; warnings. All information is in bits. I(T;Y) is missing if the labels are one
   * group: no classes, as the recipe says, or all of one class}
   */
  @Override
  public Table table() {
    return Tables.information("mutual information, " + asked.axis, measure.points());
  }

  /** {@return the result as values, of all moments and layers of this query} */
  public InformationResult result() {
    return new InformationResult(
        run.graph(),
        asked.axis,
        asked.surrogates,
        asked.ofValues == null ? asked.layers.words().bins(asked.axis).words() : "",
        asked.estimatorInWords(),
        asked.noLabels(),
        measure.points(),
        Entropy.of(asked.inputs()).with(asked.estimator).estimate(),
        Entropy.of(asked.labels(0)).with(asked.estimator).estimate(),
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
    Recipe recipe = asked.layers.words().addUnits(run.recipe().with("time axis", asked.axis));
    if (asked.ofValues == null) {
      recipe = asked.layers.words().addBins(recipe, asked.axis);
    }
    return recipe
        .with(
            "estimator",
            asked.ofValues == null
                ? asked.estimator + " mutual information of binned activations"
                : asked.ofValues + ", mutual information of values")
        .with("null", asked.surrogates.surrogates() == 0 ? "none" : asked.surrogates)
        .with("interval", asked.resampling == null ? "none" : "95 % by " + asked.resampling);
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

  @Override
  public List<QueryPart> parts() {
    return measure.unknown();
  }

  @Override
  public LayerInformation measure(QueryPart part) {
    requireNonNull(part, "part must not be null");
    return measure.measure(part);
  }

  @Override
  public MutualInformationQuery knowing(Map<QueryPart, LayerInformation> results) {
    requireNonNull(results, "results must not be null");
    MutualInformationQuery next = asking(same -> {});
    next.measure.know(measure);
    next.measure.know(results);
    return next;
  }
}
