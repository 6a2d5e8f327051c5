package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.testing.RealSeries.gaussian;
import static org.infoplane.testing.RealSeries.layer;
import static org.infoplane.testing.RealSeries.rows;

import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;

class KernelDensityBoundsTest {

  private static Values line(double... values) {
    return rows(new double[][] {values});
  }

  @Test
  void equalsOtherToolsOnThreePoints() {
    KernelDensityBounds bounds = KernelDensityBounds.of(line(0, 1, 3), 0.5);
    assertThat(bounds.upper().nats()).isCloseTo(0.8792170702626381, within(1e-14));
    assertThat(bounds.lower().nats()).isCloseTo(0.5036402217414043, within(1e-14));
  }

  @Test
  void equalsOtherToolsOnTheDeterministicLayer() {
    KernelDensityBounds bounds = KernelDensityBounds.of(layer(), 0.1);
    assertThat(bounds.upper().nats()).isCloseTo(4.4920684134, within(1e-10));
    assertThat(bounds.lower().nats()).isCloseTo(2.5394144164, within(1e-10));
  }

  @Test
  void twoPointsAreAClosedForm() {
    KernelDensityBounds bounds =
        KernelDensityBounds.of(Values.ofRows(new double[][] {{0, 0}, {3, 4}}), 2);
    assertThat(bounds.upper().nats())
        .isCloseTo(-Math.log((1 + Math.exp(-6.25)) / 2), within(1e-15));
    assertThat(bounds.lower().nats())
        .isCloseTo(-Math.log((1 + Math.exp(-1.5625)) / 2), within(1e-15));
  }

  @Test
  void equalSamplesTellNothingAndFarOnesTellEverything() {
    assertThat(KernelDensityBounds.of(line(2, 2, 2), 1).upper().nats()).isCloseTo(0, within(1e-15));
    KernelDensityBounds far = KernelDensityBounds.of(line(0, 1e200, -1e200, 1e100), 1);
    assertThat(far.upper().nats()).isCloseTo(Math.log(4), within(1e-15));
    assertThat(far.lower().nats()).isCloseTo(Math.log(4), within(1e-15));
  }

  @Test
  void labelsThatTheLayerSeparatesAreKnown() {
    KernelDensityBounds.OfLabels known =
        KernelDensityBounds.of(line(0, 1000, 0, 1000, 0, 1000, 0, 1000), 0.1)
            .labels(Partition.of(new int[] {7, -1, 7, -1, 7, -1, 7, -1}))
            .against(Null.none());
    assertThat(known.upper().nats()).isCloseTo(Math.log(2), within(1e-14));
    assertThat(known.lower().nats()).isCloseTo(Math.log(2), within(1e-14));
  }

  @Test
  void oneLabelTellsNothingAndOneForEachSampleTellsTheLayer() {
    KernelDensityBounds bounds = KernelDensityBounds.of(line(0, 1, 3), 0.5);
    KernelDensityBounds.OfLabels one =
        bounds.labels(Partition.of(new int[] {4, 4, 4})).against(Null.none());
    assertThat(one.upper().nats()).isZero();
    assertThat(one.lower().nats()).isZero();
    assertThat(bounds.labels(Partition.of(new int[] {1, 2, 3})).against(Null.none()).upper().nats())
        .isEqualTo(bounds.upper().nats());
    assertThat(bounds.labels(Partition.of(new int[] {1, 2, 3})).against(Null.none()).lower().nats())
        .isEqualTo(bounds.lower().nats());
  }

  private static double slow(double[][] t, double variance) {
    double sum = 0;
    for (double[] ti : t) {
      double mean = 0;
      for (double[] tj : t) {
        double squared = 0;
        for (int d = 0; d < ti.length; d++) {
          squared += Math.pow(ti[d] - tj[d], 2);
        }
        mean += Math.exp(-squared / (2 * variance)) / t.length;
      }
      sum -= Math.log(mean) / t.length;
    }
    return sum;
  }

  private static double[][] table(Values values, int... samples) {
    return IntStream.of(samples)
        .mapToObj(i -> IntStream.range(0, 3).mapToDouble(d -> values.get(i, d)).toArray())
        .toArray(double[][]::new);
  }

  @Test
  void labelsEqualTheBoundOfAllMinusThoseOfEachLabel() {
    Values values = rows(gaussian(1, 3, 6));
    double v = 0.7;
    KernelDensityBounds.OfLabels about =
        KernelDensityBounds.of(values, v)
            .labels(Partition.of(new int[] {1, 1, 0, 1, 0, 1}))
            .against(Null.none());
    double[][] all = table(values, 0, 1, 2, 3, 4, 5);
    double[][] ones = table(values, 0, 1, 3, 5);
    double[][] zeros = table(values, 2, 4);
    assertThat(about.upper().nats())
        .isCloseTo(
            slow(all, v) - 4 / 6.0 * slow(ones, v) - 2 / 6.0 * slow(zeros, v), within(1e-14));
    assertThat(about.lower().nats())
        .isCloseTo(
            slow(all, 4 * v) - 4 / 6.0 * slow(ones, 4 * v) - 2 / 6.0 * slow(zeros, 4 * v),
            within(1e-14));
  }

  @Test
  void nullOfLabelsShufflesThem() {
    int[] labels = new java.util.Random(3).ints(60, 0, 3).toArray();
    KernelDensityBounds bounds = KernelDensityBounds.of(rows(gaussian(1, 2, 60)), 0.5);
    Surrogates shuffles = Null.globalShuffle(9, 4);
    KernelDensityBounds.OfLabels known = bounds.labels(Partition.of(labels)).against(shuffles);
    for (boolean upper : new boolean[] {true, false}) {
      Estimate e = upper ? known.upper() : known.lower();
      Significance expected =
          shuffles.test(
              e.nats(),
              Segments.whole(),
              60,
              order -> {
                Partition moved = Partition.of(IntStream.of(order).map(i -> labels[i]).toArray());
                KernelDensityBounds.OfLabels of = bounds.labels(moved).against(Null.none());
                return (upper ? of.upper() : of.lower()).nats();
              });
      assertThat(e.significance().nullMean()).isCloseTo(expected.nullMean(), within(1e-14));
      assertThat(e.pValue()).isEqualTo(expected.pValue());
      assertThat(e.nullModel()).isEqualTo("global shuffle x 9, seed 4");
    }
    assertThat(bounds.upper().toString())
        .endsWith("bits (n = 60, kernel density, upper bound, noise variance 0.5)");
    assertThat(bounds.lower().estimator()).contains("lower bound");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bounds.labels(Partition.of(labels)).against(shuffles.jointly()))
        .withMessageContaining("Use the null without jointly()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bounds.labels(Partition.of(labels)).against(Null.withinBatch(1, 1)))
        .withMessageContaining("needs mini-batches");
  }

  @Test
  void badInputIsNamed() {
    for (double variance : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> KernelDensityBounds.of(line(1, 2), variance))
          .withMessageContainingAll("noiseVariance", "finite and above 0", "got " + variance);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                KernelDensityBounds.of(Values.ofRows(new double[][] {{1, 2}, {3, Double.NaN}}), 1))
        .withMessageContaining("Unit 1 is NaN at sample 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDensityBounds.of(line(1, Double.POSITIVE_INFINITY), 1))
        .withMessageContaining("Unit 0 is Infinity at sample 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDensityBounds.of(Values.ofRows(new float[0], 3), 1))
        .withMessageContainingAll("at least 1", "got 0 x 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDensityBounds.of(Values.ofRows(new double[2][0]), 1))
        .withMessageContaining("got 2 x 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelDensityBounds.of(line(1, 2), 1).labels(Partition.of(new int[3])))
        .withMessageContainingAll("labels", "2 samples", "got 3");
  }
}
