package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nearest neighbours of numbers that repeat: what ReLU and rounding leave. */
class TiesTest {

  private static final double R = 0.7;
  private static final int SAMPLES = 4000;

  /** What is left of two correlated Gaussians; the truth by integration over the plane. */
  private enum Kept {
    ONE_RELU,
    TWO_RELU,
    SIGN,
    ROUNDED;

    double first(double u) {
      return switch (this) {
        case ONE_RELU, TWO_RELU -> relu(u);
        case SIGN -> Math.signum(u);
        case ROUNDED -> Math.round(u * 10) / 10.0;
      };
    }

    double second(double v) {
      return switch (this) {
        case ONE_RELU, SIGN -> v;
        case TWO_RELU -> relu(v);
        case ROUNDED -> Math.round(v * 10) / 10.0;
      };
    }

    double nats() {
      return switch (this) {
        case ONE_RELU -> reluAndNumber();
        case TWO_RELU -> reluAndRelu();
        case SIGN -> signAndNumber();
        case ROUNDED -> -Math.log(1 - R * R) / 2; // rounding loses less than 0.01
      };
    }
  }

  private static double relu(double v) {
    return Math.max(0, v);
  }

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final double REST = Math.sqrt(1 - R * R);

  private static double phi(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** P(U <= 0 | V = v). */
  private static double below(double v) {
    return NORMAL.cumulativeProbability(-R * v / REST);
  }

  private static double integral(DoubleUnaryOperator f, double from, double to) {
    int steps = 2000;
    double h = (to - from) / steps;
    double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
    for (int i = 1; i < steps; i++) {
      sum += f.applyAsDouble(from + i * h) * (i % 2 == 0 ? 2 : 4);
    }
    return sum * h / 3;
  }

  private static double density(double u, double v) {
    return phi(v) * phi((u - R * v) / REST) / REST;
  }

  private static double xLogX(double x, double of) {
    return x <= 0 ? 0 : x * Math.log(x / of);
  }

  /** Where both are above 0, the logarithm of the density's ratio. */
  private static double bothNumbers(double lowestV) {
    return integral(
        v ->
            integral(
                u -> {
                  double p = density(u, v);
                  return p <= 0 ? 0 : p * Math.log(p / (phi(u) * phi(v)));
                },
                0,
                8),
        lowestV,
        8);
  }

  private static double reluAndNumber() {
    double atZero = integral(v -> phi(v) * xLogX(below(v), 0.5), -8, 8);
    return atZero + bothNumbers(-8);
  }

  private static double reluAndRelu() {
    double corner = 0.25 + Math.asin(R) / (2 * Math.PI);
    double edge = integral(v -> phi(v) * xLogX(below(v), 0.5), 0, 8);
    return corner * Math.log(corner / 0.25) + 2 * edge + bothNumbers(0);
  }

  private static double signAndNumber() {
    return integral(v -> phi(v) * (xLogX(below(v), 0.5) + xLogX(1 - below(v), 0.5)), -8, 8);
  }

  private static Values[] sample(Kept kept, int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      double u = random.nextGaussian();
      a[i] = kept.first(u);
      b[i] = kept.second(R * u + REST * random.nextGaussian());
    }
    return new Values[] {Values.ofSeries(a), Values.ofSeries(b)};
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void informationOfNumbersThatRepeatIsThatOfTheirDistribution(Kept kept) {
    for (Kraskov.Algorithm algorithm : Kraskov.Algorithm.values()) {
      double sum = 0;
      for (int run = 0; run < 5; run++) {
        Values[] both = sample(kept, SAMPLES, run);
        sum +=
            MutualInformation.between(both[0], both[1])
                .with(ContinuousEstimator.kraskov(4).algorithm(algorithm))
                .against(Null.globalShuffle(0, 1))
                .estimate()
                .nats();
      }
      assertThat(sum / 5).as("%s", algorithm).isCloseTo(kept.nats(), within(0.03));
    }
  }

  @Test
  void transferEntropyOfHalfZeroUnitsIsNearThatOfNumbersWithNoise() {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = new double[SAMPLES];
    double[] y = new double[SAMPLES];
    for (int t = 0; t < SAMPLES; t++) {
      x[t] = Math.max(0, random.nextGaussian());
      y[t] = t == 0 ? 0 : Math.max(0, 0.8 * x[t - 1] - 0.3 + 0.5 * random.nextGaussian());
    }
    ContinuousInformation<?> te =
        TransferEntropy.of(Values.ofSeries(x), Values.ofSeries(y), Embedding.oneStep())
            .against(Null.globalShuffle(0, 1));
    Estimate tied = te.estimate();
    Estimate noisy = te.with(ContinuousEstimator.kraskov(4).withNoise(1e-8, 1)).estimate();
    assertThat(tied.nats()).isCloseTo(noisy.nats(), within(0.03));
    assertThat(tied.warnings())
        .extracting(Warning::words)
        .singleElement()
        .asString()
        .matches("ties: 5\\d\\.\\d % of the values of a unit repeat; .*");
    assertThat(noisy.warnings()).isEmpty();
  }

  @Test
  void numbersOfAnySizeGiveTheSameValue() {
    SplittableRandom random = new SplittableRandom(2);
    double[] a = random.doubles(500).toArray();
    double[] b = new double[500];
    for (int i = 0; i < 500; i++) {
      b[i] = a[i] + random.nextDouble();
    }
    for (ContinuousEstimator estimator :
        new ContinuousEstimator[] {
          ContinuousEstimator.kraskov(4),
          ContinuousEstimator.kraskov(4).standardized(),
          ContinuousEstimator.gaussian(),
          ContinuousEstimator.gaussianCopula()
        }) {
      double plain = scaled(a, b, 1, estimator);
      assertThat(plain).isGreaterThan(0.1);
      for (double scale : new double[] {0x1p1000, 0x1p-1000, 1e300, 1e-300}) {
        assertThat(scaled(a, b, scale, estimator))
            .as("%s times %s", estimator, scale)
            .isCloseTo(plain, within(1e-9));
      }
    }
  }

  private static double scaled(double[] a, double[] b, double scale, ContinuousEstimator how) {
    double[] x = new double[a.length];
    double[] y = new double[a.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = a[i] * scale;
      y[i] = b[i] * scale;
    }
    return MutualInformation.between(Values.ofSeries(x), Values.ofSeries(y))
        .with(how)
        .against(Null.globalShuffle(0, 1))
        .estimate()
        .nats();
  }

  @Test
  void unitThatVariesMuchMoreThanAnotherHidesNothing() {
    SplittableRandom random = new SplittableRandom(4);
    double[] x = new double[1000];
    double[] y = new double[1000];
    double[] z = new double[1000];
    for (int t = 0; t < 1000; t++) {
      x[t] = random.nextGaussian();
      y[t] = t == 0 ? 0 : 0.5 * y[t - 1] + x[t - 1] + random.nextGaussian();
      z[t] = 1e300 * x[t];
    }
    ContinuousInformation<?> near =
        TransferEntropy.of(Values.ofSeries(x), Values.ofSeries(y), Embedding.oneStep())
            .against(Null.none());
    ContinuousInformation<?> far =
        TransferEntropy.of(Values.ofSeries(z), Values.ofSeries(y), Embedding.oneStep())
            .against(Null.none());
    Estimate scaled = far.estimate();
    assertThat(scaled.nats())
        .isCloseTo(
            near.with(ContinuousEstimator.kraskov(4).standardized()).estimate().nats(),
            within(1e-9))
        .isGreaterThan(0.25);
    assertThat(scaled.warnings())
        .extracting(Warning::words)
        .singleElement()
        .asString()
        .matches(
            "scales: one dimension varies \\d\\.\\d+e\\+299 times as much as another; standardized first");
    assertThat(near.estimate().warnings()).isEmpty();
    PairwiseKraskovTransferEntropy pairs =
        PairwiseKraskovTransferEntropy.between(
            Values.ofSeries(x, z),
            Values.ofSeries(y),
            Embedding.oneStep(),
            ContinuousEstimator.kraskov(4));
    assertThat(pairs.get(0, 0).nats()).isEqualTo(near.estimate().nats());
    assertThat(pairs.get(1, 0).nats()).isEqualTo(scaled.nats());
  }

  @Test
  void constantUnitsShareNothing() {
    SplittableRandom random = new SplittableRandom(6);
    Values live = Values.ofSeries(random.doubles(200).toArray());
    Values dead = Values.ofSeries(new double[200]);
    for (Kraskov.Algorithm algorithm : Kraskov.Algorithm.values()) {
      Kraskov how = ContinuousEstimator.kraskov(4).algorithm(algorithm);
      for (Values[] pair : new Values[][] {{dead, dead}, {dead, live}, {live, dead}}) {
        assertThat(nats(MutualInformation.between(pair[0], pair[1]), how)).isZero();
        assertThat(nats(TransferEntropy.of(pair[0], pair[1], Embedding.oneStep()), how)).isZero();
      }
      assertThat(
              PairwiseKraskovTransferEntropy.between(dead, dead, Embedding.oneStep(), how)
                  .meanNats())
          .isZero();
    }
  }

  private static double nats(ContinuousInformation<?> information, Kraskov how) {
    return information.with(how).against(Null.none()).estimate().nats();
  }

  @Test
  void onePairOfEqualNumbersChangesLittle() {
    SplittableRandom random = new SplittableRandom(7);
    double[] x = random.doubles(1000).toArray();
    double[] y = new double[1000];
    for (int i = 0; i < 1000; i++) {
      y[i] = x[i] + random.nextDouble();
    }
    Kraskov two = ContinuousEstimator.kraskov(4).algorithm(Kraskov.Algorithm.TWO);
    double before = nats(MutualInformation.between(Values.ofSeries(x), Values.ofSeries(y)), two);
    x[1] = x[0];
    assertThat(nats(MutualInformation.between(Values.ofSeries(x), Values.ofSeries(y)), two))
        .isCloseTo(before, within(0.01));
  }
}
