package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/**
 * Estimates the information of a layer T about the input X and the labels Y from its real values,
 * without bins.
 *
 * <table>
 *   <caption>The estimators</caption>
 *   <tr><th>estimator</th><th>I(X;T)</th><th>I(T;Y)</th></tr>
 *   <tr><td>{@link #kernelDensity}</td><td>upper bound under added noise, with both bounds as its interval</td><td>difference of upper bounds</td></tr>
 *   <tr><td>{@link #renyi}</td><td>from kernel matrices; needs the values of the input</td><td>from kernel matrices</td></tr>
 *   <tr><td>{@link #mixed()}</td><td>NaN: infinite</td><td>nearest neighbours</td></tr>
 *   <tr><td>{@link #of}</td><td>NaN: infinite</td><td>labels as 0/1 columns</td></tr>
 * </table>
 *
 * <p>An estimator of your own is a class, best a record. In a notebook cell:
 *
 * <pre>{@code
 * record Nearest(int k) implements LayerEstimator {
 *     public Estimate ofInput(Values layer, Optional<Values> input, Surrogates nulls) {
 *         return MutualInformation.between(input.orElseThrow(), layer)
 *             .with(ContinuousEstimator.kraskov(k)).against(nulls).estimate();
 *     }
 *     public Estimate ofLabels(Values layer, Partition labels, Surrogates nulls) {
 *         return MixedInformation.between(labels, layer).neighbours(k).against(nulls).estimate();
 *     }
 *     public String toString() { return "my neighbours, k = " + k; }
 * }
 * }</pre>
 *
 * <p>The contract: an estimator is immutable and thread-safe; the same values give the same
 * estimate; {@code toString()} is what recipes print, and is the same in every JVM.
 */
public interface LayerEstimator {

  /**
   * {@return I(X;T) in nats; NaN with a warning if it is infinite}
   *
   * @param layer {@code samples x units} of T, finite, at least 2 samples
   * @param input {@code samples x units} of X, the same samples; empty if it was not recorded
   * @param nulls reorders the samples of T; {@link org.infoplane.measure.nulls.Null#none()} for
   *     none, and unused where the estimator depends on the layer alone
   * @throws IllegalArgumentException if a required input is missing, there are too few samples, a
   *     value is NaN or infinite, or the null requires an order in time
   */
  Estimate ofInput(Values layer, Optional<Values> input, Surrogates nulls);

  /**
   * {@return I(T;Y) in nats}
   *
   * @param layer {@code samples x units} of T, finite, at least 2 samples
   * @param labels groups of the same samples
   * @param nulls reorders the labels; {@link org.infoplane.measure.nulls.Null#none()} for none
   * @throws IllegalArgumentException if the numbers of samples differ, there are too few samples, a
   *     value is NaN or infinite, or the null requires an order in time
   */
  Estimate ofLabels(Values layer, Partition labels, Surrogates nulls);

  /**
   * {@return the approximate seconds of one measurement on two cores, rounded up, so that a query
   * of hours is refused before it begins; 0, the default, refuses none}
   *
   * @param samples of the layer
   */
  default double seconds(int samples) {
    return 0;
  }

  /**
   * Returns kernel density bounds, {@link KernelDensityBounds}. I(X;T) is the upper bound under
   * added Gaussian noise; its interval is the lower and the upper bound.
   *
   * @param noiseVariance of each unit, above 0, in the squared unit of the layer
   * @return the estimator
   * @throws IllegalArgumentException if the variance is not above 0
   * @see <a href="https://doi.org/10.3390/e19070361">Kolchinsky and Tracey 2017</a>
   */
  static LayerEstimator kernelDensity(double noiseVariance) {
    return new KernelDensityLayers(noiseVariance);
  }

  /**
   * {@return Renyi's entropy of kernel matrices, {@link RenyiMatrix}, of at most 400 samples; the
   * kernel width is the median distance}
   *
   * @param alpha order, above 0; 1.01 is usual
   * @throws IllegalArgumentException if alpha is not above 0
   */
  static RenyiEstimator renyi(double alpha) {
    return new RenyiEstimator(alpha, 0);
  }

  /**
   * {@return nearest neighbours of values and labels, {@link MixedInformation}, with k = 3; I(X;T)
   * is NaN}
   */
  static LayerEstimator mixed() {
    return mixed(3);
  }

  /**
   * {@return nearest neighbours of values and labels, {@link MixedInformation}; I(X;T) is NaN}
   *
   * @param neighbours k, at least 1; 3 is usual
   * @throws IllegalArgumentException if k is below 1
   */
  static LayerEstimator mixed(int neighbours) {
    return new MixedLayers(neighbours);
  }

  /**
   * {@return an estimator of real values, {@link ContinuousMutualInformation}; I(X;T) is NaN, and
   * labels of k groups become k - 1 columns: 1 for the samples of the group, else 0}
   *
   * @param estimator such as {@link ContinuousEstimator#gaussian()}, which measures how far the
   *     group means differ
   */
  static LayerEstimator of(ContinuousEstimator estimator) {
    requireNonNull(estimator, "estimator must not be null");
    return new ContinuousLayers(estimator);
  }
}
