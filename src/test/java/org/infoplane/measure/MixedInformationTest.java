package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.testing.RealSeries.gaussian;
import static org.infoplane.testing.RealSeries.rounded;
import static org.infoplane.testing.RealSeries.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixedInformationTest {

  /**
   * scikit-learn 1.9.1, {@code _compute_mi_cd}; one label of the 60 occurs once. (With 9 neighbours
   * and more it goes by distances rounded in another way, and counts the k-th neighbour at times.)
   */
  @ParameterizedTest
  @CsvSource({"1,0.5238512293081901", "3,0.44163381081304287", "8,0.31232572548027493"})
  void equalsScikitLearn(int neighbours, double nats) {
    int[] labels = new int[60];
    double[] points = new double[60];
    for (int i = 0; i < 60; i++) {
      labels[i] = i == 59 ? 7 : i % 3;
      points[i] = Math.sin(i * i * 0.37) + 0.7 * (i % 3);
    }
    assertThat(nats(labels, rows(new double[][] {points}), neighbours))
        .isCloseTo(nats, within(1e-12));
  }

  private static double nats(int[] labels, Values points, int neighbours) {
    return MixedInformation.between(Partition.of(labels), points)
        .neighbours(neighbours)
        .against(Null.globalShuffle(0, 0))
        .estimate()
        .nats();
  }

  /** By comparing all pairs. */
  private static double slow(int[] labels, double[][] columns, int neighbours) {
    int[] kept =
        IntStream.range(0, labels.length)
            .filter(i -> Arrays.stream(labels).filter(l -> l == labels[i]).count() > 1)
            .toArray();
    double sum = 0;
    for (int i : kept) {
      double[] all = Arrays.stream(kept).mapToDouble(j -> far(columns, i, j)).sorted().toArray();
      double[] own =
          Arrays.stream(kept)
              .filter(j -> labels[j] == labels[i])
              .mapToDouble(j -> far(columns, i, j))
              .sorted()
              .toArray();
      int k = Math.min(neighbours, own.length - 1);
      double reach = own[k];
      long m = Arrays.stream(all).filter(d -> reach == 0 ? d == 0 : d < reach).count();
      long near = reach == 0 ? Arrays.stream(own).filter(d -> d == 0).count() : k;
      sum += psi(kept.length) + psi(near) - psi(own.length) - psi(m);
    }
    return sum / kept.length;
  }

  private static double psi(long m) {
    return LongStream.range(1, m).mapToDouble(j -> 1.0 / j).sum() - 0.5772156649015329;
  }

  private static double far(double[][] columns, int i, int j) {
    return Arrays.stream(columns).mapToDouble(x -> Math.abs(x[i] - x[j])).max().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,3", "2,3", "3,5", "4,500"})
  void equalsTheComparisonOfAllPairs(int dimensions, int neighbours) {
    int[] labels = new Random(3).ints(200, 0, 4).toArray();
    labels[17] = 99;
    double[][] smooth = gaussian(dimensions, dimensions, 200);
    for (int i = 0; i < 200; i++) {
      smooth[0][i] += labels[i];
    }
    for (double[][] columns : List.of(smooth, rounded(smooth, 0.5), rounded(smooth, 2))) {
      assertThat(nats(labels, rows(columns), neighbours))
          .isCloseTo(slow(labels, columns, neighbours), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"2,0.33683082", "4,0.63272019"})
  void findsTheInformationOfAShiftedGaussian(double shift, double nats) {
    int n = 20_000;
    Random random = new Random(5);
    int[] labels = random.ints(n, 0, 2).toArray();
    double[] points =
        Arrays.stream(labels).mapToDouble(l -> shift * l + random.nextGaussian()).toArray();
    // Standard error 0.0043 at shift 2, 0.0018 at shift 4, over 20 seeds.
    assertThat(nats(labels, rows(new double[][] {points}), 3)).isCloseTo(nats, within(0.015));
  }

  @Test
  void copyOfTheLabelTellsTheLabel() {
    // psi(4) - psi(2): no rest of a plug-in logarithm.
    assertThat(nats(new int[] {1, 0, 1, 0}, Values.ofRows(new double[][] {{5}, {6}, {5}, {6}}), 3))
        .isCloseTo(1 / 2.0 + 1 / 3.0, within(1e-14));
  }

  @Test
  void constantAndSingleLabelTellNothing() {
    assertThat(nats(new int[] {1, 0, 1, 0, 0}, Values.ofRows(new double[5][2]), 3))
        .isCloseTo(0, within(1e-14));
    assertThat(nats(new int[50], rows(gaussian(1, 2, 50)), 3)).isCloseTo(0, within(1e-14));
  }

  @Test
  void labelThatOccursOnceIsLeftOut() {
    double[][] columns = gaussian(2, 1, 9);
    int[] labels = {0, 1, 0, 1, 1, 0, 0, 1, 5};
    assertThat(nats(labels, rows(columns), 2))
        .isEqualTo(
            nats(Arrays.copyOf(labels, 8), rows(new double[][] {Arrays.copyOf(columns[0], 8)}), 2));
  }

  @Test
  void whatWasLeftOutIsSaid() {
    Partition y = Partition.of(1, 1, 1, 1, 2, 2, 3);
    Values t = Values.ofRows(new double[][] {{1}, {1}, {2}, {3}, {4}, {5}, {6}});
    Estimate e = MixedInformation.between(y, t).estimate();
    assertThat(e.samples()).isEqualTo(6);
    assertThat(e.warnings())
        .extracting(Warning::words)
        .containsExactly(
            "1 of 7 samples left out: their label occurs once",
            "some labels have fewer than 3 neighbours",
            "ties: 28.6 % of the values of a unit repeat; they are treated as atoms of the distribution");
    Values two =
        Values.ofRows(new double[][] {{1, 0}, {7, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {6, 0}});
    assertThat(
            MixedInformation.between(Partition.of(1, 1, 1, 1, 2, 2, 2), two)
                .neighbours(2)
                .estimate()
                .warnings())
        .extracting(Warning::words)
        .containsExactly("second: 1 of 2 dimensions constant");
  }

  @Test
  void nullThatMeansNothingForLabelsIsRefused() {
    MixedInformation info =
        MixedInformation.between(Partition.of(1, 1, 2, 2), rows(gaussian(1, 1, 4)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> info.against(Null.withinBatch(1, 1)))
        .withMessageContaining("needs mini-batches");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> info.against(Null.globalShuffle(1, 1).jointly()))
        .withMessageContaining("Use the null without jointly()");
  }

  @Test
  void nullShufflesTheLabels() {
    int[] labels = new Random(3).ints(120, 0, 3).toArray();
    double[][] columns = gaussian(2, 1, 120);
    Partition y = Partition.of(labels);
    Values t = rows(columns);
    Surrogates shuffles = Null.globalShuffle(19, 4);
    Estimate e = MixedInformation.between(y, t).against(shuffles).estimate();
    Significance expected =
        shuffles.test(
            e.nats(),
            Segments.whole(),
            120,
            order -> nats(Arrays.stream(order).map(i -> labels[i]).toArray(), t, 3));
    assertThat(e.significance().nullMean()).isEqualTo(expected.nullMean());
    assertThat(e.pValue()).isEqualTo(expected.pValue());
    assertThat(e.toString())
        .matches(
            ".* bits \\(n = 120, null .*, p = .* by global shuffle x 19, seed 4, nearest neighbours, k = 3\\)");
  }

  @Test
  void badInputIsNamed() {
    Values two = Values.ofRows(new double[][] {{1}, {2}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nats(new int[2], two, 0))
        .withMessageContainingAll("neighbours must be at least 1", "got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nats(new int[3], two, 1))
        .withMessageContainingAll("labels and points", "got 3 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nats(new int[] {1, 2}, two, 1))
        .withMessageContainingAll("No label occurs at least twice", "samples: 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nats(new int[1], Values.ofRows(new float[0], 1), 1))
        .withMessageContaining("got 1 and 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                nats(
                    new int[2], Values.ofRows(new double[][] {{1}, {Double.NEGATIVE_INFINITY}}), 1))
        .withMessageContaining("Unit 0 is -Infinity at sample 1");
  }
}
