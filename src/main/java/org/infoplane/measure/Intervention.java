package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Values;

/**
 * A source layer and a target on a probe, with frozen weights: as observed, and with one unit of
 * the source set to other values. The target is a later layer, or the predicted class as one unit.
 *
 * <p>Implementations must be immutable, deterministic and thread-safe; synchronize on the network
 * if it needs that.
 *
 * @see <a href="https://doi.org/10.1142/S0219525908001465">Ay and Polani 2008</a>
 */
public interface Intervention {

  /** {@return the observed source, {@code samples x units}} */
  Values source();

  /** {@return the observed target, {@code samples x units}, of the same samples} */
  Values target();

  /**
   * {@return the target when one unit of the source takes its values from other samples, and all
   * other units are as observed: {@code samples x units}}
   *
   * @param unit of the source, from 0
   * @param draw {@code int[samples]}: on sample {@code n} the unit has its value of sample {@code
   *     draw[n]}; not to be modified
   * @throws IllegalArgumentException if there is no such unit or sample
   */
  Values target(int unit, int[] draw);

  /**
   * {@return interventions on the inputs of a dense layer, by rank-one updates of its
   * pre-activations}
   *
   * @param source {@code samples x layer.inputs()}, finite, at least one sample
   * @param layer from the source to the target
   * @throws IllegalArgumentException if the units differ, or a value is NaN or infinite
   */
  static Intervention ofDense(Values source, LayerWeights layer) {
    requireNonNull(source, "source must not be null");
    requireNonNull(layer, "layer must not be null");
    return new DenseIntervention(source, layer);
  }

  /**
   * {@return the same interventions on some units of both}
   *
   * @param sources units of the source, at least one
   * @param targets units of the target, at least one
   * @throws IllegalArgumentException if there is no such unit, or an array is empty
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
   * {@return the same interventions with a later target}
   *
   * @param later maps target values {@code samples x units} to others of the same samples
   */
  default Intervention then(UnaryOperator<Values> later) {
    requireNonNull(later, "later must not be null");
    Intervention first = this;
    return new Intervention() {
      @Override
      public Values source() {
        return first.source();
      }

      @Override
      public Values target() {
        return later.apply(first.target());
      }

      @Override
      public Values target(int unit, int[] draw) {
        return later.apply(first.target(unit, draw));
      }
    };
  }
}
