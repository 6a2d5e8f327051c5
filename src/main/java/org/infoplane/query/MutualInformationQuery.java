package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.infoplane.figure.HeatMap;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.measure.Entropy;
import org.infoplane.measure.EntropyEstimator;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.MutualInformation;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
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
import org.infoplane.symbol.Partition;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * What each layer knows of the input and of the label: plug-in mutual information of the binned
 * activations on the probe examples, in bits. Immutable; what was computed once is kept.
 *
 * @see <a href="https://arxiv.org/abs/1703.00810">Shwartz-Ziv and Tishby 2017</a>
 */
public final class MutualInformationQuery implements Showable {

  private record Key(int snapshot, int layer) {}

  private final Recording run;
  private final TimeAxis axis;
  private final Surrogates surrogates;
  private final EntropyEstimator estimator;
  private final @Nullable Resampling resampling;
  private final Partition inputs;
  private final Map<Key, LayerInformation> known = new ConcurrentHashMap<>();

  private MutualInformationQuery(
      Recording run,
      TimeAxis axis,
      Surrogates surrogates,
      EntropyEstimator estimator,
      @Nullable Resampling resampling) {
    this.run = run;
    this.axis = axis;
    this.surrogates = surrogates;
    this.estimator = estimator;
    this.resampling = resampling;
    this.inputs =
        track()
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
    return new MutualInformationQuery(
        run, TimeAxis.PROBE, Null.globalShuffle(20, 42), Estimator.plugIn(), null);
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
    return new MutualInformationQuery(run, probe, surrogates, estimator, resampling);
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
    TransferSettings.requireOrders(chosen);
    if (chosen.needsBatches() || chosen.movesWholeSamples()) {
      throw new IllegalArgumentException(
          "Asked for the %s on the probe, which has neither mini-batches nor an order in time. Use globalShuffle(...)."
              .formatted(chosen));
    }
    return new MutualInformationQuery(run, axis, chosen, estimator, resampling);
  }

  /**
   * Chooses the estimator.
   *
   * @param chosen such as {@code Estimator.millerMadow()}; plug-in by default
   * @return a new query
   */
  public MutualInformationQuery with(EntropyEstimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return new MutualInformationQuery(run, axis, surrogates, chosen, resampling);
  }

  /**
   * Asks for intervals of I(X;T) and I(T;Y).
   *
   * @param chosen such as {@code jackknife(20)}: stretches of the samples are left out
   * @return a new query; tables have them as columns, planes as lines through their points
   */
  public MutualInformationQuery interval(Resampling chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return new MutualInformationQuery(run, axis, surrogates, estimator, chosen);
  }

  /**
   * One row an epoch and layer.
   *
   * @return columns epoch, layer; I(X;T) and I(T;Y), each with bias, null mean and p-value; H(T)
   *     with its bias; information in bits; saturated: every example has a pattern of its own, and
   *     I(X;T) says nothing; warnings. I(T;Y) is missing if the labels are one group: they are not
   *     classes, which the recipe says, or all of one class
   */
  public Table table() {
    return InformationTable.of("mutual information, " + axis, points(), resampling != null);
  }

  /** {@return the numbers of the table as values, of all moments and layers} */
  public InformationResult result() {
    return new InformationResult(
        run.graph(),
        axis,
        surrogates,
        run.recipe().find(Fact.Bins.class).map(Fact.Bins::words).orElse(""),
        noLabels(),
        points(),
        Entropy.of(inputs).with(estimator).estimate(),
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
    return run.recipe()
        .with("time axis", axis)
        .with("estimator", estimator + " mutual information of binned activations")
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

  private List<LayerInformation> points() {
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
      for (int l = 0; l < run.layers().size(); l++) {
        progress.update("mutual information", s, all, "");
        LayerInformation point = known.computeIfAbsent(new Key(s, l), key -> measure(key, moments));
        for (int earlier : bottlenecks.get(l)) {
          if (!point.violates()) {
            point = point.after(points.get(points.size() - l + earlier));
          }
        }
        points.add(point);
      }
    }
    progress.update("mutual information", all, all, "");
    return List.copyOf(points);
  }

  private LayerInformation measure(Key key, List<Moment> moments) {
    Snapshot at = track().snapshots().get(key.snapshot());
    Partition pattern = at.patterns(key.layer()).orElseThrow();
    return new LayerInformation(
        moments.get(key.snapshot()),
        run.layers().get(key.layer()).name(),
        between(inputs, pattern),
        at.labels().groups() > 1 ? between(at.labels(), pattern) : missing(pattern.samples()),
        Entropy.of(pattern)
            .with(estimator)
            .estimate()
            .with("bins", at.binning(key.layer()).orElseThrow()));
  }

  private Estimate missing(int samples) {
    return new Estimate(
        Double.NaN,
        estimator.toString(),
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

  @Override
  public String html() {
    return TableHtml.of(table());
  }

  @Override
  public String toString() {
    return table().print(20);
  }
}
