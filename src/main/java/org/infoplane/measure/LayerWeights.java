package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Values;

/** A dense layer as a function: activation(inputs x weights + biases). Immutable. */
public final class LayerWeights implements UnaryOperator<Values> {

  private final double[][] weights;
  private final double[] biases;
  private final ActivationFunction activation;

  private LayerWeights(double[][] weights, double[] biases, ActivationFunction activation) {
    this.weights = weights;
    this.biases = biases;
    this.activation = activation;
  }

  /**
   * {@return a layer with these weights}
   *
   * @param weights {@code double[inputs][outputs]}, at least one of each, finite; copied
   * @param biases {@code double[outputs]}, finite; copied
   * @param activation such as {@link ActivationFunction#tanh()}
   * @throws IllegalArgumentException if rows differ in length, there is not one bias for each
   *     output, or a value is NaN or infinite
   */
  public static LayerWeights of(
      double[][] weights, double[] biases, ActivationFunction activation) {
    requireNonNull(weights, "weights must not be null");
    requireNonNull(biases, "biases must not be null");
    requireNonNull(activation, "activation must not be null");
    if (weights.length == 0 || weights[0].length == 0) {
      throw new IllegalArgumentException(
          "weights must be double[inputs][outputs] with at least one of each");
    }
    double[][] copy = new double[weights.length][];
    for (int i = 0; i < copy.length; i++) {
      if (weights[i].length != weights[0].length) {
        throw new IllegalArgumentException(
            "weights must be double[inputs][outputs] with rows of equal length, got %s for input %s and %s for input 0"
                .formatted(weights[i].length, i, weights[0].length));
      }
      requireFinite("weights of input " + i, weights[i]);
      copy[i] = weights[i].clone();
    }
    if (biases.length != weights[0].length) {
      throw new IllegalArgumentException(
          "biases must have one value for each output of double[inputs][outputs] weights (%s), got %s"
              .formatted(weights[0].length, biases.length));
    }
    requireFinite("biases", biases);
    return new LayerWeights(copy, biases.clone(), activation);
  }

  private static void requireFinite(String what, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("%s must be finite, got %s".formatted(what, value));
      }
    }
  }

  /** {@return the number of inputs, the units of the previous layer} */
  public int inputs() {
    return weights.length;
  }

  /** {@return the number of outputs, the units of this layer} */
  public int outputs() {
    return biases.length;
  }

  /**
   * {@return the activations, {@code samples x outputs()}, in double precision}
   *
   * @param inputs {@code samples x inputs()}
   * @throws IllegalArgumentException if the number of units differs
   */
  @Override
  public Values apply(Values inputs) {
    requireNonNull(inputs, "inputs must not be null");
    double[][] rows = preActivations(inputs);
    for (double[] row : rows) {
      activation.apply(row);
    }
    return Values.ofRows(rows);
  }

  /** {@code double[samples][outputs]}, newly allocated. */
  double[][] preActivations(Values inputs) {
    if (inputs.units() != inputs()) {
      throw new IllegalArgumentException(
          "inputs must have as many units as the layer has inputs (%s), got %s"
              .formatted(inputs(), inputs.units()));
    }
    double[][] rows = new double[inputs.samples()][];
    for (int sample = 0; sample < rows.length; sample++) {
      double[] row = biases.clone();
      for (int i = 0; i < weights.length; i++) {
        double value = inputs.get(sample, i);
        if (value != 0) { // most are 0 when one input at a time has noise
          add(value, weights[i], row);
        }
      }
      rows[sample] = row;
    }
    return rows;
  }

  /** Equals {@link #apply} if all other inputs are 0, without reading them. */
  Values ofOneInput(Values inputs, int input) {
    double[][] rows = new double[inputs.samples()][];
    for (int sample = 0; sample < rows.length; sample++) {
      rows[sample] = biases.clone();
      add(inputs.get(sample, input), weights[input], rows[sample]);
      activation.apply(rows[sample]);
    }
    return Values.ofRows(rows);
  }

  static void add(double value, double[] weights, double[] row) {
    for (int j = 0; j < row.length; j++) {
      row[j] += weights[j] * value;
    }
  }

  /** The weights of one input; not a copy. */
  double[] weightsOf(int input) {
    return weights[input];
  }

  ActivationFunction activation() {
    return activation;
  }

  /** Permutes all weights; keeps the biases. */
  LayerWeights permuted(long seed, int number) {
    double[] all = Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
    SplittableRandom random = Draws.random(seed, number);
    int[] order = Draws.identity(all.length);
    Draws.shuffle(order, 0, order.length, random);
    double[][] moved = new double[inputs()][outputs()];
    for (int k = 0; k < order.length; k++) {
      moved[k / outputs()][k % outputs()] = all[order[k]];
    }
    return new LayerWeights(moved, biases, activation);
  }

  @Override
  public String toString() {
    return "dense layer, %s -> %s".formatted(inputs(), outputs());
  }
}
