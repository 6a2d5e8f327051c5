package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.FittedOn;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.symbol.Embedding;
import org.jspecify.annotations.Nullable;

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
}
