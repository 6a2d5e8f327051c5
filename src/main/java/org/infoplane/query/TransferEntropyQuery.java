package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.infoplane.figure.Curves;
import org.infoplane.figure.HeatMap;
import org.infoplane.figure.LayerNetwork;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.figure.UnitMatrix;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;
import org.infoplane.result.UnitFlow;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * How much information passes from layer to layer, in bits, with its bias and its null. Immutable;
 * each step returns a new query, and what was computed once is kept.
 *
 * <p>Without any step it asks for the plug-in transfer entropy of every pair of units of all
 * adjacent layers, feed-forward and feedback, each unit 1 above its median, histories of one symbol
 * and lag 1, on the training-order axis if that was recorded, with 20 within-batch shuffles of
 * whole samples. Of a recording that keeps values every step can be combined with every other; one
 * that was packed has the symbols that were chosen when it was captured.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public final class TransferEntropyQuery implements Showable {

  private record Key(int snapshot, LayerPair layers) {}

  private final Recording run;
  private final TransferSettings asked;
  private final @Nullable String from;
  private final @Nullable String to;
  private final Map<Key, LayerFlow> known;

  private TransferEntropyQuery(
      TransferSettings asked,
      @Nullable String from,
      @Nullable String to,
      Map<Key, LayerFlow> known) {
    this.run = asked.run;
    this.asked = asked;
    this.from = from;
    this.to = to;
    this.known = known;
  }

  private TransferEntropyQuery asking(Consumer<TransferSettings> step) {
    return new TransferEntropyQuery(asked.copy(step), from, to, new ConcurrentHashMap<>());
  }

  /**
   * Asks a recording.
   *
   * @param run what was recorded
   * @return all adjacent layers, both directions
   */
  public static TransferEntropyQuery of(Recording run) {
    requireNonNull(run, "run must not be null");
    TimeAxis axis =
        Stream.of(TimeAxis.TRAINING_ORDER, TimeAxis.PROBE, TimeAxis.TRAINING_PROBE)
            .filter(run::has)
            .findFirst()
            .orElse(TimeAxis.PROBE);
    return new TransferEntropyQuery(
        new TransferSettings(run, axis), null, null, new ConcurrentHashMap<>());
  }

  /**
   * Keeps one source layer.
   *
   * @param layer its name
   * @return a new query: adjacent layers, or the one named by {@link #to}
   * @throws IllegalArgumentException if no layer of that name was recorded
   */
  public TransferEntropyQuery from(String layer) {
    requireNonNull(layer, "layer must not be null");
    run.layer(layer);
    return new TransferEntropyQuery(asked, layer, to, known);
  }

  /**
   * Keeps one target layer.
   *
   * @param layer its name
   * @return a new query: adjacent layers, or the one named by {@link #from}
   * @throws IllegalArgumentException if no layer of that name was recorded
   */
  public TransferEntropyQuery to(String layer) {
    requireNonNull(layer, "layer must not be null");
    run.layer(layer);
    return new TransferEntropyQuery(asked, from, layer, known);
  }

  /**
   * Chooses the time axis; a window is to be set anew.
   *
   * @param timeAxis one that was recorded
   * @return a new query
   * @throws IllegalArgumentException if it was not recorded
   */
  public TransferEntropyQuery on(TimeAxis timeAxis) {
    requireNonNull(timeAxis, "timeAxis must not be null");
    run.track(timeAxis);
    return asking(
        next -> {
          next.axis = timeAxis;
          next.window = 0;
          next.epochs = new int[0];
        });
  }

  /**
   * Chooses the null. By default 20 shuffles: in training order within mini-batches {@linkplain
   * Surrogates#ofWholeSamples() of whole samples}, which is exact, since their order in a batch is
   * random; on the probe of all samples of the source; of whole sequences or whole examples of the
   * source where those are the series. {@link Null#withinBatch} by itself moves the source alone.
   *
   * @param surrogates such as {@code withinBatch(99, 1).ofWholeSamples()}; the smallest p-value is
   *     1 / (1 + surrogates)
   * @return a new query
   * @throws IllegalArgumentException if it changes values, and symbols are measured
   */
  public TransferEntropyQuery against(Surrogates surrogates) {
    requireNonNull(surrogates, "surrogates must not be null");
    return asking(next -> next.chosen = surrogates);
  }

  /**
   * Sets histories, delays and lag.
   *
   * @param histories such as {@code new Embedding(2, 1, 1)}; all 1 by default; up to 3 symbols are
   *     counted fastest
   * @return a new query
   */
  public TransferEntropyQuery with(Embedding histories) {
    requireNonNull(histories, "histories must not be null");
    return asking(next -> next.embedding = histories);
  }

  /**
   * Chooses the estimator of symbols.
   *
   * @param estimator such as {@code Estimator.millerMadow()}; plug-in by default, which is much
   *     faster than the others
   * @return a new query
   */
  public TransferEntropyQuery with(Estimator estimator) {
    requireNonNull(estimator, "estimator must not be null");
    return asking(
        next -> {
          next.estimator = estimator;
          next.ofValues = null;
        });
  }

  /**
   * Measures the values themselves, without symbols.
   *
   * @param estimator such as {@code ContinuousEstimator.gaussian()}
   * @return a new query, of a recording that keeps values
   */
  public TransferEntropyQuery with(ContinuousEstimator estimator) {
    requireNonNull(estimator, "estimator must not be null");
    return asking(next -> next.ofValues = estimator);
  }

  /**
   * Chooses how values become symbols.
   *
   * @param rule such as {@code equalWidth(4)}; medians by default
   * @return a new query
   */
  public TransferEntropyQuery discretize(Discretizer rule) {
    requireNonNull(rule, "rule must not be null");
    return asking(next -> next.layers = next.layers.with(rule));
  }

  /**
   * Chooses how the values of one layer become symbols.
   *
   * @param layer its name
   * @param rule such as {@code authorsSoftmax()}
   * @return a new query
   * @throws IllegalArgumentException if no layer of that name was recorded
   */
  public TransferEntropyQuery discretize(String layer, Discretizer rule) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(rule, "rule must not be null");
    return asking(next -> next.layers = next.layers.with(layer, rule));
  }

  /**
   * Chooses what rules that look at data are fitted on, at each moment.
   *
   * @param samples all that are asked about by default, {@link FittedOn#WINDOW}
   * @return a new query
   */
  public TransferEntropyQuery fittedOn(FittedOn samples) {
    requireNonNull(samples, "samples must not be null");
    return asking(next -> next.layers = next.layers.fittedOn(samples));
  }

  /**
   * {@return a new query whose rules are fitted at the first moment and keep their edges: a layer
   * that grows leaves them}
   */
  public TransferEntropyQuery fittingOnce() {
    return asking(next -> next.layers = next.layers.fittingOnce());
  }

  /**
   * Asks about some units of each layer.
   *
   * @param units such as {@code sampled(32, 1)}
   * @return a new query
   * @throws IllegalArgumentException if a layer has no such unit
   */
  public TransferEntropyQuery units(UnitSelection units) {
    requireNonNull(units, "units must not be null");
    return asking(next -> next.layers = next.layers.units(units));
  }

  /**
   * Asks about some units of one layer.
   *
   * @param layer its name
   * @param units their numbers, from 0
   * @return a new query
   * @throws IllegalArgumentException if no layer of that name was recorded, or it has no such unit
   */
  public TransferEntropyQuery units(String layer, int... units) {
    requireNonNull(layer, "layer must not be null");
    UnitSelection chosen = UnitSelection.only(units);
    return asking(next -> next.layers = next.layers.units(layer, chosen));
  }

  /**
   * {@return a new query that takes each layer as one value of many dimensions instead of pairs of
   * units: it finds what units tell only jointly. Up to 128 units a layer}
   */
  public TransferEntropyQuery ofWholeLayers() {
    return asking(next -> next.whole = true);
  }

  /**
   * Asks about some epochs only.
   *
   * @param epochs recorded ones
   * @return a new query
   * @throws IllegalArgumentException if one was not recorded
   */
  public TransferEntropyQuery epochs(int... epochs) {
    requireNonNull(epochs, "epochs must not be null");
    int[] chosen = LayerReader.requireEpochs(run.track(axis()), epochs);
    return asking(next -> next.epochs = chosen);
  }

  /**
   * Asks for intervals of the means over pairs.
   *
   * @param resampling such as {@code jackknife(20)}: stretches of the samples are left out
   * @return a new query; tables have them as columns, planes and curves as lines through their
   *     points
   */
  public TransferEntropyQuery interval(Resampling resampling) {
    requireNonNull(resampling, "resampling must not be null");
    return asking(next -> next.resampling = resampling);
  }

  /**
   * Looks at the last samples of each epoch only, as the authors do with 500, 512 or 4096: the
   * weights drift less in a short window, and the bias is larger. Of training steps it is the
   * number of steps in a window, of which there is one for each step; without it there is one
   * number for all steps.
   *
   * @param last samples, at most as many as each epoch has
   * @return a new query
   * @throws IllegalArgumentException if an epoch has fewer, or no transition is left
   */
  public TransferEntropyQuery window(int last) {
    if (axis() == TimeAxis.TRAINING_STEPS && last > snapshots().size()) {
      throw new IllegalArgumentException(
          "Asked for windows of %s training steps, but the probe was looked at %s times. Pass at most %s, or record more with iterations(...)."
              .formatted(last, snapshots().size(), snapshots().size()));
    }
    for (Snapshot at : snapshots()) {
      if (axis() != TimeAxis.TRAINING_STEPS && last > at.samples()) {
        throw new IllegalArgumentException(
            "Asked for the last %s samples of each epoch, but epoch %s has %s on the %s axis. Pass at most %s."
                .formatted(last, at.epoch(), at.samples(), axis(), at.samples()));
      }
    }
    if (last < 2) {
      throw new IllegalArgumentException(
          "Asked for a window of %s. Pass at least 2: a transition needs a past.".formatted(last));
    }
    return asking(next -> next.window = last);
  }

  /**
   * Asks after how many steps what passes arrives: the same question at several lags.
   *
   * @param first shortest lag, 0 or more; 0, the same step, is for feed-forward pairs, whose source
   *     is computed before the target
   * @param last longest lag
   * @return all layer pairs that are asked about, lag by lag
   * @throws IllegalArgumentException if the lags do not rise from 0 on, the embedding has a lag of
   *     its own, or lag 0 is asked of feedback or of a layer itself
   */
  public LagQuery lags(int first, int last) {
    List<LayerPair> pairs =
        layerPairs().stream().filter(pair -> first > 0 || pair.forward()).toList();
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked for lag 0 of pairs whose source is not computed before the target. Ask from lag 1 on: lags(1, %s)."
              .formatted(Math.max(1, last)));
    }
    return new LagQuery(asked, pairs, first, last);
  }

  /**
   * One row an epoch and layer pair.
   *
   * @return columns epoch (and iteration, if an epoch has several moments), from, to, direction,
   *     pairs, live pairs (neither unit constant), transitions; TE mean (with its interval, if it
   *     was asked for), sum and max over pairs; bias of the mean; mean and standard deviation of
   *     the mean under the null, all in bits; p-value of the mean under the null; share of pairs
   *     that are significant by chi-square at a false discovery rate of 5 %, which takes drift for
   *     information; warnings of the coding
   */
  public Table table() {
    return TransferTables.layers("transfer entropy, " + axis(), result().flows());
  }

  /**
   * {@return the numbers of the table as values, of all moments and layer pairs that were asked
   * for}
   */
  public TransferResult result() {
    return result(layerPairs());
  }

  /**
   * One row a pair of units, at one epoch; name both layers with {@link #from} and {@link #to}
   * first.
   *
   * @param epoch a recorded one; of several moments of it the first
   * @return columns source unit, target unit; TE and bias in bits; p-values by chi-square, by the
   *     null for the pair, and by the null for the largest of all pairs (max-statistic)
   * @throws IllegalStateException if the two layers were not named
   * @throws IllegalArgumentException if the epoch was not recorded
   */
  public Table pairs(int epoch) {
    LayerPair named = namedPair("pairs(epoch)");
    int snapshot = snapshot(epoch);
    asked.requireAffordable(List.of(named));
    return TransferTables.units(
        run.layers().get(named.from()), run.layers().get(named.to()), units(snapshot, named));
  }

  /** {@return TE against epoch, with accuracy and loss below on the same time axis} */
  public PlotlyFigure curves() {
    Curves.requireMetrics(run.metrics()); // before there is a long wait
    return Curves.of(result(layerPairs().stream().filter(LayerPair::forward).toList()));
  }

  /**
   * {@return a figure: TE of each layer pair (rows) at each epoch (columns), feed-forward and
   * feedback; cells above their null have a dot}
   */
  public PlotlyFigure heatMap() {
    return HeatMap.of(result());
  }

  /**
   * TE of each unit to each unit of two layers, with a slider over the epochs; name both layers
   * with {@link #from} and {@link #to} first. Layers of more than 50 units are shown as means over
   * neighbouring units, and of more than 40 epochs some.
   *
   * @return the figure
   * @throws IllegalStateException if the two layers were not named
   */
  public PlotlyFigure matrix() {
    LayerPair named = namedPair("matrix()");
    asked.requireAffordable(List.of(named));
    List<Integer> moments = asked.moments();
    int all = moments.size();
    Progress progress = Progress.ofNotebook();
    PlotlyFigure matrix =
        UnitMatrix.of(
            asked.about(List.of(), recipe()),
            named,
            asked.layers.numbers(named.from()),
            asked.layers.numbers(named.to()),
            moments,
            snapshot -> {
              progress.update("transfer entropy", moments.indexOf(snapshot), all, "");
              return units(snapshot, named);
            });
    progress.update("transfer entropy", all, all, "");
    return matrix;
  }

  /**
   * {@return a figure: the network with TE on its edges, as wide and dark as there is, with a
   * slider over the epochs; what is not above its null is grey}
   */
  public PlotlyFigure network() {
    return LayerNetwork.of(result());
  }

  /** {@return the recording's recipe with axis, estimator and null} */
  public Recipe recipe() {
    return asked.recipe();
  }

  /** {@return the recording that is asked, with accuracy and loss} */
  public Recording run() {
    return run;
  }

  Surrogates surrogates() {
    return asked.surrogates();
  }

  TimeAxis axis() {
    return asked.axis;
  }

  List<Snapshot> snapshots() {
    return run.track(axis()).snapshots();
  }

  private LayerPair namedPair(String step) {
    if (asked.whole) {
      throw new IllegalStateException(
          "Asked for %s of whole layers, which are one pair: table() has it.".formatted(step));
    }
    if (from == null || to == null) {
      throw new IllegalStateException(
          "Asked for pairs of units, but not of which layers. Name them: from(\"...\").to(\"...\").%s."
              .formatted(step));
    }
    return new LayerPair(run.layer(from), run.layer(to));
  }

  private UnitFlow units(int snapshot, LayerPair pair) {
    TransferSettings.Measured measured =
        asked.copy(next -> next.resampling = null).measure(snapshot, pair);
    return new UnitFlow(
        moments().get(snapshot),
        measured.te(),
        measured.significance(),
        asked.layers.numbers(pair.from()),
        asked.layers.numbers(pair.to()));
  }

  private List<Moment> moments() {
    return Moment.of(snapshots());
  }

  /** The pairs of layers asked for. */
  private List<LayerPair> layerPairs() {
    if (from != null && to != null) {
      return List.of(new LayerPair(run.layer(from), run.layer(to)));
    }
    List<LayerPair> adjacent = new ArrayList<>();
    for (int layer = 0; layer < run.layers().size(); layer++) {
      for (int input : run.graph().inputs(layer)) {
        adjacent.add(new LayerPair(input, layer));
        adjacent.add(new LayerPair(layer, input));
      }
    }
    return adjacent.stream()
        .filter(pair -> from == null || run.layer(from) == pair.from())
        .filter(pair -> to == null || run.layer(to) == pair.to())
        .toList();
  }

  /** Some pairs at every snapshot, epoch by epoch. */
  TransferResult result(List<LayerPair> pairs) {
    asked.requireAffordable(pairs);
    List<LayerFlow> flows = new ArrayList<>();
    List<Moment> moments = moments();
    Progress progress = Progress.ofNotebook();
    int all = snapshots().size();
    for (int s : asked.moments()) {
      for (LayerPair pair : pairs) {
        progress.update("transfer entropy", s, all, "");
        Stop.ifInterrupted();
        flows.add(known.computeIfAbsent(new Key(s, pair), key -> measure(key, moments)));
      }
    }
    progress.update("transfer entropy", all, all, "");
    return asked.about(flows, recipe());
  }

  private int snapshot(int epoch) {
    for (int s = asked.firstSnapshot(); s < snapshots().size(); s++) {
      if (snapshots().get(s).epoch() == epoch) {
        return s;
      }
    }
    throw new IllegalArgumentException(
        "Epoch %s was not recorded on the %s axis. It has epochs %s to %s. Pass one of these."
            .formatted(
                epoch,
                axis(),
                snapshots().get(0).epoch(),
                snapshots().get(snapshots().size() - 1).epoch()));
  }

  private LayerFlow measure(Key key, List<Moment> moments) {
    return asked
        .measure(key.snapshot(), key.layers())
        .flow(moments.get(key.snapshot()), run, key.layers());
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
