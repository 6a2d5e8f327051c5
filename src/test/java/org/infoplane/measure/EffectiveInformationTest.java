package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closed forms, in bits, and the toy of arXiv 2010.13871: two inputs to a sigmoid. */
class EffectiveInformationTest {

  private static final int N = 50_000;
  private static final Discretizer BINS = Discretizer.equalWidth(16, 0, 1);

  private static LayerWeights toy(double... weights) {
    double[][] columns =
        Arrays.stream(weights).mapToObj(w -> new double[] {w}).toArray(double[][]::new);
    double half = -Arrays.stream(weights).sum() / 2; // the middle of the noise is 0
    return LayerWeights.of(columns, new double[] {half}, ActivationFunction.sigmoid());
  }

  private static EffectiveInformation of(LayerWeights layer) {
    UniformNoise noise = UniformNoise.on(layer.inputs(), 0, 1, N, 1);
    return EffectiveInformation.of(layer, noise, BINS, BINS);
  }

  private static double bits(Estimate estimate) {
    return estimate.in(Unit.BITS);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 16})
  void identityTellsItsBins(int bins) {
    LayerWeights copy =
        LayerWeights.of(new double[][] {{1}}, new double[1], ActivationFunction.identity());
    Discretizer rule = Discretizer.equalWidth(bins, 0, 1);
    EffectiveInformation all =
        EffectiveInformation.of(copy, UniformNoise.on(1, 0, 1, N, 3), rule, rule);
    double exact = Math.log(bins) / Math.log(2);
    assertThat(bits(all.joint())).isCloseTo(exact, within(1e-3));
    assertThat(bits(all.parts())).isCloseTo(bits(all.joint()), within(1e-12));
    assertThat(bits(all.sensitivity())).isCloseTo(bits(all.joint()), within(1e-12));
    assertThat(bits(all.degeneracy())).isCloseTo(0, within(1e-12));
    assertThat(all.joint().biasNats()).isEqualTo((1 - bins) / (2.0 * N));
    assertThat(all.parts().biasNats()).isEqualTo((1 - bins) / (2.0 * N));
    assertThat(all.degeneracy().estimator()).isEqualTo("sensitivity - EI");
    assertThat(all.joint().significance()).isEqualTo(Significance.NONE);
  }

  @Test
  void constantLayerTellsNothing() {
    EffectiveInformation all = of(toy(0, 0));
    assertThat(all.joint().nats()).isZero();
    assertThat(all.parts().nats()).isZero();
    assertThat(all.sensitivity().nats()).isZero();
    assertThat(all.degeneracy().nats()).isZero();
    assertThat(all.joint().has(Warning.Kind.CONSTANT)).isTrue();
  }

  @Test
  void inputWithoutWeightChangesNothing() {
    double two = bits(of(toy(3, 0)).joint());
    double one = bits(of(toy(3)).joint());
    assertThat(two).isCloseTo(one, within(.005)); // other noise
    // H of the bins of a sigmoid of uniform numbers, by their exact shares.
    double exact = 0;
    for (int bin = 0; bin < 16; bin++) {
      double share = Math.max(0, cdf((bin + 1) / 16.0) - cdf(bin / 16.0));
      exact -= share == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    assertThat(one).isCloseTo(exact, within(.005));
  }

  /** Of sigmoid(3 u - 1.5), u uniform. */
  private static double cdf(double t) {
    double u = t <= 0 ? 0 : t >= 1 ? 1 : (Math.log(t / (1 - t)) + 1.5) / 3;
    return Math.min(1, Math.max(0, u));
  }

  @Test
  void surfaceIsSymmetric() {
    for (double[] w : new double[][] {{1, 4}, {-2, 5}, {6, .5}}) {
      EffectiveInformation here = of(toy(w[0], w[1]));
      EffectiveInformation there = of(toy(w[1], w[0]));
      EffectiveInformation opposite = of(toy(-w[0], -w[1]));
      assertThat(bits(here.joint())).isCloseTo(bits(there.joint()), within(.01));
      assertThat(bits(here.joint())).isCloseTo(bits(opposite.joint()), within(.01));
      assertThat(bits(here.sensitivity())).isCloseTo(bits(there.sensitivity()), within(.01));
      assertThat(bits(here.parts())).isCloseTo(bits(there.parts()), within(.01));
    }
  }

  @Test
  void saturatedUnitHasTwoStates() {
    EffectiveInformation all = of(toy(1e6));
    assertThat(bits(all.joint())).isCloseTo(1, within(1e-3));
    assertThat(bits(all.parts())).isCloseTo(1, within(.005));
    // Two large weights: the sum of two uniform numbers is above its middle half of the time.
    assertThat(bits(of(toy(1e6, 1e6)).joint())).isCloseTo(1, within(1e-3));
  }

  /** Sums over pairs, each as mutual information has it, on the noise the layer saw. */
  @Test
  void partsAndSensitivityAreSumsOverPairs() {
    LayerWeights layer =
        LayerWeights.of(
            new double[][] {{1, -2}, {.5, 3}}, new double[] {.1, -.5}, ActivationFunction.tanh());
    UniformNoise noise = UniformNoise.on(2, -1, 1, 4000, 7);
    Discretizer rule = Discretizer.equalWidth(6, -1, 1);
    Values inputs = noise.values();
    Symbols source = rule.fit(inputs).encode(inputs);
    Symbols target = rule.fit(layer.apply(inputs)).encode(layer.apply(inputs));
    double parts = 0;
    double sensitivity = 0;
    double bias = 0;
    for (int i = 0; i < 2; i++) {
      int alone = i;
      Values one = Values.view(4000, 2, (n, u) -> u == alone ? inputs.get(n, u) : 0);
      Symbols moved = rule.fit(layer.apply(one)).encode(layer.apply(one));
      for (int j = 0; j < 2; j++) {
        Estimate pair =
            MutualInformation.between(
                    Partition.ofRows(source.unit(i)), Partition.ofRows(target.unit(j)))
                .estimate();
        parts += pair.nats();
        bias += pair.biasNats();
        sensitivity +=
            MutualInformation.between(
                    Partition.ofRows(source.unit(i)), Partition.ofRows(moved.unit(j)))
                .estimate()
                .nats();
      }
    }
    EffectiveInformation all = EffectiveInformation.of(layer, noise, rule, rule);
    assertThat(all.parts().nats()).isCloseTo(parts, within(1e-12));
    assertThat(all.parts().biasNats()).isCloseTo(bias, within(1e-12));
    assertThat(all.sensitivity().nats()).isCloseTo(sensitivity, within(1e-12));
    assertThat(all.joint().nats()).isEqualTo(Entropy.of(target).estimate().nats());
    assertThat(all.degeneracy().nats()).isEqualTo(all.sensitivity().nats() - all.joint().nats());
    assertThat(all.joint().samples()).isEqualTo(4000);
  }

  private static LayerWeights copyOf(int units) {
    double[][] weights = new double[units][units];
    IntStream.range(0, units).forEach(i -> weights[i][i] = 1);
    return LayerWeights.of(weights, new double[units], ActivationFunction.identity());
  }

  @Test
  void whatCannotBeEstimatedIsNaNAndSaysWhy() {
    Discretizer two = Discretizer.equalWidth(2, 0, 1);
    EffectiveInformation large =
        EffectiveInformation.of(copyOf(13), UniformNoise.on(13, 0, 1, 100_000, 1), two, two);
    assertThat(large.joint().nats()).isNaN();
    assertThat(large.joint().warnings())
        .extracting(Warning::words)
        .containsExactly("no joint EI: the patterns have 12.9 bits, more than 12; use the parts");
    assertThat(bits(large.parts())).isCloseTo(13, within(.01));
    assertThat(large.degeneracy().nats())
        .isEqualTo(large.sensitivity().nats() - large.parts().nats());
    assertThat(large.degeneracy().estimator()).isEqualTo("sensitivity - EI of the parts");
    EffectiveInformation few =
        EffectiveInformation.of(copyOf(10), UniformNoise.on(10, 0, 1, 2000, 1), two, two);
    assertThat(few.joint().nats()).isNaN();
    assertThat(few.joint().biasNats()).isNaN();
    assertThat(few.joint().warnings())
        .extracting(Warning::words)
        .anyMatch(
            words ->
                words.matches(
                    "no joint EI: \\d+ patterns in 2000 samples, 5 samples a pattern needed; use more samples, fewer bins or the parts"));
  }

  /** One strong weight and many weak ones a unit: in other places some units have none. */
  @Test
  void permutedWeightsAreTheNull() {
    double[][] weights = new double[4][4];
    IntStream.range(0, 4).forEach(i -> weights[i][i] = 8);
    LayerWeights layer =
        LayerWeights.of(weights, new double[] {-4, -4, -4, -4}, ActivationFunction.sigmoid());
    UniformNoise noise = UniformNoise.on(4, 0, 1, 4000, 2);
    Discretizer three = Discretizer.equalWidth(3, 0, 1);
    EffectiveInformation all =
        EffectiveInformation.againstPermutedWeights(layer, 39, 5, noise, three, three);
    double[] others =
        IntStream.range(0, 39)
            .mapToDouble(
                s ->
                    EffectiveInformation.of(layer.permuted(5, s), noise, three, three)
                        .joint()
                        .nats())
            .toArray();
    assertThat(all.joint().significance()).isEqualTo(Significance.of(all.joint().nats(), others));
    assertThat(all.joint().pValue()).isLessThanOrEqualTo(.1);
    assertThat(all.joint().nullModel()).isEqualTo("permuted weights x 39, seed 5");
    assertThat(all.joint().nats())
        .isEqualTo(EffectiveInformation.of(layer, noise, three, three).joint().nats());
    assertThat(all.parts().pValue()).isBetween(0.0, .2);
    assertThat(all.sensitivity().significance().nullMean()).isPositive();
    assertThat(all.degeneracy().significance().nullMean())
        .isCloseTo(
            all.sensitivity().significance().nullMean() - all.joint().significance().nullMean(),
            within(1e-12));
    LayerWeights moved = layer.permuted(5, 0);
    assertThat(
            IntStream.range(0, 4).mapToDouble(i -> Arrays.stream(moved.weightsOf(i)).sum()).sum())
        .isEqualTo(32);
    assertThat(moved.weightsOf(0)).isNotEqualTo(layer.weightsOf(0));
  }

  @Test
  void noiseIsOnTheRange() {
    Values observed = Values.ofRows(new double[][] {{-3, 5, 1}, {2, 5, 0}, {0, 5, .5}});
    UniformNoise noise = UniformNoise.onRangeOf(observed, 10_000, 4);
    Values values = noise.values();
    double[] sums = new double[3];
    for (int n = 0; n < 10_000; n++) {
      assertThat(values.get(n, 0)).isBetween(-3.0, 2.0);
      assertThat(values.get(n, 1)).isEqualTo(5);
      assertThat(values.get(n, 2)).isBetween(0.0, 1.0);
      for (int unit = 0; unit < 3; unit++) {
        sums[unit] += values.get(n, unit) / 10_000;
      }
    }
    assertThat(sums[0]).isCloseTo(-.5, within(.06)); // 4 standard errors
    assertThat(sums[2]).isCloseTo(.5, within(.012));
    assertThat(noise.values().get(17, 2)).isEqualTo(values.get(17, 2));
    assertThat(noise)
        .hasToString("uniform noise on 3 inputs from -3.0 to 5.0, 10000 samples, seed 4");
  }

  private static void assertRefused(Runnable asked, String... words) {
    assertThatIllegalArgumentException().isThrownBy(asked::run).withMessageContainingAll(words);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    UniformNoise noise = UniformNoise.on(2, 0, 1, 100, 1);
    assertRefused(
        () -> EffectiveInformation.of(toy(1), noise, BINS, BINS),
        "inputs must have as many units as the layer has inputs (1), got 2");
    assertRefused(
        () -> EffectiveInformation.of(toy(1, 2), noise, BINS, Discretizer.ordinalPatterns(3)),
        "one sample",
        "got " + Discretizer.ordinalPatterns(3),
        "Use bins such as equalWidth(16, -1, 1).");
    assertRefused(
        () -> EffectiveInformation.of(v -> v.slice(0, 10), noise, BINS, BINS),
        "layer",
        "one row for each of 100 samples",
        "got 10");
    assertRefused(
        () -> EffectiveInformation.againstPermutedWeights(toy(1, 2), 0, 1, noise, BINS, BINS),
        "permutations",
        "at least 1",
        "got 0",
        "EffectiveInformation.of(...)");
    assertRefused(() -> UniformNoise.on(0, 0, 1, 9, 1), "inputs must be at least 1, got 0");
    assertRefused(
        () -> UniformNoise.on(1, 1, 1, 9, 1),
        "The range must be finite with low < high, got 1.0 to 1.0");
    assertRefused(
        () -> UniformNoise.on(1, 0, 1, 0, 1), "samples must be at least 1 (better 10,000), got 0");
    assertRefused(
        () -> UniformNoise.onRangeOf(Values.ofRows(new double[][] {{Double.NaN}, {1}}), 9, 1),
        "observed must be finite values, at least one of each unit, got samples x units = 2 x 1, some of them NaN or infinite");
  }
}
