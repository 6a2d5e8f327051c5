package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The toys of arXiv 2010.13871 against the numbers its authors published: one and two inputs to one
 * unit, over all weights. They bin the inputs too, so that their EI is I(bins of S; bins of T),
 * which is computed here from our noise; ours, H(bins of T), is above it by what inputs of the same
 * bins differ in. Both sides are sampled: 30,000 or 100,000 samples, other random numbers. Left
 * out: ReLU, whose values above 1 they drop, and tanh at weights 0 and 0, which are -4e-14 there,
 * so that outputs fall on both sides of the edge in the middle.
 */
class PublishedEffectiveInformationTest {

  private static double bits(Estimate estimate) {
    return estimate.in(Unit.BITS);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/golden/effective-information-toys.csv",
      useHeadersInDisplayName = true)
  void toysAreThePublishedOnes(
      String activation, int bins, double first, Double second, double ei, double parts) {
    double[][] weights =
        second == null ? new double[][] {{first}} : new double[][] {{first}, {second}};
    boolean sigmoid = activation.equals("sigmoid");
    LayerWeights toy =
        LayerWeights.of(
            weights,
            new double[1],
            sigmoid ? ActivationFunction.sigmoid() : ActivationFunction.tanh());
    double low = sigmoid ? 0 : -1;
    Discretizer rule = Discretizer.equalWidth(bins, low, 1);

    int ofParts = 30_000;
    EffectiveInformation few =
        EffectiveInformation.of(toy, UniformNoise.on(toy.inputs(), low, 1, ofParts, 1), rule, rule);
    assertThat(bits(few.parts())).isCloseTo(parts, within(.04));

    int samples = second == null ? ofParts : 100_000;
    UniformNoise noise = UniformNoise.on(toy.inputs(), low, 1, samples, 2);
    Values inputs = noise.values();
    Values outputs = toy.apply(inputs);
    Estimate binned =
        MutualInformation.between(
                Partition.ofRows(rule.fit(inputs).encode(inputs)),
                Partition.ofRows(rule.fit(outputs).encode(outputs)))
            .estimate();
    assertThat(bits(binned)).isCloseTo(ei, within(.04));
    assertThat(bits(EffectiveInformation.of(toy, noise, rule, rule).joint()))
        .isGreaterThanOrEqualTo(bits(binned));
  }
}
