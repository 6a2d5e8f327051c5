package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * What a {@link LayerWeights} makes of its pre-activations, one sample at a time. One of your own
 * is immutable and may be used by several threads.
 */
@FunctionalInterface
public interface ActivationFunction {

  /**
   * Turns the pre-activations of one sample into activations, in place.
   *
   * @param row {@code double[outputs]}, overwritten
   */
  void apply(double[] row);

  /**
   * Tells an activation whose every unit depends on its own pre-activation only, and never falls
   * when that rises: then a row of any length will do, and {@link InformationFlow#inContext()} need
   * not try every value.
   *
   * @return false by default, the safe side
   */
  default boolean isMonotone() {
    return false;
  }

  /**
   * {@return a function of each pre-activation by itself}
   *
   * @param function without state
   * @param monotone whether it never falls when its argument rises; if in doubt, false
   */
  static ActivationFunction elementwise(DoubleUnaryOperator function, boolean monotone) {
    requireNonNull(function, "function must not be null");
    return new ActivationFunction() {
      @Override
      public void apply(double[] row) {
        requireNonNull(row, "row must not be null");
        for (int j = 0; j < row.length; j++) {
          row[j] = function.applyAsDouble(row[j]);
        }
      }

      @Override
      public boolean isMonotone() {
        return monotone;
      }
    };
  }

  /** {@return the pre-activations as they are} */
  static ActivationFunction identity() {
    return elementwise(z -> z, true);
  }

  /** {@return the hyperbolic tangent} */
  static ActivationFunction tanh() {
    return elementwise(Math::tanh, true);
  }

  /** {@return the logistic function, 1 / (1 + exp(-z))} */
  static ActivationFunction sigmoid() {
    return elementwise(z -> 1 / (1 + Math.exp(-z)), true);
  }

  /** {@return the larger of z and 0} */
  static ActivationFunction relu() {
    return elementwise(z -> Math.max(0, z), true);
  }

  /** {@return the softmax of the row, of which every unit depends on all pre-activations} */
  static ActivationFunction softmax() {
    return row -> {
      requireNonNull(row, "row must not be null");
      double max = Arrays.stream(row).max().orElse(0);
      double sum = 0;
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.exp(row[j] - max);
        sum += row[j];
      }
      for (int j = 0; j < row.length; j++) {
        row[j] /= sum;
      }
    };
  }
}
