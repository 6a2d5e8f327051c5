package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Effective information of a layer: what its outputs tell of its inputs when all inputs are
 * independent uniform noise. It is a property of the weights, not of any data. The layer is a
 * function, so that it is the entropy of its output patterns; above 12 bits, or with fewer than 5
 * samples a pattern, it is NaN, a warning says why, and the parts stand in.
 *
 * <p>Each estimate is in nats, with the bias of first order of a plug-in value; without {@linkplain
 * #againstPermutedWeights permuted weights} it has no null.
 *
 * @param joint effective information, EI: H of the patterns of all outputs, or NaN
 * @param parts EI of the parts: the sum of I(S<sub>i</sub>;T<sub>j</sub>) over all pairs, noise on
 *     all inputs
 * @param sensitivity the sum of I(S<sub>i</sub>;T<sub>j</sub>) over all pairs, noise on
 *     S<sub>i</sub> alone and the other inputs 0
 * @param degeneracy sensitivity - EI, of the parts where EI is NaN, as the estimator says; below 0
 *     if inputs tell more together
 * @param degeneracyOfParts sensitivity - EI of the parts, whatever EI is: the one to compare over
 *     time and layers
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
   * @param layer {@code samples x inputs} to as many samples of its outputs, such as a {@link
   *     LayerWeights}
   * @param noise on its inputs
   * @param inputs bins of the noise, such as {@code equalWidth(16, -1, 1)}
   * @param outputs bins of the outputs; a rule that looks at data is fitted on those of noise on
   *     all inputs
   * @throws IllegalArgumentException if the layer has other inputs or gives other samples, a value
   *     is NaN or infinite, or a rule looks at several samples
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static EffectiveInformation of(
      UnaryOperator<Values> layer, UniformNoise noise, Discretizer inputs, Discretizer outputs) {
    requireNonNull(layer, "layer must not be null");
    return measured(layer, new Bins(noise, inputs, outputs, layer), new double[0][], "");
  }

  /**
   * {@return the effective information of a layer, compared with its weights in other places}
   *
   * @param layer weights, biases and activation
   * @param permutations how many; the smallest p-value is 1 / (1 + permutations)
   * @param seed the same seed gives the same permutations
   * @param noise on its inputs, the same for all permutations
   * @param inputs bins of the noise
   * @param outputs bins of the outputs; a rule that looks at data is fitted on those of the layer
   *     as it is
   * @throws IllegalArgumentException if there is no permutation, the layer has other inputs, a
   *     value is NaN or infinite, or a rule looks at several samples
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
          "Asked for %s permutations of the weights. Pass at least 1, or use EffectiveInformation.of(...)."
              .formatted(permutations));
    }
    double[][] others = new double[permutations][];
    Parallel.forEach(
        permutations, number -> others[number] = bins.sums(layer.permuted(seed, number)).nats);
    return measured(
        layer, bins, others, "permuted weights x %s, seed %s".formatted(permutations, seed));
  }

  private static EffectiveInformation measured(
      UnaryOperator<Values> layer, Bins bins, double[][] others, String nullModel) {
    Sums sums = bins.sums(layer);
    return sums.result(bins.samples, others, nullModel);
  }

  /** Noise and what it becomes in a layer, in frozen bins. Immutable. */
  private static final class Bins {
    private final Values noise;
    private final int samples;
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
      this.samples = noise.samples();
      Symbols all = inputs.fit(this.noise).encode(this.noise);
      this.symbols = JointTable.series(all);
      this.alphabet = all.alphabet();
      this.outputs = outputs.fit(applied(layer, this.noise));
    }

    private static void requireOneSample(Discretizer rule) {
      if (rule.span() > 1) {
        throw new IllegalArgumentException(
            "Asked for effective information in %s, which look at several samples, but noise has no order in time. Use bins, such as equalWidth(16, -1, 1)."
                .formatted(rule));
      }
    }

    private static Values applied(UnaryOperator<Values> layer, Values inputs) {
      Values outputs = layer.apply(inputs);
      if (outputs.samples() != inputs.samples()) {
        throw new IllegalArgumentException(
            "Asked for the effective information of a layer that makes %s samples of %s. Pass one that gives one row for each."
                .formatted(outputs.samples(), inputs.samples()));
      }
      return outputs;
    }

    Sums sums(UnaryOperator<Values> layer) {
      Sums sums = new Sums();
      Symbols all = outputs.encode(applied(layer, noise));
      Estimate joint = Entropy.of(all).estimate();
      sums.ofJoint(joint);
      int[][] targets = JointTable.series(all);
      for (int i = 0; i < symbols.length; i++) {
        Stop.ifInterrupted();
        sums.add(PARTS, symbols[i], targets, table());
        int[][] moved = JointTable.series(outputs.encode(alone(layer, i)));
        sums.add(SENSITIVITY, symbols[i], moved, table());
      }
      return sums;
    }

    /** What a layer makes of noise on one input. */
    private Values alone(UnaryOperator<Values> layer, int input) {
      if (layer instanceof LayerWeights dense && dense.inputs() == symbols.length) {
        return dense.ofOneInput(noise, input);
      }
      return applied(
          layer,
          Values.view(
              samples, symbols.length, (n, unit) -> unit == input ? noise.get(n, unit) : 0));
    }

    private JointTable table() {
      return new JointTable(alphabet, outputs.alphabet());
    }
  }

  /** Mutable: sums over pairs. */
  private static final class Sums {
    private final double[] nats = new double[3];
    private final long[] biasStates = new long[3]; // 2 n times the bias
    private final long[] mostStates = new long[3];
    private List<Warning> ofJoint = List.of();

    void ofJoint(Estimate joint) {
      nats[JOINT] = joint.nats();
      mostStates[JOINT] = joint.states();
      biasStates[JOINT] = 1 - joint.states();
      ofJoint = joint.warnings();
    }

    void add(int which, int[] source, int[][] targets, JointTable table) {
      for (int[] target : targets) {
        nats[which] += table.information(source, target);
        long states = table.states();
        biasStates[which] += states - table.statesOfA() - table.statesOfB() + 1;
        mostStates[which] = Math.max(mostStates[which], states);
      }
    }

    EffectiveInformation result(int n, double[][] others, String nullModel) {
      Optional<Warning> reason = reason(n);
      int whole = reason.isPresent() ? PARTS : JOINT;
      List<Warning> ofJointAll = new ArrayList<>(ofJoint);
      reason.ifPresent(ofJointAll::add);
      Estimate joint =
          reason.isPresent()
              ? new Estimate(
                  Double.NaN,
                  "plug-in",
                  n,
                  mostStates[JOINT],
                  Double.NaN,
                  "",
                  Significance.NONE,
                  Optional.empty(),
                  ofJointAll)
              : estimate(JOINT, n, others, nullModel, ofJointAll);
      return new EffectiveInformation(
          joint,
          estimate(PARTS, n, others, nullModel, Warning.ofSampling(n, mostStates[PARTS], false)),
          estimate(
              SENSITIVITY,
              n,
              others,
              nullModel,
              Warning.ofSampling(n, mostStates[SENSITIVITY], false)),
          degeneracy(whole, n, others, nullModel),
          degeneracy(PARTS, n, others, nullModel));
    }

    private Estimate degeneracy(int of, int n, double[][] others, String nullModel) {
      double[] differences =
          Arrays.stream(others).mapToDouble(other -> other[SENSITIVITY] - other[of]).toArray();
      double difference = nats[SENSITIVITY] - nats[of];
      return new Estimate(
          difference,
          of == JOINT ? "sensitivity - EI" : "sensitivity - EI of the parts",
          n,
          0,
          (biasStates[SENSITIVITY] - biasStates[of]) / (2.0 * n),
          nullModel,
          Significance.of(difference, differences),
          Optional.empty(),
          List.of());
    }

    /** Why there is no joint value, if there is none. */
    private Optional<Warning> reason(int n) {
      double bits = Unit.BITS.fromNats(nats[JOINT]);
      boolean enough = Warning.enough(n, mostStates[JOINT]);
      if (bits <= MOST_BITS && enough) {
        return Optional.empty();
      }
      return Optional.of(
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

    private Estimate estimate(
        int which, int n, double[][] others, String nullModel, List<Warning> warnings) {
      double[] surrogates = Arrays.stream(others).mapToDouble(other -> other[which]).toArray();
      return new Estimate(
          nats[which],
          "plug-in",
          n,
          mostStates[which],
          biasStates[which] / (2.0 * n),
          nullModel,
          Significance.of(nats[which], surrogates),
          Optional.empty(),
          warnings);
    }
  }
}
