package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Values;

/**
 * One layer and what comes of it, on a probe, the weights frozen: what is observed, and what comes
 * when one unit is made to take other values. The target is any later layer, or the predicted class
 * as one unit of whole numbers.
 *
 * <p>The contract: immutable, equal answers to equal questions, and called by several threads; one
 * whose network bears one thread only waits inside.
 *
 * @see <a href="https://doi.org/10.1142/S0219525908001465">Ay and Polani 2008</a>
 */
public interface Intervention {

  /** {@return what is observed of the layer that is intervened on, {@code samples x units}} */
  Values source();

  /** {@return what is observed of the target, {@code samples x units}, of the same samples} */
  Values target();

  /**
   * {@return the target when one unit of the source takes, on each sample, the value that it has on
   * another, and all other units are as observed: {@code samples x units}}
   *
   * @param unit of the source, from 0
   * @param draw {@code int[samples]}: on sample {@code n} the unit has its value of sample {@code
   *     draw[n]}; not to be changed
   * @throws IllegalArgumentException if there is no such unit or sample
   */
  Values target(int unit, int[] draw);

  /**
   * A dense layer, intervened on directly: its pre-activations are made once, and each draw adds to
   * them what one input changes.
   *
   * @param source {@code samples x layer.inputs()}, finite, at least one sample
   * @param layer from the source to the target
   * @return the layer and what comes of it
   * @throws IllegalArgumentException if the units differ, or a value is NaN or infinite
   */
  static Intervention ofDense(Values source, LayerWeights layer) {
    requireNonNull(source, "source must not be null");
    requireNonNull(layer, "layer must not be null");
    return new DenseIntervention(source, layer);
  }

  /**
   * Some units of both.
   *
   * @param sources numbers of units of the source
   * @param targets numbers of units of the target
   * @return the same interventions on these
   * @throws IllegalArgumentException if there is no such unit, or none is named
   */
  default Intervention only(int[] sources, int[] targets) {
    requireNonNull(sources, "sources must not be null");
    requireNonNull(targets, "targets must not be null");
    boolean all =
        Arrays.equals(sources, Draws.identity(source().units()))
            && Arrays.equals(targets, Draws.identity(target().units()));
    return all ? this : new UnitSubset(this, sources.clone(), targets.clone());
  }

  /**
   * What comes of it further on.
   *
   * @param later makes of target values {@code samples x units} others of the same samples
   * @return the same interventions on the same source
   */
  default Intervention then(UnaryOperator<Values> later) {
    requireNonNull(later, "later must not be null");
    return new DownstreamIntervention(this, later);
  }
}
