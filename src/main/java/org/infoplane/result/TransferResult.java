package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.TimeAxis;

/**
 * Transfer entropy between the layers of a network while it learned.
 *
 * @param kind what is measured
 * @param graph all recorded layers
 * @param axis what one step of time is
 * @param estimator in words; empty for the plug-in estimate of binary symbols
 * @param whole whether layers were measured as one value each, not by pairs of units
 * @param surrogates the null
 * @param moments in order
 * @param flows by moment, each with the same pairs of layers in the same order; the first moments
 *     have none if a window of training steps ends later
 * @param metrics accuracy and loss; empty if they were not measured
 * @param recipe of the result
 */
public record TransferResult(
    FlowKind kind,
    LayerGraph graph,
    TimeAxis axis,
    String estimator,
    boolean whole,
    Surrogates surrogates,
    List<Moment> moments,
    List<LayerFlow> flows,
    List<EpochMetrics> metrics,
    Recipe recipe) {

  /** {@return the time axis and, if it is not the usual one, the estimator} */
  public String measured() {
    return axis + (estimator.isEmpty() ? "" : "; " + estimator);
  }

  /** {@return what the values of flows are, such as {@code TE, mean over pairs}} */
  public String amount() {
    return kind.symbol() + (whole ? ", whole layers" : ", mean over pairs");
  }

  /**
   * {@return the moment of each metric: that of the second in an epoch is the second moment of that
   * epoch; empty if there is none}
   */
  public List<Optional<Moment>> momentsOfMetrics() {
    List<Optional<Moment>> all = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      int epoch = metrics.get(i).epoch();
      long before = metrics.subList(0, i).stream().filter(m -> m.epoch() == epoch).count();
      all.add(
          moments.get(0).byEpoch()
              ? Optional.of(new Moment(epoch, 0, true))
              : moments.stream().filter(at -> at.epoch() == epoch).skip(before).findFirst());
    }
    return all;
  }

  /** {@return the null in words: what is permuted, how often, with which seed; or {@code none}} */
  public String nullInWords() {
    return nullInWords(surrogates);
  }

  /**
   * {@return a null of transfer entropy in words, or {@code none}}
   *
   * @param surrogates the null
   */
  public static String nullInWords(Surrogates surrogates) {
    requireNonNull(surrogates, "surrogates must not be null");
    return surrogates.surrogates() == 0
        ? "none"
        : surrogates + (surrogates.movesWholeSamples() ? "" : ", source only");
  }
}
