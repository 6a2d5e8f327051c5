package org.infoplane.result;

import java.util.List;
import java.util.Optional;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.TimeAxis;

/**
 * Mutual information of the layers of a network with input and label while it learned.
 *
 * @param graph all recorded layers
 * @param axis which examples
 * @param surrogates the null
 * @param bins of activations, in words; empty if continuous values were measured
 * @param estimator in words
 * @param noLabels why there is no I(T;Y), in words; empty if there is one
 * @param points by moment, all layers in order
 * @param inputEntropy H(X), the ceiling of I(X;T)
 * @param labelEntropy H(Y), the ceiling of I(T;Y)
 * @param recipe of the result
 */
public record InformationResult(
    LayerGraph graph,
    TimeAxis axis,
    Surrogates surrogates,
    String bins,
    String estimator,
    Optional<String> noLabels,
    List<LayerInformation> points,
    Estimate inputEntropy,
    Estimate labelEntropy,
    Recipe recipe) {

  /** {@return whether there is an I(T;Y), that is labels of several classes} */
  public boolean hasLabels() {
    return noLabels.isEmpty();
  }

  /** {@return the null in words: what is permuted, how often, with which seed; or {@code none}} */
  public String nullInWords() {
    return surrogates.surrogates() == 0 ? "none" : surrogates.toString();
  }
}
