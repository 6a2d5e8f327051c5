package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.infoplane.figure.EffectiveNetworkFigure;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Rows;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.LagSpectrum;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.BenjaminiHochberg;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.Edge;
import org.infoplane.result.EffectiveNetwork;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.UnitFlow;
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
 * <p>Against whole samples that change places in their batches the mean of the null has a closed
 * form ({@link org.infoplane.measure.Drift}): tables and figures say what of transfer entropy is
 * drift, bias and rest. Of more than 20,000 pairs of units so many are shuffled, those of units
 * that a seed draws; drift is that of at most 1,000 pairs, bias of 200. {@link #pairs} asks about
 * all.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public final class TransferEntropyQuery extends FlowQuery<TransferEntropyQuery> {

  private TransferEntropyQuery(
      TransferSettings asked,
      @Nullable String from,
      @Nullable String to,
      Map<Key, LayerFlow> known) {
    super(asked, from, to, known);
  }

  @Override
  TransferEntropyQuery with(
      TransferSettings asked,
      @Nullable String from,
      @Nullable String to,
      Map<Key, LayerFlow> known) {
    return new TransferEntropyQuery(asked, from, to, known);
  }

  @Override
  TransferEntropyQuery ofPlane(boolean bothEnds) {
    return this;
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
   * Surrogates#jointly() of whole samples}, which is exact, since their order in a batch is random;
   * on the probe of all samples of the source; of whole sequences or whole examples of the source
   * where those are the series. {@link Null#withinBatch} by itself moves the source alone.
   *
   * @param surrogates such as {@code withinBatch(99, 1).jointly()}; the smallest p-value is 1 / (1
   *     + surrogates)
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
          next.symbolsAsked = true;
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
   * {@return a new query that takes each layer as one value of many dimensions instead of pairs of
   * units: it finds what units tell only jointly. Up to 128 units a layer}
   */
  public TransferEntropyQuery ofWholeLayers() {
    return asking(next -> next.whole = true);
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
   *     its own, lag 0 is asked of feedback or of a layer itself, or what is asked has no lags
   */
  public LagQuery lags(int first, int last) {
    LagSpectrum.requireLags(first, last, asked.embedding);
    List<LayerPair> pairs =
        layerPairs().stream().filter(pair -> first > 0 || pair.forward()).toList();
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked for lag 0 of pairs whose source is not computed before the target. Ask from lag 1 on: lags(1, %s)."
              .formatted(Math.max(1, last)));
    }
    if (asked.rest) {
      throw new IllegalArgumentException(
          "Asked for several lags given the rest. Ask one at a time, with(new Embedding(1, 1, lag)), or leave givenTheRest() out.");
    }
    if (asked.resampling != null) {
      throw new IllegalArgumentException(
          "Asked for intervals of several lags, which have none. Ask one lag at a time, with(new Embedding(1, 1, lag)), or leave interval(...) out.");
    }
    return new LagQuery(asked, pairs, first, last);
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
   * Asks for what passes from unit to unit given the rest: all other units of both layers, and, if
   * it was recorded, the input of the same step. Pairs alone also show what two units share with a
   * third; given the rest the wires are left. {@code from("x").to("x")} asks inside a layer,
   * without pairs of a unit with itself.
   *
   * <p>By linear regression, each pair with its F-test. After {@code with(plugIn())} of symbols:
   * conditioning units are selected one by one by the maximum statistic, and what was not selected
   * has 0. Units that {@code units(...)} leaves out are not known either.
   *
   * @return a new query
   * @throws IllegalArgumentException if another estimator or whole layers were asked for
   * @see <a href="https://doi.org/10.1103/PhysRevE.77.026110">Lizier, Prokopenko and Zomaya
   *     2008</a>
   * @see <a href="https://doi.org/10.1162/netn_a_00092">Novelli et al. 2019, the selection</a>
   */
  public TransferEntropyQuery givenTheRest() {
    return asking(
        next -> {
          next.rest = true;
          if (next.ofValues == null && !next.symbolsAsked) {
            next.ofValues = ContinuousEstimator.gaussian();
          }
        });
  }

  /**
   * The edges from unit to unit that are significant at a false discovery rate of 5 %, over all
   * layer pairs that are asked about, at the last epoch that is; best {@link #givenTheRest() given
   * the rest}, since pairs alone show many that are no wires.
   *
   * @return a row an edge, the largest first: from, source unit, to, target unit, lag, TE in bits,
   *     p-value
   * @throws IllegalStateException if whole layers were asked for
   */
  public Table edges() {
    EffectiveNetwork network = effective();
    return Rows.of(
            "edges, %s of %s pairs, %s"
                .formatted(network.edges().size(), network.tested(), network.at()),
            network.edges())
        .text("from", Edge::from)
        .whole("source unit", Edge::source)
        .text("to", Edge::to)
        .whole("target unit", Edge::target)
        .whole("lag", edge -> network.lag())
        .number("TE [bits]", edge -> Unit.BITS.fromNats(edge.nats()))
        .number("p", Edge::pValue)
        .table();
  }

  /**
   * The edges of {@link #edges()}, wide and dark for much; the units of one layer in a circle, of
   * several layers in columns.
   *
   * @return the figure
   * @throws IllegalStateException if whole layers were asked for
   */
  public PlotlyFigure effectiveNetwork() {
    return EffectiveNetworkFigure.of(effective());
  }

  private EffectiveNetwork effective() {
    if (asked.whole) {
      throw new IllegalStateException(
          "Asked for edges from unit to unit of whole layers, which are one pair: table() has it.");
    }
    List<LayerPair> pairs = layerPairs();
    asked.requireAffordable(pairs, false);
    List<Integer> moments = asked.moments();
    int snapshot = moments.get(moments.size() - 1);
    List<Edge> all = new ArrayList<>();
    Map<Integer, List<Integer>> units = new TreeMap<>();
    for (LayerPair pair : pairs) {
      UnitFlow flow = units(snapshot, pair);
      units.put(pair.from(), flow.sources());
      units.put(pair.to(), flow.targets());
      for (int i = 0; i < flow.te().sources(); i++) {
        for (int j = 0; j < flow.te().targets(); j++) {
          if (pair.from() == pair.to() && i == j) {
            continue; // no edge leads from a unit to itself
          }
          Estimate te = flow.te().get(i, j);
          if (!Double.isNaN(te.nats()) && !Double.isNaN(te.pValue())) {
            all.add(
                new Edge(
                    run.layers().get(pair.from()).name(),
                    flow.sources().get(i),
                    run.layers().get(pair.to()).name(),
                    flow.targets().get(j),
                    te.nats(),
                    te.pValue()));
          }
        }
      }
    }
    double[] p = all.stream().mapToDouble(Edge::pValue).toArray();
    int found = BenjaminiHochberg.discoveries(LayerFlow.FALSE_DISCOVERY_RATE, p);
    Arrays.sort(p);
    double largest = found == 0 ? -1 : p[found - 1];
    return new EffectiveNetwork(
        asked.about(List.of(), recipe()),
        Moment.of(snapshots()).get(snapshot),
        units.entrySet().stream()
            .map(
                of ->
                    new EffectiveNetwork.Units(run.layers().get(of.getKey()).name(), of.getValue()))
            .toList(),
        asked.embedding.source().lag(),
        all.size(),
        all.stream()
            .filter(edge -> edge.pValue() <= largest && edge.nats() > 0)
            .sorted(Comparator.comparingDouble(Edge::nats).reversed())
            .toList());
  }
}
