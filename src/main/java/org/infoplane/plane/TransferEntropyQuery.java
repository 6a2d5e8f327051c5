package org.infoplane.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.Shuffle;
import org.infoplane.measure.Unit;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Symbols;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How much information passes from layer to layer: binary plug-in transfer entropy of every pair of
 * units, histories of one symbol, lag 1, in bits, with its bias and its null. Immutable; each step
 * returns a new query, and what was computed once is kept.
 *
 * <p>Without any step it asks for all adjacent layers, feed-forward and feedback, on the
 * training-order axis if that was recorded, with 20 within-batch shuffles.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public final class TransferEntropyQuery implements Showable {

  private record Key(int snapshot, int from, int to) {}

  private final Recording run;
  private final TimeAxis axis;
  private final Shuffle shuffle;
  private final @Nullable String from;
  private final @Nullable String to;
  private final Map<Key, LayerFlow> known;

  private TransferEntropyQuery(
      Recording run,
      TimeAxis axis,
      Shuffle shuffle,
      @Nullable String from,
      @Nullable String to,
      Map<Key, LayerFlow> known) {
    this.run = run;
    this.axis = axis;
    this.shuffle = shuffle;
    this.from = from;
    this.to = to;
    this.known = known;
  }

  /**
   * Asks a recording.
   *
   * @param run what was recorded
   * @return all adjacent layers, both directions
   */
  public static TransferEntropyQuery of(Recording run) {
    TimeAxis axis = run.has(TimeAxis.TRAINING_ORDER) ? TimeAxis.TRAINING_ORDER : TimeAxis.PROBE;
    return new TransferEntropyQuery(
        run, axis, new Shuffle(20, 42), null, null, new ConcurrentHashMap<>());
  }

  /**
   * Keeps one source layer.
   *
   * @param layer its name
   * @return a new query: adjacent layers, or the one named by {@link #to}
   * @throws IllegalArgumentException if no layer of that name was recorded
   */
  public TransferEntropyQuery from(String layer) {
    run.layer(layer);
    return new TransferEntropyQuery(run, axis, shuffle, layer, to, known);
  }

  /**
   * Keeps one target layer.
   *
   * @param layer its name
   * @return a new query: adjacent layers, or the one named by {@link #from}
   * @throws IllegalArgumentException if no layer of that name was recorded
   */
  public TransferEntropyQuery to(String layer) {
    run.layer(layer);
    return new TransferEntropyQuery(run, axis, shuffle, from, layer, known);
  }

  /**
   * Chooses the time axis.
   *
   * @param timeAxis one that was recorded
   * @return a new query
   * @throws IllegalArgumentException if it was not recorded
   */
  public TransferEntropyQuery on(TimeAxis timeAxis) {
    run.track(timeAxis);
    return new TransferEntropyQuery(run, timeAxis, shuffle, from, to, new ConcurrentHashMap<>());
  }

  /**
   * Sets the within-batch shuffle null.
   *
   * @param surrogates how many shuffles; 0 for none; the smallest p-value is 1 / (1 + surrogates)
   * @param seed the same seed gives the same numbers
   * @return a new query
   */
  public TransferEntropyQuery shuffles(int surrogates, long seed) {
    return new TransferEntropyQuery(
        run, axis, new Shuffle(surrogates, seed), from, to, new ConcurrentHashMap<>());
  }

  /**
   * One row an epoch and layer pair.
   *
   * @return columns epoch, from, to, direction, pairs, live pairs (neither unit constant),
   *     transitions; TE mean, sum and max over pairs, bias of the mean, null mean of the mean, all
   *     in bits; p-value of the mean under the null; share of pairs that are significant by
   *     chi-square at a false discovery rate of 5 %
   */
  public Table table() {
    IntColumn epoch = IntColumn.create("epoch");
    StringColumn source = StringColumn.create("from");
    StringColumn target = StringColumn.create("to");
    StringColumn direction = StringColumn.create("direction");
    IntColumn pairs = IntColumn.create("pairs");
    IntColumn live = IntColumn.create("live pairs");
    IntColumn transitions = IntColumn.create("transitions");
    DoubleColumn mean = DoubleColumn.create("TE mean [bits]");
    DoubleColumn sum = DoubleColumn.create("TE sum [bits]");
    DoubleColumn max = DoubleColumn.create("TE max [bits]");
    DoubleColumn bias = DoubleColumn.create("bias [bits]");
    DoubleColumn nothing = DoubleColumn.create("null mean [bits]");
    DoubleColumn p = DoubleColumn.create("p (null)");
    DoubleColumn significant = DoubleColumn.create("significant pairs");
    for (LayerFlow flow : flows()) {
      PairwiseTransferEntropy te = flow.pairs();
      epoch.append(flow.epoch());
      source.append(flow.from());
      target.append(flow.to());
      direction.append(flow.direction());
      pairs.append(te.pairs());
      live.append(te.livePairs());
      transitions.append(te.transitions());
      mean.append(Unit.BITS.fromNats(te.mean()));
      sum.append(Unit.BITS.fromNats(te.sum()));
      max.append(Unit.BITS.fromNats(te.max()));
      bias.append(Unit.BITS.fromNats(te.bias()));
      nothing.append(Unit.BITS.fromNats(flow.nothing().mean()));
      p.append(flow.nothing().pValue());
      significant.append((double) te.significantPairs(0.05) / te.pairs());
    }
    return Table.create(
        "transfer entropy, " + axis,
        epoch,
        source,
        target,
        direction,
        pairs,
        live,
        transitions,
        mean,
        sum,
        max,
        bias,
        nothing,
        p,
        significant);
  }

  /**
   * One row a pair of units, at one epoch; name both layers with {@link #from} and {@link #to}
   * first.
   *
   * @param epoch a recorded one
   * @return columns source unit, target unit, TE, bias in bits, chi-square p-value
   * @throws IllegalStateException if the two layers were not named
   * @throws IllegalArgumentException if the epoch was not recorded
   */
  public Table pairs(int epoch) {
    if (from == null || to == null) {
      throw new IllegalStateException(
          "Asked for pairs of units, but not of which layers. Name them: from(\"...\").to(\"...\").pairs(epoch).");
    }
    LayerFlow flow = flow(snapshot(epoch), run.layer(from), run.layer(to));
    IntColumn source = IntColumn.create("unit of " + from);
    IntColumn target = IntColumn.create("unit of " + to);
    DoubleColumn te = DoubleColumn.create("TE [bits]");
    DoubleColumn bias = DoubleColumn.create("bias [bits]");
    DoubleColumn p = DoubleColumn.create("p (chi-square)");
    for (int i = 0; i < run.layers().get(run.layer(from)).units(); i++) {
      for (int j = 0; j < run.layers().get(run.layer(to)).units(); j++) {
        Estimate estimate = flow.pairs().get(i, j);
        source.append(i);
        target.append(j);
        te.append(estimate.in(Unit.BITS));
        bias.append(estimate.bias(Unit.BITS));
        p.append(estimate.pValue());
      }
    }
    return Table.create(flow.label() + ", epoch " + epoch, source, target, te, bias, p);
  }

  /**
   * TE against epoch, with accuracy and loss below on the same time axis.
   *
   * @return the figure
   */
  public PlotlyFigure curves() {
    return Curves.of(this);
  }

  /**
   * What made these numbers.
   *
   * @return the recording's recipe with axis, estimator and null
   */
  public Recipe recipe() {
    return run.recipe()
        .with("time axis", axis)
        .with("estimator", "plug-in TE, binary, k = l = lag = 1, mean over pairs of units")
        .with("null", shuffle);
  }

  Recording run() {
    return run;
  }

  TimeAxis axis() {
    return axis;
  }

  List<Snapshot> snapshots() {
    return run.track(axis).snapshots();
  }

  /** All flows asked for, in the order of the table. */
  List<LayerFlow> flows() {
    List<int[]> wanted = layerPairs();
    List<LayerFlow> flows = new ArrayList<>();
    Progress progress = Progress.ofNotebook();
    for (int s = 0; s < snapshots().size(); s++) {
      progress.update("transfer entropy", s, snapshots().size(), "");
      for (int[] pair : wanted) {
        flows.add(flow(s, pair[0], pair[1]));
      }
    }
    progress.update("transfer entropy", snapshots().size(), snapshots().size(), "");
    return flows;
  }

  private List<int[]> layerPairs() {
    List<int[]> wanted = new ArrayList<>();
    if (from != null && to != null) {
      wanted.add(new int[] {run.layer(from), run.layer(to)});
      return wanted;
    }
    List<LayerInfo> layers = run.layers();
    for (int i = 0; i + 1 < layers.size(); i++) {
      addIfAsked(wanted, i, i + 1);
      addIfAsked(wanted, i + 1, i);
    }
    return wanted;
  }

  private void addIfAsked(List<int[]> wanted, int source, int target) {
    if ((from == null || run.layer(from) == source) && (to == null || run.layer(to) == target)) {
      wanted.add(new int[] {source, target});
    }
  }

  private int snapshot(int epoch) {
    for (int s = 0; s < snapshots().size(); s++) {
      if (snapshots().get(s).epoch() == epoch) {
        return s;
      }
    }
    throw new IllegalArgumentException(
        "Epoch %d was not recorded on the %s axis. It has epochs %d to %d. Pass one of these."
            .formatted(
                epoch,
                axis,
                snapshots().get(0).epoch(),
                snapshots().get(snapshots().size() - 1).epoch()));
  }

  /** One layer pair at one snapshot. */
  LayerFlow flow(int snapshot, int source, int target) {
    return known.computeIfAbsent(new Key(snapshot, source, target), this::measure);
  }

  private LayerFlow measure(Key key) {
    Snapshot at = snapshots().get(key.snapshot());
    Symbols sources = at.symbols(key.from());
    Symbols targets = at.symbols(key.to());
    PairwiseTransferEntropy te = PairwiseTransferEntropy.between(sources, targets);
    Shuffle.Result nothing =
        shuffle.test(
            te.mean(),
            at.batchStarts(),
            at.samples(),
            order -> PairwiseTransferEntropy.between(sources.reorder(order), targets).mean());
    return new LayerFlow(
        at.epoch(),
        run.layers().get(key.from()).name(),
        run.layers().get(key.to()).name(),
        key.from() < key.to(),
        te,
        nothing);
  }

  @Override
  public String html() {
    return TableHtml.of(table());
  }

  @Override
  public String toString() {
    return table().printAll();
  }
}
