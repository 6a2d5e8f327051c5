package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.testing.RealSeries.columns;
import static org.infoplane.testing.RealSeries.coupled;
import static org.infoplane.testing.RealSeries.embedded;
import static org.infoplane.testing.RealSeries.gaussian;
import static org.infoplane.testing.RealSeries.mix;
import static org.infoplane.testing.RealSeries.none;
import static org.infoplane.testing.RealSeries.rounded;
import static org.infoplane.testing.RealSeries.times;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.infoplane.measure.Kraskov.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KraskovTest {

  private static final Kraskov FOUR = ContinuousEstimator.kraskov(4);

  /** The table of {@link Kraskov}'s javadoc, by comparing all pairs. */
  private static double slow(Kraskov how, double[][] a, double[][] b, double[][] c, int[] times) {
    int n = a[0].length;
    int k = how.neighbours();
    double[][] all = Columns.join(a, b, c);
    boolean repeats =
        Arrays.stream(all).anyMatch(x -> Arrays.stream(x).distinct().count() < x.length);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      int at = i;
      int[] others =
          IntStream.range(0, n)
              .filter(
                  j ->
                      j != at
                          && (how.theilerWindow() == 0
                              || Math.abs(times[j] - times[at]) > how.theilerWindow()))
              .toArray();
      int[] near =
          Arrays.stream(others)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingDouble(j -> far(all, at, j))
                      .thenComparingInt(j -> j))
              .mapToInt(j -> j)
              .limit(k)
              .toArray();
      double all1 = far(all, at, near[k - 1]);
      int within = count(others, j -> far(all, at, j) <= all1);
      if (repeats && (within != k || all1 == 0)) {
        int na = count(others, j -> far(a, at, j) <= all1 && far(c, at, j) <= all1);
        int nb = count(others, j -> far(b, at, j) <= all1 && far(c, at, j) <= all1);
        sum += psi(within) + psi(count(others, j -> far(c, at, j) <= all1)) - psi(na) - psi(nb);
      } else if (how.algorithm() == Algorithm.ONE
          || Arrays.stream(all).anyMatch(x -> count(x, x[at]) > 1 && count(x, x[at]) < n)) {
        double na = psi(1 + count(others, j -> far(a, at, j) < all1 && far(c, at, j) < all1));
        double nb = psi(1 + count(others, j -> far(b, at, j) < all1 && far(c, at, j) < all1));
        double nc = psi(1 + count(others, j -> c.length == 0 || far(c, at, j) < all1));
        sum += psi(k) + nc - na - nb;
      } else {
        double ra = Arrays.stream(near).mapToDouble(j -> far(a, at, j)).max().orElseThrow();
        double rb = Arrays.stream(near).mapToDouble(j -> far(b, at, j)).max().orElseThrow();
        double rc = Arrays.stream(near).mapToDouble(j -> far(c, at, j)).max().orElseThrow();
        int na = count(others, j -> far(a, at, j) <= ra && far(c, at, j) <= rc);
        int nb = count(others, j -> far(b, at, j) <= rb && far(c, at, j) <= rc);
        int nc = count(others, j -> far(c, at, j) <= rc);
        sum +=
            c.length == 0
                ? psi(k) - 1.0 / k + psi(others.length + 1) - psi(na) - psi(nb)
                : psi(k) - 2.0 / k + psi(nc) - psi(na) + 1.0 / na - psi(nb) + 1.0 / nb;
      }
    }
    return sum / n;
  }

  private static int count(int[] others, IntPredicate which) {
    return (int) Arrays.stream(others).filter(which).count();
  }

  private static int count(double[] column, double value) {
    return (int) Arrays.stream(column).filter(x -> x == value).count();
  }

  private static double far(double[][] columns, int i, int j) {
    return Arrays.stream(columns).mapToDouble(x -> Math.abs(x[i] - x[j])).max().orElse(0);
  }

  private static double psi(int m) {
    return IntStream.range(1, m).mapToDouble(j -> 1.0 / j).sum() - 0.5772156649015329;
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,0,1,0",
    "1,1,1,4,0",
    "2,1,1,3,0",
    "1,2,2,4,0",
    "2,3,0,4,0",
    "1,1,0,4,5",
    "1,1,1,4,5",
    "2,2,1,7,1",
    "1,1,3,2,20"
  })
  void equalsTheComparisonOfAllPairs(int a, int b, int c, int k, int window) {
    double[][] all = gaussian(a * 1000 + b * 100 + c * 10 + k, a + b + c, 150);
    all[a] = mix(0.8, all[a], 0.6, all[0]);
    int[] times = new Random(k).ints(150, -40, 200).toArray();
    for (double[][] points : List.of(all, rounded(all, 0.25), rounded(all, 1))) {
      double[][] x = Arrays.copyOf(points, a);
      double[][] y = Arrays.copyOfRange(points, a, a + b);
      double[][] z = Arrays.copyOfRange(points, a + b, a + b + c);
      for (Algorithm algorithm : Algorithm.values()) {
        Kraskov how = ContinuousEstimator.kraskov(k).algorithm(algorithm).theiler(window);
        assertThat(how.information(x, y, z, times))
            .isCloseTo(slow(how, x, y, z, times), within(1e-12));
      }
    }
  }

  @Test
  void transferEntropyEqualsOtherToolsOnD3() {
    double[][] d3 = coupled(123, 1000);
    double[][][] te = embedded(d3[0], d3[1]);
    assertThat(FOUR.information(te[0], te[1], te[2], times(999)))
        .isCloseTo(0.1627396024, within(1e-10));
    assertThat(FOUR.standardized().information(te[0], te[1], te[2], times(999)))
        .isCloseTo(0.1581277453, within(1e-10));
  }

  /** The pairing of the golden value is x[i] with y[i] of the same time, all 1000. */
  @Test
  void informationEqualsOtherToolsOnD3() {
    double[][] d3 = coupled(123, 1000);
    assertThat(FOUR.information(columns(d3[0]), columns(d3[1]), none(), times(1000)))
        .isCloseTo(-0.0373665896, within(1e-10));
  }

  @Test
  void fivePointsEqualOtherTools() {
    double[][] a = columns(new double[] {1.04, 1.23, 0.92, 1.1, 1.34});
    double[][] b = columns(new double[] {1.3, 1.1, 0.9, 1.2, 1.0});
    assertThat(ContinuousEstimator.kraskov(3).information(a, b, none(), times(5)))
        .isCloseTo(0.11666666666666678, within(1e-14));
  }

  @Test
  void twoPointsAreEnoughForOneNeighbour() {
    // Nothing is nearer: psi(1) + psi(2) - 2 psi(1).
    double[][] two = {{3, 5}};
    assertThat(ContinuousEstimator.kraskov(1).information(two, two, none(), times(2)))
        .isCloseTo(1, within(1e-15));
  }

  @Test
  void findsTheInformationOfCorrelatedGaussians() {
    double one = 0;
    double two = 0;
    for (int s = 0; s < 10; s++) {
      double[][] e = gaussian(s, 2, 2000);
      double[][] b = columns(mix(0.9, e[0], Math.sqrt(0.19), e[1]));
      one += FOUR.information(columns(e[0]), b, none(), times(2000)) / 10;
      two += FOUR.algorithm(Algorithm.TWO).information(columns(e[0]), b, none(), times(2000)) / 10;
    }
    // Standard deviation of one value 0.026, standard error of the mean of ten 0.008; bias 0.008.
    assertThat(one).isCloseTo(0.830365603, within(0.025));
    assertThat(two).isCloseTo(0.830365603, within(0.025));
  }

  @Test
  void findsNothingInIndependentSamples() {
    double mi = 0;
    double cmi = 0;
    for (int s = 0; s < 50; s++) {
      double[][] e = gaussian(100 + s, 3, 300);
      mi += FOUR.information(columns(e[0]), columns(e[1]), none(), times(300)) / 50;
      cmi += FOUR.information(columns(e[0]), columns(e[1]), columns(e[2]), times(300)) / 50;
    }
    // Standard deviation of one value 0.031, standard error of the mean of fifty 0.0044.
    assertThat(mi).isCloseTo(0, within(0.02));
    assertThat(cmi).isCloseTo(0, within(0.02));
  }

  @Test
  void isSymmetricToTheLastBit() {
    double[][] e = gaussian(3, 4, 200);
    double[][] a = columns(e[0], e[1]);
    double[][] b = columns(mix(1, e[0], 1, e[2]));
    double[][] c = columns(e[3]);
    for (Algorithm algorithm : Algorithm.values()) {
      Kraskov how = FOUR.algorithm(algorithm);
      assertThat(how.information(a, b, c, times(200)))
          .isEqualTo(how.information(b, a, c, times(200)));
      assertThat(how.information(a, b, none(), times(200)))
          .isEqualTo(how.information(b, a, none(), times(200)));
    }
  }

  @Test
  void constantTellsNothing() {
    double[][] b = gaussian(4, 1, 50);
    assertThat(FOUR.information(columns(new double[50]), b, none(), times(50)))
        .isCloseTo(0, within(1e-14));
    assertThat(FOUR.standardized().information(columns(new double[50]), b, none(), times(50)))
        .isCloseTo(0, within(1e-14));
  }

  @Test
  void standardizedDoesNotDependOnUnits() {
    double[][] e = gaussian(5, 2, 100);
    double[][] a = columns(e[0]);
    double[][] b = columns(mix(1, e[0], 1, e[1]));
    double[][] scaled = columns(Arrays.stream(b[0]).map(x -> 1024 * x).toArray());
    double[][] scores = columns(Columns.standardized(b[0]));
    double expected =
        FOUR.information(columns(Columns.standardized(a[0])), scores, none(), times(100));
    assertThat(FOUR.standardized().information(a, b, none(), times(100))).isEqualTo(expected);
    assertThat(FOUR.standardized().information(a, scaled, none(), times(100))).isEqualTo(expected);
    assertThat(FOUR.information(a, scaled, none(), times(100))).isEqualTo(expected);
    double[][] wider = columns(Arrays.stream(b[0]).map(x -> 4 * x).toArray());
    assertThat(FOUR.information(a, wider, none(), times(100))).isNotEqualTo(expected);
  }

  @Test
  void scoresHaveMeanZeroAndSampleVarianceOne() {
    assertThat(Columns.standardized(new double[] {5, 7, 9})).containsExactly(-1, 0, 1);
    assertThat(Columns.standardized(new double[] {3, 3})).containsExactly(0, 0);
  }

  @Test
  void sameBitsForAnyNumberOfThreads() throws Exception {
    double[][][] te = embedded(coupled(8, 700)[0], coupled(8, 700)[1]);
    double one = inPool(1, te);
    assertThat(inPool(4, te)).isEqualTo(one);
    assertThat(FOUR.information(te[0], te[1], te[2], times(699))).isEqualTo(one);
  }

  private static double inPool(int threads, double[][][] te) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> FOUR.information(te[0], te[1], te[2], times(699))).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void noiseIsAddedInTheOrderOfTheDimensions() {
    double[][] a = {{1, 2, 3, 4, 5, 6}};
    double[][] b = {{2, 2, 3, 3, 4, 4}};
    double[][] c = {{1, 1, 1, 0, 0, 0}};
    Random random = new Random(77);
    double[][][] noisy = new double[3][1][6];
    for (int v = 0; v < 3; v++) {
      for (int i = 0; i < 6; i++) {
        noisy[v][0][i] = new double[][][] {a, b, c}[v][0][i] + 0.5 * random.nextGaussian();
      }
    }
    Kraskov one = ContinuousEstimator.kraskov(1);
    assertThat(one.withNoise(0.5, 77).information(a, b, c, times(6)))
        .isEqualTo(one.information(noisy[0], noisy[1], noisy[2], times(6)));
    assertThat(one.withNoise(0, 77).information(a, b, c, times(6)))
        .isEqualTo(one.information(a, b, c, times(6)));
    assertThat(a[0]).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void neighboursInTimeAreNoNeighboursInSpace() {
    // Two independent walks: what is near in time is near in space.
    double[] walk = gaussian(6, 1, 400)[0];
    Arrays.parallelPrefix(walk, Double::sum);
    double[][] other = gaussian(7, 1, 400);
    Arrays.parallelPrefix(other[0], Double::sum);
    double[][] a = columns(walk);
    for (int window : new int[] {1, 10, 60}) {
      Kraskov how = FOUR.theiler(window);
      assertThat(how.information(a, other, none(), times(400)))
          .isCloseTo(slow(how, a, other, none(), times(400)), within(1e-12));
    }
  }

  @Test
  void trialsFarApartInTimeAreNeighbours() {
    double[][] a = {{0, 1, 0, 1}};
    double[][] b = {{0, 1, 0, 1}};
    int[] times = {
      Integer.MIN_VALUE, Integer.MIN_VALUE + 1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE
    };
    Kraskov how = ContinuousEstimator.kraskov(1).theiler(1);
    // Two others for each, one of them at distance 0: psi(1) + psi(2) - 2 psi(1).
    assertThat(how.information(a, b, none(), times)).isCloseTo(1, within(1e-14));
  }

  @Test
  void moreNeighboursThanPointsAreAnError() {
    double[][] few = gaussian(1, 3, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FOUR.information(columns(few[0]), columns(few[1]), none(), times(4)))
        .withMessageContainingAll(
            "neighbours", "at most 3", "got 4", "4 points", "window of 0", "point 0")
        .withMessageEndingWith("Pass fewer neighbours, more points or a narrower window.");
    double[][] five = gaussian(1, 2, 5);
    assertThat(FOUR.information(columns(five[0]), columns(five[1]), none(), times(5)))
        .isCloseTo(slow(FOUR, columns(five[0]), columns(five[1]), none(), times(5)), within(1e-12));
    double[][] nine = gaussian(1, 2, 9);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FOUR.theiler(2).information(columns(nine[0]), columns(nine[1]), none(), times(8)))
        .withMessageContainingAll("times", "9 observations", "got 8");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FOUR.theiler(3).information(columns(nine[0]), columns(nine[1]), none(), times(9)))
        .withMessageContainingAll("at most 3", "Theiler window of 3", "point 2");
  }

  @Test
  void badSettingsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContinuousEstimator.kraskov(0))
        .withMessageContainingAll("neighbours", "at least 1", "got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FOUR.theiler(-1))
        .withMessageContainingAll("theilerWindow", "at least 0", "got -1");
    for (double amplitude : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FOUR.withNoise(amplitude, 1))
          .withMessageContainingAll("noise", "at least 0 and finite", "got " + amplitude);
    }
  }

  @Test
  void badInputIsNamed() {
    double[] good = {1, 2, 3, 4, 5, 6};
    double[] bad = {1, 2, 3, 4, Double.POSITIVE_INFINITY, 6};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FOUR.information(columns(good), columns(good), columns(bad), times(6)))
        .withMessage("Dimension 0 of given is Infinity at observation 4. Pass finite numbers.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FOUR.information(columns(good), none(), none(), times(6)))
        .withMessageContainingAll("a and b", "got 1 and 0");
  }

  @Test
  void hasNoAnalyticNull() {
    assertThat(FOUR.degreesOfFreedom(gaussian(1, 2, 9), gaussian(2, 2, 9), none())).isEmpty();
  }

  @Test
  void saysAllItsSettings() {
    assertThat(FOUR).hasToString("Kraskov, 4 neighbours, algorithm 1");
    Kraskov all = FOUR.withNoise(1e-8, 7).standardized().theiler(5).algorithm(Algorithm.TWO);
    assertThat(all)
        .isEqualTo(new Kraskov(4, Algorithm.TWO, 5, true, 1e-8, 7))
        .hasToString(
            "Kraskov, 4 neighbours, algorithm 2, Theiler window 5, standardized, noise 1.0E-8, seed 7");
    assertThat(FOUR.algorithm(Algorithm.TWO).theiler(5).standardized().withNoise(1e-8, 7))
        .isEqualTo(all);
  }
}
