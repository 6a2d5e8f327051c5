package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.infoplane.figure.Curves;
import org.infoplane.figure.HeatMap;
import org.infoplane.figure.LayerNetwork;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.UnitMatrix;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.RunSeries;
import org.infoplane.result.TransferResult;
import org.infoplane.result.UnitFlow;
import org.infoplane.symbol.Discretizer;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * A query of the information from layer to layer: which layers, units and epochs, which symbols,
 * and which table or figure. Immutable; each step returns a new query; what was computed is kept.
 *
 * @param <Q> the kind of query
 */
public abstract sealed class FlowQuery<Q extends FlowQuery<Q>> extends LayerQuery<Q>
    implements RunQuery permits TransferEntropyQuery, InformationFlowQuery {

  private static final long FLOW_BYTES = 1000; // about

  final TransferSettings asked;
  final Map<QueryPart, LayerFlow> known;

  FlowQuery(TransferSettings asked, Map<QueryPart, LayerFlow> known) {
    super(asked.run);
    this.asked = asked;
    this.known = known;
  }

  abstract Q with(TransferSettings other, Map<QueryPart, LayerFlow> flows);

  Q asking(Consumer<TransferSettings> step) {
    return with(asked.copy(step), new ConcurrentHashMap<>());
  }

  @Override
  Q reading(UnaryOperator<LayerReader> step) {
    return asking(next -> next.layers = step.apply(next.layers));
  }

  @Override
  Q ofEpochs(int[] chosen) {
    return asking(next -> next.epochs = chosen);
  }

  /**
   * {@return a new query of one source layer: to the layers adjacent to it, or to the one named by
   * {@link #to}}
   *
   * @param layer its name
   * @throws IllegalArgumentException if no such layer was recorded
   */
  public Q from(String layer) {
    requireNonNull(layer, "layer must not be null");
    run.layer(layer);
    return with(asked.copy(next -> next.from = layer), known);
  }

  /**
   * {@return a new query of one target layer: from the layers adjacent to it, or from the one named
   * by {@link #from}}
   *
   * @param layer its name
   * @throws IllegalArgumentException if no such layer was recorded
   */
  public Q to(String layer) {
    requireNonNull(layer, "layer must not be null");
    run.layer(layer);
    return with(asked.copy(next -> next.to = layer), known);
  }

  /**
   * {@return a new query with another discretizer of all layers}
   *
   * <p>Has no effect while real values are measured; {@code with(plugIn())} returns to symbols.
   *
   * @param rule such as {@code equalWidth(4)}; by default medians for transfer entropy, {@code
   *     quantiles(4)} for information flow
   */
  public Q discretize(Discretizer rule) {
    requireNonNull(rule, "rule must not be null");
    return reading(layers -> layers.with(rule));
  }

  /**
   * {@return a new query with another discretizer of one layer}
   *
   * @param layer its name
   * @param rule such as {@code authorsSoftmax()}
   * @throws IllegalArgumentException if no such layer was recorded
   */
  public Q discretize(String layer, Discretizer rule) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(rule, "rule must not be null");
    return reading(layers -> layers.with(layer, rule));
  }

  /**
   * {@return one row per moment and layer pair: TE over pairs of units with bias and interval;
   * drift, its bias and the rest, if the null has a closed form; the null of the mean; the share of
   * pairs that are significant by the analytic test (chi-square for symbols, an F-test for Gaussian
   * estimators) at a false discovery rate of 5 %, which mistakes drift for information; warnings.
   * Live pairs have no constant unit. All information is in bits}
   */
  @Override
  public Table table() {
    return Tables.flows(asked.kind() + ", " + axis(), asked.kind().symbol(), result().flows());
  }

  /** {@return the result as values, of all moments and layer pairs of this query} */
  public TransferResult result() {
    return result(layerPairs());
  }

  /**
   * {@return one row per pair of units at one epoch: source unit, target unit; TE and bias in bits;
   * p-values by the analytic test, by the null for the pair, and by the null for the largest of all
   * pairs (max-statistic). Name both layers with {@link #from} and {@link #to} first}
   *
   * @param epoch a recorded one; the first of several moments of it
   * @throws IllegalStateException if the two layers were not named, or whole layers are measured
   * @throws IllegalArgumentException if the epoch was not recorded, or the first window ends after
   *     it
   */
  public Table pairs(int epoch) {
    LayerPair named = namedPair("pairs(epoch)");
    int snapshot = snapshot(epoch);
    TransferCost.requireAffordable(asked, List.of(named), false);
    return Tables.pairs(
        run.layers().get(named.from()),
        run.layers().get(named.to()),
        asked.kind().symbol(),
        units(snapshot, named));
  }

  /** {@return a figure of TE against epoch, with accuracy and loss below on the same time axis} */
  public PlotlyFigure curves() {
    Curves.requireMetrics(run.metrics()); // before there is a long wait
    return Curves.of(result(forwardPairs()));
  }

  private List<LayerPair> forwardPairs() {
    return layerPairs().stream().filter(LayerPair::forward).toList();
  }

  /** {@return the means over pairs of units, feed-forward if there is such a pair of layers} */
  @Override
  public RunSeries series(String name) {
    requireNonNull(name, "name must not be null");
    List<LayerPair> forward = forwardPairs();
    return RunSeries.of(name, result(forward.isEmpty() ? layerPairs() : forward));
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings =
        Runs.settings(recipe(), run.recipe(), List.of(Fact.Rule.class, Fact.Fitted.class));
    settings.put("null", TransferResult.nullInWords(asked.surrogates())); // whatever the pairs
    return settings;
  }

  /**
   * {@return a figure of TE of each layer pair (rows) at each epoch (columns), feed-forward and
   * feedback; cells above their null have a dot}
   */
  public PlotlyFigure heatMap() {
    return HeatMap.of(result());
  }

  /**
   * {@return a figure of TE from each unit to each unit of two layers, with a slider over the
   * epochs. Name both layers with {@link #from} and {@link #to} first. Layers of more than 50 units
   * are shown as means over neighbouring units, and only some of more than 40 epochs}
   *
   * @throws IllegalStateException if the two layers were not named, or whole layers are measured
   */
  public PlotlyFigure matrix() {
    LayerPair named = namedPair("matrix()");
    TransferCost.requireAffordable(asked, List.of(named), false);
    List<Integer> moments = asked.moments();
    int all = moments.size();
    Progress progress = Progress.ofNotebook();
    PlotlyFigure matrix =
        UnitMatrix.of(
            asked.about(List.of(), recipe()),
            named,
            asked.sources(named),
            asked.targets(named),
            moments,
            snapshot -> {
              progress.update(
                  asked.kind().toString(), moments.indexOf(snapshot), all, "moment", "");
              return units(snapshot, named);
            });
    progress.update(asked.kind().toString(), all, all, "moment", "");
    return matrix;
  }

  /**
   * {@return a figure of the network with TE as width and darkness of its edges, with a slider over
   * the epochs; edges that are not above their null are grey}
   */
  public PlotlyFigure network() {
    return LayerNetwork.of(result());
  }

  /** {@return the recipe of the recording, with time axis, estimator and null} */
  public Recipe recipe() {
    return asked.words().recipe();
  }

  /** The query of a plane: of neighbours, or of input and output. */
  abstract Q ofPlane(boolean bothEnds);

  @Override
  TimeAxis axis() {
    return asked.axis;
  }

  private LayerPair namedPair(String step) {
    asked.requirePairs(step);
    if (asked.from == null || asked.to == null) {
      throw new IllegalStateException(
          "%1$s needs the names of two layers: from(\"...\").to(\"...\").%1$s.".formatted(step));
    }
    return new LayerPair(run.layer(asked.from), run.layer(asked.to));
  }

  UnitFlow units(int snapshot, LayerPair pair) {
    TransferMeasure.Measured measured = new TransferMeasure(asked, snapshot, pair).units();
    return new UnitFlow(
        Moment.of(asked.snapshots()).get(snapshot),
        measured.te(),
        measured.significance(),
        asked.sources(pair),
        asked.targets(pair));
  }

  /** Each layer with those that feed it, feed-forward. */
  static List<LayerPair> adjacent(Recording run) {
    List<LayerPair> pairs = new ArrayList<>();
    for (int layer = 0; layer < run.layers().size(); layer++) {
      for (int input : run.graph().inputs(layer)) {
        pairs.add(new LayerPair(input, layer));
      }
    }
    return pairs;
  }

  List<LayerPair> layerPairs() {
    @Nullable String from = asked.from;
    @Nullable String to = asked.to;
    if (from != null && to != null) {
      return List.of(new LayerPair(run.layer(from), run.layer(to)));
    }
    List<LayerPair> adjacent = adjacent(run);
    Require.that(
        !adjacent.isEmpty(),
        "There are no pairs of layers: \"%1$s\" alone was recorded. Record more layers, or measure within it, from(\"%1$s\").to(\"%1$s\").",
        run.layers().get(0).name());
    return adjacent.stream()
        .flatMap(pair -> Stream.of(pair, new LayerPair(pair.to(), pair.from())))
        .filter(pair -> from == null || run.layer(from) == pair.from())
        .filter(pair -> to == null || run.layer(to) == pair.to())
        .toList();
  }

  /** Some layer pairs at every moment. */
  TransferResult result(List<LayerPair> pairs) {
    TransferCost.requireAffordable(asked, pairs, true);
    List<LayerFlow> flows = new ArrayList<>();
    Progress progress = Progress.ofNotebook();
    int all = asked.snapshots().size();
    for (int s : asked.moments()) {
      for (LayerPair pair : pairs) {
        progress.update(asked.kind().toString(), s, all, "moment", "");
        Stop.ifInterrupted();
        flows.add(known.computeIfAbsent(new QueryPart(s, pair), this::measured));
      }
    }
    progress.update(asked.kind().toString(), all, all, "moment", "");
    return asked.about(flows, recipe());
  }

  /**
   * Once for all recordings of a run that grows, so that a live figure measures new epochs only.
   */
  LayerFlow measured(QueryPart part) {
    TransferMeasure measure = new TransferMeasure(asked, part.moment(), part.layers());
    return run.isGrowing() && asked.doing == null && !asked.steps()
        ? run.memo()
            .get(asked.key(part.moment(), part.layers()), flow -> FLOW_BYTES, measure::layers)
        : measure.layers();
  }

  private int snapshot(int epoch) {
    List<Snapshot> all = asked.snapshots();
    for (int s = asked.firstSnapshot(); s < all.size(); s++) {
      if (all.get(s).epoch() == epoch) {
        return s;
      }
    }
    throw new IllegalArgumentException(
        "Epoch %s has no result on the %s axis. Pass one of the epochs %s."
            .formatted(
                epoch,
                axis(),
                all.stream().skip(asked.firstSnapshot()).map(Snapshot::epoch).distinct().toList()));
  }
}
