package org.infoplane.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Showable;
import org.infoplane.figure.TableHtml;
import org.infoplane.measure.Null;
import org.infoplane.measure.PairwiseSignificance;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.Surrogates;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Trials;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * How much information passes from layer to layer: binary plug-in transfer entropy of every pair of
 * units, in bits, histories of one symbol and lag 1 if not asked otherwise, with its bias and its
 * null. Immutable; each step returns a new query, and what was computed once is kept.
 *
 * <p>Without any step it asks for all adjacent layers, feed-forward and feedback, on the
 * training-order axis if that was recorded, with 20 within-batch shuffles.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public final class TransferEntropyQuery implements Showable {

  private static final int SURROGATES = 20;
  private static final long SEED = 42;

  private record Key(int snapshot, LayerPair layers) {}

  private final Recording run;
  private final TimeAxis axis;
  private final @Nullable Surrogates chosen;
  private final Embedding embedding;
  private final int window; // 0 is the whole epoch
  private final @Nullable String from;
  private final @Nullable String to;
  private final Map<Key, LayerFlow> known;

  private TransferEntropyQuery(
      Recording run,
      TimeAxis axis,
      @Nullable Surrogates chosen,
      Embedding embedding,
      int window,
      @Nullable String from,
      @Nullable String to,
      Map<Key, LayerFlow> known) {
    this.run = run;
    this.axis = axis;
    this.chosen = chosen;
    this.embedding = embedding;
    this.window = window;
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
    TimeAxis axis =
        Stream.of(TimeAxis.TRAINING_ORDER, TimeAxis.PROBE, TimeAxis.TRAINING_PROBE)
            .filter(run::has)
            .findFirst()
            .orElse(TimeAxis.PROBE);
    return new TransferEntropyQuery(
        run, axis, null, Embedding.oneStep(), 0, null, null, new ConcurrentHashMap<>());
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
    return new TransferEntropyQuery(run, axis, chosen, embedding, window, layer, to, known);
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
    return new TransferEntropyQuery(run, axis, chosen, embedding, window, from, layer, known);
  }

  /**
   * Chooses the time axis; a window is to be set anew.
   *
   * @param timeAxis one that was recorded
   * @return a new query
   * @throws IllegalArgumentException if it was not recorded
   */
  public TransferEntropyQuery on(TimeAxis timeAxis) {
    run.track(timeAxis);
    return new TransferEntropyQuery(
        run, timeAxis, chosen, embedding, 0, from, to, new ConcurrentHashMap<>());
  }

  /**
   * Chooses the null. By default 20 shuffles of the source, within mini-batches in training order,
   * of all samples on the probe, of whole sequences or whole examples where those are the series.
   * In training order {@link Null#withinBatch} {@linkplain Surrogates#ofWholeSamples() of whole
   * samples} is exact.
   *
   * @param surrogates such as {@code withinBatch(20, 42).ofWholeSamples()}; the smallest p-value is
   *     1 / (1 + surrogates)
   * @return a new query
   */
  public TransferEntropyQuery against(Surrogates surrogates) {
    return new TransferEntropyQuery(
        run, axis, surrogates, embedding, window, from, to, new ConcurrentHashMap<>());
  }

  /**
   * Sets histories, delays and lag.
   *
   * @param histories such as {@code new Embedding(2, 1, 1)}; all 1 by default; up to 3 symbols are
   *     counted fastest
   * @return a new query
   */
  public TransferEntropyQuery with(Embedding histories) {
    return new TransferEntropyQuery(
        run, axis, chosen, histories, window, from, to, new ConcurrentHashMap<>());
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
    if (axis == TimeAxis.TRAINING_STEPS && last > snapshots().size()) {
      throw new IllegalArgumentException(
          "Asked for windows of %d training steps, but the probe was looked at %d times. Pass at most %d, or record more with iterations(...)."
              .formatted(last, snapshots().size(), snapshots().size()));
    }
    for (Snapshot at : snapshots()) {
      if (axis != TimeAxis.TRAINING_STEPS && last > at.samples()) {
        throw new IllegalArgumentException(
            "Asked for the last %d samples of each epoch, but epoch %d has %d on the %s axis. Pass at most %d."
                .formatted(last, at.epoch(), at.samples(), axis, at.samples()));
      }
    }
    if (last < 2) {
      throw new IllegalArgumentException(
          "Asked for a window of %d. Pass at least 2: a transition needs a past.".formatted(last));
    }
    return new TransferEntropyQuery(
        run, axis, chosen, embedding, last, from, to, new ConcurrentHashMap<>());
  }

  /**
   * One row an epoch and layer pair.
   *
   * @return columns epoch (and iteration, if an epoch has several moments), from, to, direction,
   *     pairs, live pairs (neither unit constant), transitions; TE mean, sum and max over pairs,
   *     bias of the mean, null mean of the mean, all in bits; p-value of the mean under the null;
   *     share of pairs that are significant by chi-square at a false discovery rate of 5 %, which
   *     takes drift for information; warnings of the coding
   */
  public Table table() {
    return TransferTables.layers("transfer entropy, " + axis, flows(layerPairs()));
  }

  /**
   * One row a pair of units, at one epoch; name both layers with {@link #from} and {@link #to}
   * first.
   *
   * @param epoch a recorded one
   * @return columns source unit, target unit; TE and bias in bits; p-values by chi-square, by the
   *     null for the pair, and by the null for the largest of all pairs (max-statistic)
   * @throws IllegalStateException if the two layers were not named
   * @throws IllegalArgumentException if the epoch was not recorded
   */
  public Table pairs(int epoch) {
    if (from == null || to == null) {
      throw new IllegalStateException(
          "Asked for pairs of units, but not of which layers. Name them: from(\"...\").to(\"...\").pairs(epoch).");
    }
    Key key = new Key(snapshot(epoch), new LayerPair(run.layer(from), run.layer(to)));
    Measured measured = measure(key);
    return TransferTables.units(
        from + " → " + to + ", " + Moment.of(snapshots().get(key.snapshot()), snapshots()),
        run.layers().get(run.layer(from)),
        run.layers().get(run.layer(to)),
        measured.pairs(),
        measured.significance());
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
        .with("window", windowInWords())
        .with("estimator", "plug-in TE, binary, %s, mean over pairs of units".formatted(embedding))
        .with("null", nothing());
  }

  private String windowInWords() {
    boolean steps = axis == TimeAxis.TRAINING_STEPS;
    if (window == 0) {
      return steps ? "all training steps" : "whole epoch";
    }
    return (steps ? "last %d training steps" : "last %d samples of an epoch").formatted(window);
  }

  /** The null in words. */
  private String nothing() {
    if (surrogates().surrogates() == 0) {
      return "none";
    }
    return surrogates() + (surrogates().movesWholeSamples() ? "" : ", source only");
  }

  Recording run() {
    return run;
  }

  /** Of an ensemble whole trials change places: what moves all of them alike stays. */
  private Surrogates surrogates(Key key) {
    return chosen == null && axis == TimeAxis.TRAINING_STEPS
        ? Null.blockShuffle(steps(key), SURROGATES, SEED)
        : surrogates();
  }

  /** On the probe there is one batch only. */
  Surrogates surrogates() {
    if (chosen != null) {
      return chosen;
    }
    if (axis == TimeAxis.TRAINING_STEPS) {
      return surrogates(new Key(snapshots().size() - 1, new LayerPair(0, 1)));
    }
    Trials sequences = snapshots().get(0).sequences();
    if (sequences.count() > 1) { // of sequences, whole ones change places
      return axis == TimeAxis.TRAINING_ORDER
          ? Null.blocksWithinBatch(sequences.start(1), SURROGATES, SEED)
          : Null.blockShuffle(sequences.start(1), SURROGATES, SEED);
    }
    return axis == TimeAxis.PROBE || axis == TimeAxis.TRAINING_PROBE
        ? Null.globalShuffle(SURROGATES, SEED)
        : Null.withinBatch(SURROGATES, SEED);
  }

  TimeAxis axis() {
    return axis;
  }

  List<Snapshot> snapshots() {
    return run.track(axis).snapshots();
  }

  /** The pairs of layers asked for. */
  List<LayerPair> layerPairs() {
    if (from != null && to != null) {
      return List.of(new LayerPair(run.layer(from), run.layer(to)));
    }
    List<LayerPair> adjacent = new ArrayList<>();
    for (int layer = 0; layer < run.layers().size(); layer++) {
      for (int input : run.inputs(layer)) {
        adjacent.add(new LayerPair(input, layer));
        adjacent.add(new LayerPair(layer, input));
      }
    }
    return adjacent.stream()
        .filter(pair -> from == null || run.layer(from) == pair.from())
        .filter(pair -> to == null || run.layer(to) == pair.to())
        .toList();
  }

  /** Those pairs at every snapshot, epoch by epoch. */
  List<LayerFlow> flows(List<LayerPair> pairs) {
    List<LayerFlow> flows = new ArrayList<>();
    Progress progress = Progress.ofNotebook();
    int all = snapshots().size();
    for (int s = first(); s < all; s++) {
      for (LayerPair pair : pairs) {
        progress.update("transfer entropy", s, all, "");
        flows.add(flow(s, pair));
      }
    }
    progress.update("transfer entropy", all, all, "");
    return flows;
  }

  /** Of training steps there is one number for all of them, or one for each window. */
  private int first() {
    if (axis != TimeAxis.TRAINING_STEPS) {
      return 0;
    }
    return window == 0 ? snapshots().size() - 1 : window - 1;
  }

  private int snapshot(int epoch) {
    for (int s = first(); s < snapshots().size(); s++) {
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

  private LayerFlow flow(int snapshot, LayerPair layers) {
    return known.computeIfAbsent(
        new Key(snapshot, layers),
        key -> {
          Measured measured = measure(key);
          return LayerFlow.of(
              Moment.of(snapshots().get(snapshot), snapshots()),
              run.layers().get(layers.from()).name(),
              run.layers().get(layers.to()).name(),
              layers.forward(),
              measured.pairs(),
              measured.significance().ofMean());
        });
  }

  /** All pairs, with their series: not kept. */
  private record Measured(PairwiseTransferEntropy pairs, PairwiseSignificance significance) {}

  private Measured measure(Key key) {
    Snapshot at = snapshots().get(key.snapshot());
    LayerPair layers = key.layers();
    Series series = axis == TimeAxis.TRAINING_STEPS ? ofSteps(key) : ofSamples(at, layers);
    boolean whole = series.trials().count() == 1;
    PairwiseTransferEntropy te =
        PairwiseTransferEntropy.between(
            series.sources(),
            series.targets(),
            whole ? embedding : embedding.within(series.trials()));
    return new Measured(te, te.against(surrogates(key), series.batches()));
  }

  /** What is measured. */
  private record Series(Symbols sources, Symbols targets, Trials trials, Trials batches) {}

  private Series ofSamples(Snapshot at, LayerPair layers) {
    int first = window == 0 ? 0 : at.samples() - window;
    return new Series(
        at.symbols(layers.from()).slice(first, at.samples()),
        at.symbols(layers.to()).slice(first, at.samples()),
        at.sequences().from(first),
        Trials.startingAt(at.batchStarts()).from(first));
  }

  /** The states up to this one, or the last ones of these. */
  private Series ofSteps(Key key) {
    int end = key.snapshot() + 1;
    Ensemble ensemble = new Ensemble(snapshots().subList(end - steps(key), end));
    return new Series(
        ensemble.symbols(key.layers().from()),
        ensemble.symbols(key.layers().to()),
        ensemble.trials(),
        Trials.whole());
  }

  private int steps(Key key) {
    return window == 0 ? key.snapshot() + 1 : window;
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
