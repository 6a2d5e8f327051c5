package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/**
 * How the information that a layer T has of the input X and of the labels Y is measured from its
 * values, without bins.
 *
 * <table>
 *   <caption>The estimators</caption>
 *   <tr><th>estimator</th><th>I(X;T)</th><th>I(T;Y)</th></tr>
 *   <tr><td>{@link #kernelDensity}</td><td>upper bound under added noise, with both bounds as its interval</td><td>difference of upper bounds</td></tr>
 *   <tr><td>{@link #renyi}</td><td>of kernel matrices; needs the values of the input</td><td>of kernel matrices</td></tr>
 *   <tr><td>{@link #mixed()}</td><td>NaN: infinite</td><td>nearest neighbours</td></tr>
 *   <tr><td>{@link #of}</td><td>NaN: infinite</td><td>labels as columns of 0 and 1</td></tr>
 * </table>
 *
 * <p>Your own is a class, best a record; in a notebook cell:
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
 * <p>The contract: it is immutable and may be used by several threads; the same values give the
 * same estimate; {@code toString()} is what recipes print, the same in every JVM.
 */
public interface LayerEstimator {

  /**
   * I(X;T).
   *
   * @param layer {@code samples x units} of T, finite, at least 2 samples
   * @param input {@code samples x units} of X, the same samples; empty if it was not recorded
   * @param nulls the samples of T change places; {@link org.infoplane.measure.nulls.Null#none()}
   *     for none, and not used where the estimator looks at the layer alone
   * @return in nats; NaN with a warning if it is infinite
   * @throws IllegalArgumentException if the input is needed and not there, there are too few
   *     samples, a value is NaN or infinite, or the null cannot be used without an order in time
   */
  Estimate ofInput(Values layer, Optional<Values> input, Surrogates nulls);

  /**
   * I(T;Y).
   *
   * @param layer {@code samples x units} of T, finite, at least 2 samples
   * @param labels groups of the same samples
   * @param nulls the labels change places; {@link org.infoplane.measure.nulls.Null#none()} for none
   * @return in nats
   * @throws IllegalArgumentException if the numbers of samples differ, there are too few samples, a
   *     value is NaN or infinite, or the null cannot be used without an order in time
   */
  Estimate ofLabels(Values layer, Partition labels, Surrogates nulls);

  /**
   * Declares what one measurement costs, so that a question of hours is refused before it begins.
   *
   * @param samples of the layer
   * @return about how many seconds it takes on two cores, rounded up; 0, the default, if no
   *     question is to be refused
   */
  default double seconds(int samples) {
    return 0;
  }

  /**
   * Kernel density bounds, {@link KernelDensityBounds}. I(X;T) is the upper bound under added
   * Gaussian noise; its interval is the lower and the upper bound.
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
   * Renyi's entropy of kernel matrices, {@link RenyiMatrix}, of at most 400 samples.
   *
   * @param alpha order, above 0; 1.01 is usual
   * @return the estimator, with kernels as wide as the median distance
   * @throws IllegalArgumentException if alpha is not above 0
   */
  static RenyiEstimator renyi(double alpha) {
    return new RenyiEstimator(alpha, 0);
  }

  /**
   * Nearest neighbours of numbers and labels, {@link MixedInformation}, by 3 neighbours.
   *
   * @return the estimator; I(X;T) is NaN
   */
  static LayerEstimator mixed() {
    return mixed(3);
  }

  /**
   * Nearest neighbours of numbers and labels, {@link MixedInformation}.
   *
   * @param neighbours k, at least 1; 3 is usual
   * @return the estimator; I(X;T) is NaN
   * @throws IllegalArgumentException if there is less than 1 neighbour
   */
  static LayerEstimator mixed(int neighbours) {
    return new MixedLayers(neighbours);
  }

  /**
   * An estimator of numbers, {@link ContinuousMutualInformation}. Labels of k groups are k - 1
   * columns: 1 for the samples of the group, else 0.
   *
   * @param estimator such as {@link ContinuousEstimator#gaussian()}, which finds how far the means
   *     of the groups differ
   * @return the estimator; I(X;T) is NaN
   */
  static LayerEstimator of(ContinuousEstimator estimator) {
    requireNonNull(estimator, "estimator must not be null");
    return new ContinuousLayers(estimator);
  }
}
