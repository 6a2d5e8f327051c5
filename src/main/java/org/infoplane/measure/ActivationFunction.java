package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The activation function of a {@link LayerWeights}, applied to one sample at a time.
 * Implementations must be immutable and thread-safe.
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
   * {@return whether each activation is a non-decreasing function of its own pre-activation alone;
   * false by default} Then rows of any length are allowed, and {@link InformationFlow#inContext()}
   * need not try every value.
   */
  default boolean isMonotone() {
    return false;
  }

  /**
   * {@return an element-wise activation}
   *
   * @param function stateless
   * @param monotone whether it is non-decreasing; if in doubt, false
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

  /** {@return the identity} */
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

  /** {@return the rectifier, max(z, 0)} */
  static ActivationFunction relu() {
    return elementwise(z -> Math.max(0, z), true);
  }

  /** {@return the softmax of the row; each unit depends on all pre-activations} */
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
