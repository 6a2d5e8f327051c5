package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.infoplane.figure.Curves;
import org.infoplane.figure.HeatMap;
import org.infoplane.figure.LayerNetwork;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.UnitMatrix;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Stop;
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
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * What is asked of the information from layer to layer: of which layers, units and epochs, of which
 * symbols, and how it is shown. Immutable; each step returns a new query, and what was computed
 * once is kept.
 *
 * @param <Q> the kind of query
 */
public abstract sealed class FlowQuery<Q extends FlowQuery<Q>> extends TableAnswer
    permits TransferEntropyQuery, InformationFlowQuery {

  record Key(int snapshot, LayerPair layers) {}

  final Recording run;
  final TransferSettings asked;
  private final @Nullable String from;
  private final @Nullable String to;
  private final Map<Key, LayerFlow> known;

  FlowQuery(
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

  abstract Q with(
      TransferSettings asked,
      @Nullable String from,
      @Nullable String to,
      Map<Key, LayerFlow> known);

  Q asking(Consumer<TransferSettings> step) {
    return with(asked.copy(step), from, to, new ConcurrentHashMap<>());
  }

  /**
   * Keeps one source layer.
   *
   * @param layer its name
   * @return a new query: adjacent layers, or the one named by {@link #to}
   * @throws IllegalArgumentException if no layer of that name was recorded
   */
  public Q from(String layer) {
    requireNonNull(layer, "layer must not be null");
    run.layer(layer);
    return with(asked, layer, to, known);
  }

  /**
   * Keeps one target layer.
   *
   * @param layer its name
   * @return a new query: adjacent layers, or the one named by {@link #from}
   * @throws IllegalArgumentException if no layer of that name was recorded
   */
  public Q to(String layer) {
    requireNonNull(layer, "layer must not be null");
    run.layer(layer);
    return with(asked, from, layer, known);
  }

  /**
   * Chooses how values become symbols.
   *
   * @param rule such as {@code equalWidth(4)}; medians by default
   * @return a new query
   */
  public Q discretize(Discretizer rule) {
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
  public Q discretize(String layer, Discretizer rule) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(rule, "rule must not be null");
    return asking(next -> next.layers = next.layers.with(layer, rule));
  }

  /**
   * Asks about some units of each layer.
   *
   * @param units such as {@code sampled(32, 1)}
   * @return a new query
   * @throws IllegalArgumentException if a layer has no such unit
   */
  public Q units(UnitSelection units) {
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
  public Q units(String layer, int... units) {
    requireNonNull(layer, "layer must not be null");
    UnitSelection chosen = UnitSelection.only(units);
    return asking(next -> next.layers = next.layers.units(layer, chosen));
  }

  /**
   * Asks about some epochs only.
   *
   * @param epochs recorded ones
   * @return a new query
   * @throws IllegalArgumentException if one was not recorded
   */
  public Q epochs(int... epochs) {
    requireNonNull(epochs, "epochs must not be null");
    int[] chosen = LayerReader.requireEpochs(run.track(axis()), epochs);
    return asking(next -> next.epochs = chosen);
  }

  /**
   * One row an epoch and layer pair.
   *
   * @return columns epoch (and iteration, if an epoch has several moments), from, to, direction,
   *     pairs, live pairs (neither unit constant), transitions; TE mean (with its interval, if it
   *     was asked for), sum and max over pairs; bias of the mean; drift, the bias beside it, and
   *     the rest, if the null has a closed form; mean and standard deviation of the mean under the
   *     null, all in bits; p-value of the mean under the null; share of pairs that are significant
   *     by chi-square at a false discovery rate of 5 %, which takes drift for information; warnings
   *     of the coding
   */
  @Override
  public Table table() {
    return TransferTables.layers(
        asked.kind() + ", " + axis(), asked.kind().symbol(), result().flows());
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
    asked.requireAffordable(List.of(named), false);
    return TransferTables.units(
        run.layers().get(named.from()),
        run.layers().get(named.to()),
        asked.kind().symbol(),
        units(snapshot, named));
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
    asked.requireAffordable(List.of(named), false);
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

  Optional<String> from() {
    return Optional.ofNullable(from);
  }

  Optional<String> to() {
    return Optional.ofNullable(to);
  }

  /** What a plane asks: of neighbours, or of both ends. */
  abstract Q ofPlane(boolean bothEnds);

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

  UnitFlow units(int snapshot, LayerPair pair) {
    TransferMeasure.Measured measured = new TransferMeasure(asked).units(snapshot, pair);
    return new UnitFlow(
        moments().get(snapshot),
        measured.te(),
        measured.significance(),
        asked.sources(pair),
        asked.targets(pair));
  }

  private List<Moment> moments() {
    return Moment.of(snapshots());
  }

  /** The pairs of layers asked for. */
  List<LayerPair> layerPairs() {
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
    if (adjacent.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked for pairs of layers, but \"%1$s\" alone was recorded. Ask inside it, from(\"%1$s\").to(\"%1$s\"), or record more layers."
              .formatted(run.layers().get(0).name()));
    }
    return adjacent.stream()
        .filter(pair -> from == null || run.layer(from) == pair.from())
        .filter(pair -> to == null || run.layer(to) == pair.to())
        .toList();
  }

  /** Some pairs at every snapshot, epoch by epoch. */
  TransferResult result(List<LayerPair> pairs) {
    asked.requireAffordable(pairs, true);
    List<LayerFlow> flows = new ArrayList<>();
    Progress progress = Progress.ofNotebook();
    int all = snapshots().size();
    for (int s : asked.moments()) {
      for (LayerPair pair : pairs) {
        progress.update(asked.kind().toString(), s, all, "moment", "");
        Stop.ifInterrupted();
        flows.add(
            known.computeIfAbsent(
                new Key(s, pair),
                key -> new TransferMeasure(asked).layers(key.snapshot(), key.layers())));
      }
    }
    progress.update(asked.kind().toString(), all, all, "moment", "");
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
}
