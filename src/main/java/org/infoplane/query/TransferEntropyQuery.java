package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.infoplane.figure.EffectiveNetworkFigure;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Rows;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.LagSpectrum;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.Edge;
import org.infoplane.result.EffectiveNetwork;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import tech.tablesaw.api.Table;

/**
 * Transfer entropy from layer to layer, in bits, with bias and null. Immutable; each step returns a
 * new query; what was computed is kept.
 *
 * <p>By default: the plug-in transfer entropy of every pair of units of all adjacent layers,
 * feed-forward and feedback, each unit 1 above its median, histories of one symbol and lag 1, on
 * the training-order axis if that was recorded, with 20 within-batch shuffles of whole samples. On
 * a recording that keeps values every step can be combined with every other; a packed one has the
 * symbols that were chosen when it was captured.
 *
 * <p>If the null exchanges whole samples within their batches, its mean has a closed form ({@link
 * org.infoplane.measure.Drift}), by which tables and figures split transfer entropy into drift,
 * bias and rest. Of many pairs of units at most 20,000 are shuffled, at most 1,000 give the drift
 * and at most 200 the bias, drawn with a fixed seed; {@link #pairs} shuffles every pair.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public final class TransferEntropyQuery extends FlowQuery<TransferEntropyQuery>
    implements DivisibleQuery<TransferEntropyQuery, LayerFlow> {

  private TransferEntropyQuery(TransferSettings asked, Map<QueryPart, LayerFlow> known) {
    super(asked, known);
  }

  @Override
  TransferEntropyQuery with(TransferSettings other, Map<QueryPart, LayerFlow> flows) {
    return new TransferEntropyQuery(other, flows);
  }

  @Override
  TransferEntropyQuery ofPlane(boolean bothEnds) {
    return this;
  }

  /**
   * Queries a recording.
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
    return new TransferEntropyQuery(new TransferSettings(run, axis), new ConcurrentHashMap<>());
  }

  /**
   * {@return a new query on another time axis, of all epochs and without a window}
   *
   * @param timeAxis one that was recorded
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
   * {@return a new query with another null} The default has 20 surrogates. In training order whole
   * samples are shuffled {@linkplain Surrogates#jointly() jointly} within their mini-batch, which
   * is exact, since their order in a batch is random. On a probe the samples of the source are
   * shuffled. Of several sequences, or on the axis of training steps, whole sequences or examples
   * of the source are shuffled; one long sequence is shifted circularly. {@link #givenTheRest()} of
   * symbols has none, since its selection has surrogates of its own.
   *
   * @param surrogates such as {@code withinBatch(99, 1).jointly()}; the smallest p-value is 1 / (1
   *     + surrogates)
   * @throws IllegalArgumentException if it changes values, and symbols are measured
   */
  public TransferEntropyQuery against(Surrogates surrogates) {
    requireNonNull(surrogates, "surrogates must not be null");
    return asking(next -> next.chosen = surrogates);
  }

  /**
   * {@return a new query with other histories, delays and lag}
   *
   * @param histories such as {@code new Embedding(2, 1, 1)}; all 1 by default; up to 3 symbols are
   *     counted fastest
   */
  public TransferEntropyQuery with(Embedding histories) {
    requireNonNull(histories, "histories must not be null");
    return asking(next -> next.embedding = histories);
  }

  /**
   * {@return a new query with another estimator for symbols}
   *
   * @param estimator such as {@code Estimator.millerMadow()}; plug-in by default, which is much
   *     faster than the others
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
   * {@return a new query of the continuous values, without symbols; the recording must keep values}
   *
   * @param estimator such as {@code ContinuousEstimator.gaussian()}
   */
  public TransferEntropyQuery with(ContinuousEstimator estimator) {
    requireNonNull(estimator, "estimator must not be null");
    return asking(next -> next.ofValues = estimator);
  }

  /**
   * {@return a new query that takes each layer, of up to 128 units, as one multivariate value
   * instead of pairs of units: it finds what units tell only jointly}
   */
  public TransferEntropyQuery ofWholeLayers() {
    return asking(next -> next.whole = true);
  }

  /**
   * {@return a new query with intervals of the means over pairs, as columns in tables and error
   * bars in planes and curves}
   *
   * @param resampling such as {@code jackknife(20)}, which leaves out stretches of the samples
   */
  public TransferEntropyQuery interval(Resampling resampling) {
    requireNonNull(resampling, "resampling must not be null");
    return asking(next -> next.resampling = resampling);
  }

  /**
   * {@return a new query of the last samples of each epoch only, as Moldovan, Cataron and Andonie
   * do, with 500, 512 or 4096} The weights drift less in a short window, and the bias is larger. On
   * the axis of training steps it is the number of steps in a window, with one result per window,
   * that is for each step from there on; without a window there is one result for all steps.
   *
   * @param last samples, or training steps; at least 2 and at most as many as there are
   * @throws IllegalArgumentException if an epoch has fewer, or no transition is left
   */
  public TransferEntropyQuery window(int last) {
    List<Snapshot> all = asked.snapshots();
    Require.that(
        !asked.steps() || last <= all.size(),
        "A window of %s training steps is longer than the %2$s recorded moments of the probe. Pass at most %2$s, or record more with iterations(...).",
        last,
        all.size());
    for (Snapshot at : all) {
      Require.that(
          asked.steps() || last <= at.samples(),
          "A window of %s samples is longer than epoch %s, which has %3$s on the %4$s axis. Pass at most %3$s.",
          last,
          at.epoch(),
          at.samples(),
          axis());
    }
    Require.that(
        last >= 2, "window must be at least 2, since a transition needs a history, got %s", last);
    return asking(next -> next.window = last);
  }

  /**
   * {@return a query of the same layer pairs at several lags}
   *
   * @param first shortest lag, 0 or more; 0, the same step, is for feed-forward pairs, whose source
   *     is computed before the target
   * @param last longest lag
   * @throws IllegalArgumentException if {@code first} is negative or above {@code last}, the
   *     embedding has a lag of its own, lag 0 is combined with feedback or a single layer, or with
   *     the rest or intervals
   */
  public LagQuery lags(int first, int last) {
    LagSpectrum.requireLags(first, last, asked.embedding);
    List<LayerPair> pairs =
        layerPairs().stream().filter(pair -> first > 0 || pair.forward()).toList();
    Require.that(
        !pairs.isEmpty(),
        "Lag 0 needs a source that is computed before the target, and no such pair is left. Start at lag 1: lags(1, %s).",
        Math.max(1, last));
    Require.that(
        !asked.rest && asked.resampling == null,
        "lags(%s, %s) cannot be combined with %s. Leave that out, or measure one lag at a time, with(new Embedding(1, 1, lag)).",
        first,
        last,
        asked.rest ? "givenTheRest()" : "interval(...)");
    return new LagQuery(asked, pairs, first, last);
  }

  /**
   * {@return a new query whose discretizers are fitted on other samples of each moment}
   *
   * @param samples all samples of the query by default, {@link FittedOn#WINDOW}
   */
  public TransferEntropyQuery fittedOn(FittedOn samples) {
    requireNonNull(samples, "samples must not be null");
    return reading(layers -> layers.fittedOn(samples));
  }

  /**
   * {@return a new query whose discretizers are fitted at the first moment and keep their edges:
   * the values of a layer that grows leave them}
   */
  public TransferEntropyQuery fittingOnce() {
    return reading(LayerReader::fittingOnce);
  }

  /**
   * {@return a new query of transfer entropy from unit to unit, conditioned on the rest: all other
   * units of both layers and, if it was recorded, the input of the same step} Pairwise transfer
   * entropy also shows what two units share with a third; conditioned on the rest the connections
   * are left. {@code from("x").to("x")} measures within a layer, without pairs of a unit with
   * itself.
   *
   * <p>By linear regression, each pair with its F-test. After {@code with(plugIn())}, of symbols:
   * conditioning units are selected one by one by the maximum statistic, and what was not selected
   * has 0. Units that {@code units(...)} leaves out are not conditioned on.
   *
   * @throws IllegalArgumentException if it is combined with another estimator or whole layers
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
   * {@return the edges from unit to unit that are significant at a false discovery rate of 5 %,
   * over all layer pairs of this query, at its last epoch} A row per edge, the largest first: from,
   * source unit, to, target unit, lag, TE in bits, p-value. Best {@link #givenTheRest() conditioned
   * on the rest}, since pairs alone show many edges that are no connections.
   *
   * @throws IllegalStateException if whole layers are measured
   */
  public Table edges() {
    EffectiveNetwork network = SignificantEdges.of(this);
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
   * {@return a figure of the edges of {@link #edges()}, TE as width and darkness; the units of one
   * layer in a circle, of several layers in columns}
   *
   * @throws IllegalStateException if whole layers are measured
   */
  public PlotlyFigure effectiveNetwork() {
    return EffectiveNetworkFigure.of(SignificantEdges.of(this));
  }

  @Override
  public List<QueryPart> parts() {
    return asked.moments().stream()
        .flatMap(s -> layerPairs().stream().map(pair -> new QueryPart(s, pair)))
        .filter(part -> !known.containsKey(part))
        .toList();
  }

  @Override
  public LayerFlow measure(QueryPart part) {
    requireNonNull(part, "part must not be null");
    return measured(part);
  }

  @Override
  public TransferEntropyQuery knowing(Map<QueryPart, LayerFlow> results) {
    requireNonNull(results, "results must not be null");
    Map<QueryPart, LayerFlow> all = new ConcurrentHashMap<>(known);
    all.putAll(results);
    return with(asked, all);
  }

  /**
   * {@return a new query whose pairs of units are counted elsewhere, with the same results}
   *
   * @param elsewhere counts the pairs of two layers, whose {@link #series} it can read
   * @throws IllegalArgumentException if more than counts is needed: only plug-in transfer entropy
   *     of pairs of units, without intervals, is made of them
   */
  public TransferEntropyQuery counting(CountsElsewhere elsewhere) {
    requireNonNull(elsewhere, "elsewhere must not be null");
    return asking(
        next -> {
          next.requireCounts();
          next.elsewhere = elsewhere;
        });
  }

  /**
   * {@return the symbols of two layers}
   *
   * @param part moment and layers
   * @throws IllegalArgumentException if values are measured
   */
  public PairSeries series(QueryPart part) {
    requireNonNull(part, "part must not be null");
    asked.requireCounts();
    return new TransferMeasure(asked, part.moment(), part.layers()).symbols();
  }

  /**
   * The series of two layers at a moment.
   *
   * @param from chosen units of the source layer
   * @param to chosen units of the target layer, as many samples
   * @param histories embedding, within sequences
   * @param batches mini-batches of the samples
   */
  public record PairSeries(Symbols from, Symbols to, Embedding histories, Segments batches) {}
}
