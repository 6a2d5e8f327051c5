package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Effective information of a layer: the mutual information of its inputs and outputs when all
 * inputs are independent uniform noise, a property of the weights alone. As the layer is
 * deterministic, it is the entropy of the output patterns; above 12 bits, or with fewer than 5
 * samples a pattern, it is NaN with a warning. Estimates are plug-in; they have a null only with
 * {@linkplain #againstPermutedWeights permuted weights}.
 *
 * @param joint effective information, EI: H of the patterns of all outputs, or NaN
 * @param parts EI of the parts: the sum of I(S<sub>i</sub>;T<sub>j</sub>) over all pairs, noise on
 *     all inputs
 * @param sensitivity the sum of I(S<sub>i</sub>;T<sub>j</sub>) over all pairs, noise on
 *     S<sub>i</sub> alone and the other inputs 0
 * @param degeneracy sensitivity - EI, or EI of the parts where EI is NaN, as its estimator says;
 *     below 0 if inputs are synergistic
 * @param degeneracyOfParts sensitivity - EI of the parts, comparable over time and layers
 * @see <a href="https://arxiv.org/abs/2010.13871">Marrow, Michaud and Hoel 2020</a>
 */
public record EffectiveInformation(
    Estimate joint,
    Estimate parts,
    Estimate sensitivity,
    Estimate degeneracy,
    Estimate degeneracyOfParts) {

  private static final double MOST_BITS = 12;
  private static final int JOINT = 0;
  private static final int PARTS = 1;
  private static final int SENSITIVITY = 2;

  /**
   * {@return the effective information of a layer, without a null}
   *
   * @param layer maps {@code samples x inputs} to {@code samples x outputs}, such as a {@link
   *     LayerWeights}
   * @param noise on its inputs
   * @param inputs bins of the noise, such as {@code equalWidth(16, -1, 1)}
   * @param outputs bins of the outputs, fitted to those of noise on all inputs
   * @throws IllegalArgumentException if the numbers of inputs or samples differ, a value is NaN or
   *     infinite, or a rule spans several samples
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static EffectiveInformation of(
      UnaryOperator<Values> layer, UniformNoise noise, Discretizer inputs, Discretizer outputs) {
    requireNonNull(layer, "layer must not be null");
    return new Bins(noise, inputs, outputs, layer).sums(layer).result(new double[0][], "");
  }

  /**
   * {@return the effective information of a layer, tested against permuted weights}
   *
   * @param layer weights, biases and activation
   * @param permutations how many; the smallest p-value is 1 / (1 + permutations)
   * @param seed the same seed gives the same permutations
   * @param noise on its inputs, the same for all permutations
   * @param inputs bins of the noise
   * @param outputs bins of the outputs, fitted to those of the unpermuted layer
   * @throws IllegalArgumentException if permutations is below 1, the numbers of inputs differ, a
   *     value is NaN or infinite, or a rule spans several samples
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static EffectiveInformation againstPermutedWeights(
      LayerWeights layer,
      int permutations,
      long seed,
      UniformNoise noise,
      Discretizer inputs,
      Discretizer outputs) {
    requireNonNull(layer, "layer must not be null");
    Bins bins = new Bins(noise, inputs, outputs, layer);
    if (permutations < 1) {
      throw new IllegalArgumentException(
          "permutations must be at least 1, got %s. For no null use EffectiveInformation.of(...)."
              .formatted(permutations));
    }
    double[][] others = new double[permutations][];
    Parallel.forEach(
        permutations, number -> others[number] = bins.sums(layer.permuted(seed, number)).nats);
    return bins.sums(layer)
        .result(others, "permuted weights x %s, seed %s".formatted(permutations, seed));
  }

  /** Noise and a layer's response to it, in frozen bins. Immutable. */
  private static final class Bins {
    private final Values noise;
    private final int[][] symbols; // of the noise
    private final int alphabet;
    private final Encoding outputs;

    Bins(UniformNoise noise, Discretizer inputs, Discretizer outputs, UnaryOperator<Values> layer) {
      requireNonNull(noise, "noise must not be null");
      requireNonNull(inputs, "inputs must not be null");
      requireNonNull(outputs, "outputs must not be null");
      requireOneSample(inputs);
      requireOneSample(outputs);
      this.noise = noise.values();
      Symbols all = inputs.fit(this.noise).encode(this.noise);
      this.symbols = JointTable.series(all);
      this.alphabet = all.alphabet();
      this.outputs = outputs.fit(applied(layer, this.noise));
    }

    private static void requireOneSample(Discretizer rule) {
      if (rule.span() > 1) {
        throw new IllegalArgumentException(
            "Bins of effective information must span one sample, got %s: noise has no order in time. Use bins such as equalWidth(16, -1, 1)."
                .formatted(rule));
      }
    }

    private static Values applied(UnaryOperator<Values> layer, Values inputs) {
      Values outputs = layer.apply(inputs);
      if (outputs.samples() != inputs.samples()) {
        throw new IllegalArgumentException(
            "layer must return one row for each of %s samples, got %s"
                .formatted(inputs.samples(), outputs.samples()));
      }
      return outputs;
    }

    Sums sums(UnaryOperator<Values> layer) {
      Symbols all = outputs.encode(applied(layer, noise));
      Sums sums = new Sums(Entropy.of(all).estimate());
      int[][] targets = JointTable.series(all);
      for (int i = 0; i < symbols.length; i++) {
        Stop.ifInterrupted();
        add(PARTS, i, targets, sums);
        add(SENSITIVITY, i, JointTable.series(outputs.encode(ofOneInput(layer, i))), sums);
      }
      return sums;
    }

    /** The layer's response to noise on one input. */
    private Values ofOneInput(UnaryOperator<Values> layer, int input) {
      if (layer instanceof LayerWeights dense && dense.inputs() == symbols.length) {
        return dense.ofOneInput(noise, input);
      }
      return applied(
          layer,
          Values.view(noise.samples(), symbols.length, (n, u) -> u == input ? noise.get(n, u) : 0));
    }

    private void add(int which, int input, int[][] targets, Sums sums) {
      JointTable table = new JointTable(alphabet, outputs.alphabet());
      for (int[] target : targets) {
        sums.nats[which] += table.information(symbols[input], target);
        sums.freedom[which] += table.freedom();
        sums.mostStates[which] = Math.max(sums.mostStates[which], table.states());
      }
    }
  }

  /** Mutable: sums over pairs. */
  private static final class Sums {
    private final Estimate joint;
    private final long n;
    private final double[] nats = new double[3];
    private final long[] freedom = new long[3]; // 2 n times the bias
    private final long[] mostStates = new long[3];

    Sums(Estimate joint) {
      this.joint = joint;
      n = joint.samples();
      nats[JOINT] = joint.nats();
      mostStates[JOINT] = joint.states();
      freedom[JOINT] = 1 - joint.states();
    }

    EffectiveInformation result(double[][] others, String nullModel) {
      List<Warning> reason = reason();
      Estimate whole =
          reason.isEmpty()
              ? estimate(JOINT, others, nullModel)
              : Estimate.plain(Double.NaN, "plug-in", n, joint.states(), Double.NaN);
      return new EffectiveInformation(
          whole.with(joint.warnings()).with(reason),
          estimate(PARTS, others, nullModel),
          estimate(SENSITIVITY, others, nullModel),
          degeneracy(reason.isEmpty() ? JOINT : PARTS, others, nullModel),
          degeneracy(PARTS, others, nullModel));
    }

    private Estimate estimate(int of, double[][] others, String nullModel) {
      List<Warning> sampling =
          of == JOINT ? List.of() : Warning.ofSampling(n, mostStates[of], false);
      return Estimate.plain(nats[of], "plug-in", n, mostStates[of], freedom[of] / (2.0 * n))
          .tested(nullModel, significance(sums -> sums[of], others))
          .with(sampling);
    }

    private Estimate degeneracy(int of, double[][] others, String nullModel) {
      String name = of == JOINT ? "sensitivity - EI" : "sensitivity - EI of the parts";
      double bias = (freedom[SENSITIVITY] - freedom[of]) / (2.0 * n);
      return Estimate.plain(nats[SENSITIVITY] - nats[of], name, n, 0, bias)
          .tested(nullModel, significance(sums -> sums[SENSITIVITY] - sums[of], others));
    }

    private Significance significance(ToDoubleFunction<double[]> value, double[][] others) {
      double[] surrogates = Arrays.stream(others).mapToDouble(value).toArray();
      return Significance.of(value.applyAsDouble(nats), surrogates);
    }

    /** Why there is no joint value, if there is none. */
    private List<Warning> reason() {
      double bits = Unit.BITS.fromNats(nats[JOINT]);
      boolean enough = Warning.enough(n, mostStates[JOINT]);
      if (bits <= MOST_BITS && enough) {
        return List.of();
      }
      return List.of(
          new Warning(
              Warning.Kind.UNDERSAMPLED,
              enough
                  ? String.format(
                      Locale.ROOT,
                      "no joint EI: the patterns have %.1f bits, more than %.0f; use the parts",
                      bits,
                      MOST_BITS)
                  : "no joint EI: %s patterns in %s samples, 5 samples a pattern needed; use more samples, fewer bins or the parts"
                      .formatted(mostStates[JOINT], n)));
    }
  }
}
