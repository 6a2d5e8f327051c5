package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerEstimatorTest {

  private static final int N = 60;
  private static final int[] LABELS = IntStream.range(0, N).map(i -> i % 3).toArray();
  private static final Partition Y = Partition.of(LABELS);
  private static final Values X = Values.ofSeries(noise(1, 0), noise(2, 0));
  private static final Values T = Values.ofSeries(noise(3, 0.5), noise(4, 1), noise(5, 0));
  private static final Values CONSTANT = Values.view(N, 2, (sample, unit) -> 0.3);
  private static final Surrogates SHUFFLES = Null.globalShuffle(9, 7);
  private static final Optional<Values> INPUT = Optional.of(X);

  /** Gaussian numbers that lean on the label. */
  private static double[] noise(long seed, double share) {
    Random random = new Random(seed);
    double[] series = new double[N];
    Arrays.setAll(series, i -> share * LABELS[i] + random.nextGaussian());
    return series;
  }

  private static Stream<LayerEstimator> estimators() {
    return Stream.of(
        LayerEstimator.kernelDensity(0.1),
        LayerEstimator.renyi(1.01),
        LayerEstimator.mixed(),
        LayerEstimator.of(ContinuousEstimator.gaussian()),
        LayerEstimator.of(ContinuousEstimator.kraskov(3)));
  }

  @Test
  void kernelDensityIsItsUpperBoundWithinBoth() {
    Estimate input = LayerEstimator.kernelDensity(0.1).ofInput(T, Optional.empty(), Null.none());
    KernelDensityBounds bounds = KernelDensityBounds.of(T, 0.1);
    assertThat(input.nats()).isEqualTo(bounds.upper().nats());
    assertThat(input.interval())
        .contains(
            new Interval(bounds.lower().nats(), bounds.upper().nats(), 1, "kernel density bounds"));
    assertThat(input.warnings()).isEmpty();
    assertThat(input.toString())
        .isEqualTo(
            String.format(
                java.util.Locale.ROOT,
                "%.6f bits (n = 60, %.6f to %.6f by kernel density bounds, kernel density, upper bound, noise variance 0.1)",
                input.in(Unit.BITS),
                bounds.lower().in(Unit.BITS),
                input.in(Unit.BITS)));
    assertThat(LayerEstimator.kernelDensity(0.1).ofLabels(T, Y, SHUFFLES))
        .isEqualTo(bounds.labels(Y).against(SHUFFLES).upper());
    assertThat(LayerEstimator.kernelDensity(0.1).ofLabels(T, Y, Null.none()).significance())
        .isEqualTo(Significance.NONE);
  }

  /** All far apart under a narrow kernel: every sample is told from every other. */
  @Test
  void farPointsAreToldApart() {
    Values far = Values.view(N, 1, (sample, unit) -> 100 * sample);
    for (LayerEstimator estimator :
        List.of(LayerEstimator.kernelDensity(1), LayerEstimator.renyi(2).width(1))) {
      assertThat(estimator.ofInput(far, Optional.of(far), Null.none()).nats())
          .isCloseTo(Math.log(N), within(1e-12));
      assertThat(estimator.ofLabels(far, Y, Null.none()).nats())
          .isCloseTo(Math.log(3), within(1e-12));
    }
  }

  @Test
  void renyiTakesTheMedianDistances() {
    RenyiMatrix renyi = new RenyiMatrix(1.01);
    Values oneHot = Values.view(N, 3, (sample, unit) -> Y.get(sample) == unit ? 1 : 0);
    Estimate input = LayerEstimator.renyi(1.01).ofInput(T, INPUT, SHUFFLES);
    Estimate direct =
        renyi.mutualInformation(X, median(X), T, median(T)).against(SHUFFLES).estimate();
    assertThat(input).isEqualTo(direct);
    Estimate labels = LayerEstimator.renyi(1.01).ofLabels(T, Y, SHUFFLES);
    assertThat(labels)
        .isEqualTo(
            renyi.mutualInformation(T, median(T), oneHot, 1e-3).against(SHUFFLES).estimate());
    assertThat(LayerEstimator.renyi(1.01).width(0.7).ofInput(T, INPUT, SHUFFLES))
        .isEqualTo(renyi.mutualInformation(X, 0.7, T, 0.7).against(SHUFFLES).estimate());
  }

  private static double median(Values values) {
    double[] distances =
        IntStream.range(0, values.samples())
            .boxed()
            .flatMapToDouble(
                i ->
                    IntStream.range(0, i)
                        .mapToDouble(
                            j ->
                                Math.sqrt(
                                    IntStream.range(0, values.units())
                                        .mapToDouble(u -> values.get(i, u) - values.get(j, u))
                                        .map(d -> d * d)
                                        .sum())))
            .filter(d -> d > 0)
            .sorted()
            .toArray();
    int half = distances.length / 2;
    return distances.length % 2 == 1
        ? distances[half]
        : distances[half - 1] / 2 + distances[half] / 2;
  }

  /** Four samples of a rectifier, three of them 0: distances 0, 0, 0, 2, 2, 2. */
  @Test
  void samplesThatAreEqualDoNotMakeTheKernelNarrow() {
    Values half = Values.ofSeries(new double[] {0, 0, 0, 2});
    Values whole = Values.ofSeries(new double[] {0, 1, 2, 5}); // 1, 2, 5, 1, 4, 3: 2.5
    assertThat(LayerEstimator.renyi(2).ofInput(half, Optional.of(whole), Null.none()).nats())
        .isEqualTo(new RenyiMatrix(2).mutualInformation(whole, 2.5, half, 2).estimate().nats());
  }

  @Test
  void renyiDrawsFourHundredSamples() {
    Random random = new Random(3);
    double[] x = random.doubles(900).toArray();
    double[] t = Arrays.stream(x).map(v -> v * v + 0.1 * random.nextGaussian()).toArray();
    int[] chosen = Arrays.copyOf(Draws.shuffled(42, 0, 900), 400);
    Arrays.sort(chosen);
    Values input = Values.ofSeries(x);
    Values layer = Values.ofSeries(t);
    Partition labels = Partition.of(IntStream.range(0, 900).map(i -> x[i] > 0.5 ? 1 : 0).toArray());
    LayerEstimator renyi = LayerEstimator.renyi(2);
    Estimate some = renyi.ofInput(layer, Optional.of(input), SHUFFLES);
    assertThat(some)
        .isEqualTo(
            renyi.ofInput(layer.reorder(chosen), Optional.of(input.reorder(chosen)), SHUFFLES));
    assertThat(some.samples()).isEqualTo(400);
    assertThat(renyi.ofLabels(layer, labels, SHUFFLES))
        .isEqualTo(renyi.ofLabels(layer.reorder(chosen), labels.reorder(chosen), SHUFFLES));
    assertThat(renyi)
        .hasToString(
            "Renyi matrix, alpha 2.0, kernel width the median distance, at most 400 samples, seed 42");
    assertThat(LayerEstimator.renyi(2).width(0.5))
        .hasToString("Renyi matrix, alpha 2.0, kernel width 0.5, at most 400 samples, seed 42");
  }

  @Test
  void nearestNeighboursAreThoseOfMixedInformation() {
    assertThat(LayerEstimator.mixed().ofLabels(T, Y, SHUFFLES))
        .isEqualTo(MixedInformation.between(Y, T).against(SHUFFLES).estimate());
    assertThat(LayerEstimator.mixed(5).ofLabels(T, Y, Null.none()))
        .isEqualTo(MixedInformation.between(Y, T).neighbours(5).against(Null.none()).estimate());
    assertThat(LayerEstimator.mixed(5)).hasToString("nearest neighbours, k = 5");
  }

  /** Any k - 1 of the columns say the same: of two groups, the correlation with one of them. */
  @Test
  void labelsAreColumnsOfNoughtsAndOnes() {
    Values columns = Values.view(N, 2, (sample, unit) -> Y.get(sample) == unit ? 1 : 0);
    for (ContinuousEstimator estimator :
        List.of(ContinuousEstimator.gaussian(), ContinuousEstimator.kraskov(3))) {
      assertThat(LayerEstimator.of(estimator).ofLabels(T, Y, SHUFFLES))
          .isEqualTo(
              MutualInformation.between(T, columns).with(estimator).against(SHUFFLES).estimate());
    }
    double[] layer = {0, 1, 2, 3}; // of labels 0, 0, 1, 1: r^2 = 4/5
    assertThat(
            LayerEstimator.of(ContinuousEstimator.gaussian())
                .ofLabels(Values.ofSeries(layer), Partition.of(0, 0, 1, 1), Null.none())
                .nats())
        .isCloseTo(Math.log(5) / 2, within(1e-14));
    assertThat(LayerEstimator.of(ContinuousEstimator.gaussian()))
        .hasToString("Gaussian, labels as columns of 0 and 1");
  }

  @Test
  void labelsThatAreALinearFunctionAreInfinite() {
    Values told = Values.view(N, 1, (sample, unit) -> sample % 2);
    Partition odd = Partition.of(IntStream.range(0, N).map(i -> i % 2).toArray());
    Estimate infinite =
        LayerEstimator.of(ContinuousEstimator.gaussian()).ofLabels(told, odd, SHUFFLES);
    assertThat(infinite.nats()).isNaN();
    assertThat(infinite.has(Warning.Kind.INFINITE)).isTrue();
  }

  @Test
  void oneLabelSaysNothing() {
    Partition one = Partition.trivial(N);
    for (LayerEstimator estimator :
        List.of(
            LayerEstimator.kernelDensity(0.1),
            LayerEstimator.renyi(1.01),
            LayerEstimator.of(ContinuousEstimator.gaussian()))) {
      Estimate nullModel = estimator.ofLabels(T, one, SHUFFLES);
      assertThat(nullModel.nats()).isZero();
      assertThat(nullModel.pValue()).isEqualTo(1);
    }
  }

  @Test
  void inputOfADeterministicLayerIsInfinite() {
    for (LayerEstimator estimator :
        List.of(LayerEstimator.mixed(), LayerEstimator.of(ContinuousEstimator.gaussian()))) {
      for (Optional<Values> input : List.of(INPUT, Optional.<Values>empty())) {
        Estimate infinite = estimator.ofInput(T, input, SHUFFLES);
        assertThat(infinite.nats()).isNaN();
        assertThat(infinite.samples()).isEqualTo(N);
        assertThat(infinite.warnings())
            .extracting(Warning::words)
            .containsExactly(
                "I(X;T) of a deterministic layer is infinite; bin it, or bound it with noise: kernelDensity(variance)");
      }
    }
  }

  @Test
  void constantLayerKnowsNothing() {
    for (LayerEstimator estimator :
        List.of(LayerEstimator.kernelDensity(0.1), LayerEstimator.renyi(1.01))) {
      Estimate input = estimator.ofInput(CONSTANT, INPUT, SHUFFLES);
      assertThat(input.nats()).isZero();
      assertThat(input.warnings())
          .extracting(Warning::words)
          .containsExactly("layer: 2 of 2 units constant");
    }
    estimators()
        .forEach(
            estimator -> {
              Estimate labels = estimator.ofLabels(CONSTANT, Y, SHUFFLES);
              assertThat(labels.nats()).isCloseTo(0, within(1e-13));
              assertThat(labels.pValue()).isEqualTo(1);
              assertThat(labels.has(Warning.Kind.CONSTANT)).isTrue();
            });
    assertThat(LayerEstimator.renyi(1.01).ofInput(T, Optional.of(CONSTANT), SHUFFLES).warnings())
        .extracting(Warning::words)
        .containsExactly("input: 2 of 2 units constant");
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void nullsThatNeedAnOrderInTimeAreRefused(LayerEstimator estimator) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator.ofLabels(T, Y, SHUFFLES.jointly()))
        .withMessageContaining("their order does not matter");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator.ofLabels(T, Y, Null.phaseRandomization(9, 1)))
        .withMessageContaining("can only be reordered");
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void tooFewSamplesAreNamed(LayerEstimator estimator) {
    Values one = Values.ofSeries(new double[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator.ofLabels(one, Partition.of(1), SHUFFLES))
        .withMessageContainingAll("layer must have at least 2 samples", "got 1");
  }

  @Test
  void badSettingsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerEstimator.kernelDensity(0))
        .withMessageContainingAll("noiseVariance", "above 0", "got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerEstimator.renyi(0))
        .withMessageContainingAll("alpha must be finite and above 0", "1.01 is usual");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerEstimator.renyi(2).width(-1))
        .withMessageContainingAll("width must be 0 (the median distance)", "got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerEstimator.mixed(0))
        .withMessageContainingAll("neighbours must be at least 1", "got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerEstimator.renyi(2).ofInput(T, Optional.empty(), SHUFFLES))
        .withMessageContaining("Record the layer \"input\" too");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerEstimator.renyi(2)
                    .ofInput(T, Optional.of(Values.ofSeries(new double[5])), SHUFFLES))
        .withMessageContainingAll("layer and input", "60 and 5");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerEstimator.of(ContinuousEstimator.gaussian())
                    .ofLabels(
                        Values.view(4, 3, (s, u) -> s * s + u), Partition.of(1, 1, 2, 2), SHUFFLES))
        .withMessageContainingAll("of 4 dimensions", "more observations", "got 4");
  }
}
