package org.infoplane.result;

import java.util.List;
import java.util.Optional;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.TimeAxis;

/**
 * What the layers of a network knew of input and label while it learned. A value: it holds neither
 * the recording nor the network.
 *
 * @param graph all recorded layers
 * @param axis which examples
 * @param surrogates the null
 * @param bins how activations were binned, in words; empty if values were measured
 * @param estimator in words
 * @param noLabels why there is no I(T;Y), in words, if there is none
 * @param points moment by moment, all layers in order
 * @param inputEntropy H(X), the ceiling of I(X;T)
 * @param labelEntropy H(Y), the ceiling of I(T;Y)
 * @param recipe what made it
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

  /** {@return whether there is an I(T;Y): labels are of several classes} */
  public boolean hasLabels() {
    return noLabels.isEmpty();
  }

  /**
   * {@return the null in words: what moves, how often and from which seed; {@code none} if there is
   * no null}
   */
  public String nullInWords() {
    return surrogates.surrogates() == 0 ? "none" : surrogates.toString();
  }
}
