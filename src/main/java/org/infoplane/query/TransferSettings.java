package org.infoplane.query;

import java.util.Optional;
import java.util.stream.Stream;
import org.infoplane.measure.Interval;
import org.infoplane.measure.PairwiseSignificance;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Trials;
import org.jspecify.annotations.Nullable;

/**
 * What transfer entropy is measured of, and against what; measures one pair of layers at one
 * snapshot.
 *
 * @param run the recording
 * @param axis its time axis
 * @param chosen the null, if it was chosen
 * @param embedding histories, delays and lag
 * @param window last samples, or training steps; 0 is the whole epoch, or all steps
 * @param resampling what makes intervals, if they were asked for
 */
record TransferSettings(
    Recording run,
    TimeAxis axis,
    @Nullable Surrogates chosen,
    Embedding embedding,
    int window,
    @Nullable Resampling resampling) {

  private static final int SURROGATES = 20;
  private static final long SEED = 42;

  /** All pairs of units, with their series: not kept. */
  record Measured(
      PairwiseTransferEntropy te, PairwiseSignificance significance, Optional<Interval> interval) {

    LayerFlow flow(Moment at, LayerInfo from, LayerInfo to, boolean forward) {
      return new LayerFlow(
          at,
          from.name(),
          to.name(),
          forward,
          te.pairs(),
          te.livePairs(),
          te.transitions(),
          te.meanNats(),
          te.sumNats(),
          te.maxNats(),
          te.biasNatsWithoutInformation(),
          te.biasNatsOfLivePair(),
          te.testedPairs() == 0
              ? Double.NaN
              : (double) te.significantPairs(LayerFlow.FALSE_DISCOVERY_RATE) / te.testedPairs(),
          Stream.concat(
                  te.warnings().stream(), interval.flatMap(i -> i.warning(te.meanNats())).stream())
              .toList(),
          significance.ofMean(),
          interval);
    }
  }

  /** What is measured. */
  private record Series(Symbols sources, Symbols targets, Trials trials, Trials batches) {}

  /** A recording has symbols: they can only change places. */
  static void requireOrders(Surrogates chosen) {
    if (chosen instanceof ValueSurrogates) {
      throw new IllegalArgumentException(
          "Asked for the %s, which changes values, but a recording has symbols. Use a null that reorders, such as circularShift(99, seed)."
              .formatted(chosen));
    }
  }

  TransferSettings on(TimeAxis other) {
    return new TransferSettings(run, other, chosen, embedding, 0, resampling);
  }

  TransferSettings against(Surrogates surrogates) {
    return new TransferSettings(run, axis, surrogates, embedding, window, resampling);
  }

  TransferSettings with(Embedding histories) {
    return new TransferSettings(run, axis, chosen, histories, window, resampling);
  }

  TransferSettings window(int last) {
    return new TransferSettings(run, axis, chosen, embedding, last, resampling);
  }

  TransferSettings interval(Resampling stretches) {
    return new TransferSettings(run, axis, chosen, embedding, window, stretches);
  }

  /** Of single pairs no interval is shown. */
  TransferSettings withoutInterval() {
    return new TransferSettings(run, axis, chosen, embedding, window, null);
  }

  Recipe recipe() {
    return run.recipe()
        .with("time axis", axis)
        .with("window", windowInWords())
        .with("estimator", "plug-in TE, binary, %s, mean over pairs of units".formatted(embedding))
        .with("null", TransferResult.nullInWords(surrogates()))
        .with("interval", resampling == null ? "none" : "95 % by " + resampling);
  }

  private String windowInWords() {
    if (window == 0) {
      return steps() ? "all training steps" : "whole epoch";
    }
    return (steps() ? "last %s training steps" : "last %s samples of an epoch").formatted(window);
  }

  /** On the probe there is one batch only. */
  Surrogates surrogates() {
    return surrogates(run.track(axis).snapshots().size() - 1);
  }

  /** Of an ensemble whole trials change places: what moves all of them alike stays. */
  private Surrogates surrogates(int snapshot) {
    if (chosen != null) {
      return chosen;
    }
    if (steps()) {
      return Null.blockShuffle(steps(snapshot), SURROGATES, SEED);
    }
    Trials sequences = run.track(axis).snapshots().get(0).sequences();
    if (sequences.count() > 1) { // of sequences, whole ones change places
      return axis == TimeAxis.TRAINING_ORDER
          ? Null.blocksWithinBatch(sequences.start(1), SURROGATES, SEED)
          : Null.blockShuffle(sequences.start(1), SURROGATES, SEED);
    }
    return axis == TimeAxis.TRAINING_ORDER
        ? Null.withinBatch(SURROGATES, SEED).ofWholeSamples()
        : Null.globalShuffle(SURROGATES, SEED);
  }

  /** Of training steps there is one number for all of them, or one for each window. */
  int firstSnapshot() {
    if (!steps()) {
      return 0;
    }
    return window == 0 ? run.track(axis).snapshots().size() - 1 : window - 1;
  }

  Measured measure(int snapshot, LayerPair layers) {
    Series series = steps() ? ofSteps(snapshot, layers) : ofSamples(snapshot, layers);
    boolean whole = series.trials().count() == 1;
    PairwiseTransferEntropy te =
        PairwiseTransferEntropy.between(
            series.sources(),
            series.targets(),
            whole ? embedding : embedding.within(series.trials()));
    return new Measured(
        te,
        te.against(surrogates(snapshot), series.batches()),
        Optional.ofNullable(resampling).map(te::interval));
  }

  private Series ofSamples(int snapshot, LayerPair layers) {
    Snapshot at = run.track(axis).snapshots().get(snapshot);
    int first = window == 0 ? 0 : at.samples() - window;
    return new Series(
        at.symbols(layers.from()).slice(first, at.samples()),
        at.symbols(layers.to()).slice(first, at.samples()),
        at.sequences().from(first),
        Trials.startingAt(at.batchStarts()).from(first));
  }

  /** The states up to this one, or the last ones of these. */
  private Series ofSteps(int snapshot, LayerPair layers) {
    int end = snapshot + 1;
    Ensemble ensemble =
        new Ensemble(run.track(axis).snapshots().subList(end - steps(snapshot), end));
    return new Series(
        ensemble.symbols(layers.from()),
        ensemble.symbols(layers.to()),
        ensemble.trials(),
        Trials.whole());
  }

  private int steps(int snapshot) {
    return window == 0 ? snapshot + 1 : window;
  }

  private boolean steps() {
    return axis == TimeAxis.TRAINING_STEPS;
  }
}
