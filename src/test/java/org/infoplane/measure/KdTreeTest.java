package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.testing.RealSeries.gaussian;
import static org.infoplane.testing.RealSeries.rounded;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KdTreeTest {

  private static List<double[][]> clouds(int dimensions, int n) {
    double[][] smooth = gaussian(dimensions, dimensions, n);
    double[][] uneven = rounded(smooth, 0.5);
    uneven[dimensions - 1] = gaussian(99, 1, n)[0];
    return List.of(smooth, rounded(smooth, 0.5), uneven, new double[dimensions][n]);
  }

  private static int slowCount(double[][] columns, int middle, double[] radii) {
    return (int)
        IntStream.range(0, columns[0].length)
            .filter(
                j ->
                    IntStream.range(0, columns.length)
                        .allMatch(d -> Math.abs(columns[d][middle] - columns[d][j]) <= radii[d]))
            .count();
  }

  private static int[] slowNearest(double[][] columns, int middle, int k, TimeWindow window) {
    return IntStream.range(0, columns[0].length)
        .filter(j -> !window.excludes(middle, j))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(j -> Columns.distance(columns, middle, j))
                .thenComparingInt(j -> j))
        .mapToInt(j -> j)
        .limit(k)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void countsEqualTheComparisonOfAllPairs(int dimensions) {
    Random random = new Random(1);
    for (int n : new int[] {1, 12, 13, 24, 25, 50, 300}) {
      for (double[][] columns : clouds(dimensions, n)) {
        KdTree tree = new KdTree(columns);
        BoxCounter fastest = BoxCounter.of(columns, n);
        for (int i = 0; i < n; i++) {
          double[] radii = new double[dimensions];
          // Multiples of a half meet the ties; the others are between.
          Arrays.setAll(radii, d -> random.nextInt(7) * (random.nextBoolean() ? 0.5 : 0.37));
          int expected = slowCount(columns, i, radii);
          assertThat(tree.within(i, radii)).isEqualTo(expected);
          assertThat(fastest.within(i, radii)).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void neighboursEqualThoseOfAllPairs(int dimensions) {
    for (int n : new int[] {12, 13, 25, 300}) {
      int[] times = new Random(n).ints(n, 0, n).toArray();
      for (double[][] columns : clouds(dimensions, n)) {
        KdTree tree = new KdTree(columns);
        for (TimeWindow window : List.of(TimeWindow.none(n), new TimeWindow(times, 1))) {
          for (int k : new int[] {1, 4}) {
            for (int i = 0; i < n; i++) {
              assertThat(tree.nearest(i, k, window).found)
                  .containsExactly(slowNearest(columns, i, k, window));
            }
          }
        }
      }
    }
  }

  @Test
  void allOthersAreNeighboursOfTheLastPoint() {
    double[][] columns = gaussian(6, 2, 40);
    TimeWindow window = TimeWindow.none(40);
    assertThat(new KdTree(columns).nearest(39, 39, window).found)
        .containsExactly(slowNearest(columns, 39, 39, window));
  }

  @Test
  void radiusIsInclusiveAndTheNumberBeforeItIsNot() {
    double[][] line = {{0, 1, 2, 3}};
    double[][] plane = {{0, 1, 2, 3}, {5, 5, 5, 5}};
    for (double[][] columns : List.of(line, plane)) {
      double[] radii = new double[columns.length];
      Arrays.fill(radii, 1);
      assertThat(BoxCounter.of(columns, 4).within(1, radii)).isEqualTo(3);
      Arrays.fill(radii, Math.nextDown(1.0));
      assertThat(BoxCounter.of(columns, 4).within(1, radii)).isEqualTo(1);
      Arrays.fill(radii, Math.nextDown(0.0));
      assertThat(BoxCounter.of(columns, 4).within(1, radii)).isZero();
    }
  }

  @Test
  void eachDimensionHasItsCounter() {
    assertThat(BoxCounter.of(new double[0][], 7).within(3, new double[0])).isEqualTo(7);
    assertThat(BoxCounter.of(new double[1][7], 7)).isInstanceOf(SortedLine.class);
    assertThat(BoxCounter.of(new double[2][7], 7)).isInstanceOf(KdTree.class);
  }

  @Test
  void selectionPutsTheMedianWhereSortingWould() {
    for (double[] key : List.of(gaussian(1, 1, 101)[0], rounded(gaussian(2, 1, 101), 1)[0])) {
      for (int nth = 10; nth < 91; nth++) {
        int[] order = IntStream.range(0, 101).toArray();
        Selection.select(order, key, 10, 91, nth);
        double[] sorted = Arrays.copyOfRange(key, 10, 91);
        Arrays.sort(sorted);
        double middle = key[order[nth]];
        assertThat(middle).isEqualTo(sorted[nth - 10]);
        assertThat(Arrays.stream(order, 10, nth)).allMatch(i -> key[i] <= middle);
        assertThat(Arrays.stream(order, nth, 91)).allMatch(i -> key[i] >= middle);
        assertThat(Arrays.stream(order, 10, 91).sorted().toArray())
            .containsExactly(IntStream.range(10, 91).toArray());
        assertThat(Arrays.stream(order, 0, 10).toArray())
            .containsExactly(IntStream.range(0, 10).toArray());
      }
    }
  }

  @Test
  void windowExcludesWhatIsNearInTime() {
    int[] times = {5, 100, 6, 5, 8, -3};
    TimeWindow one = new TimeWindow(times, 1);
    assertThat(excluded(one, 0)).containsExactlyInAnyOrder(0, 2, 3);
    assertThat(excluded(one, 2)).containsExactlyInAnyOrder(0, 2, 3);
    assertThat(excluded(one, 4)).containsExactly(4);
    assertThat(excluded(new TimeWindow(times, 2), 4)).containsExactlyInAnyOrder(2, 4);
    assertThat(excluded(new TimeWindow(times, 8), 5)).containsExactlyInAnyOrder(5, 0, 3);
    assertThat(excluded(new TimeWindow(times, 0), 0)).containsExactly(0);
    assertThat(one.excludes(0, 3)).isTrue();
    assertThat(new TimeWindow(times, 0).excludes(0, 3)).isFalse();
  }

  private static int[] excluded(TimeWindow window, int observation) {
    return IntStream.range(0, window.size(observation))
        .map(which -> window.excluded(observation, which))
        .toArray();
  }

  @Test
  void repeatedShareIsThatOfTheDimensionWithTheMost() {
    assertThat(Ties.repeatedShare(new double[][] {{1, 2, 1, 3}, {1, 1, 1, 1}})).isEqualTo(0.5);
    assertThat(Ties.repeatedShare(new double[][] {{1, 2, 1, 1}, {1, 2, 3, 4}})).isEqualTo(0.75);
    assertThat(Ties.repeatedShare(new double[][] {{0.0, 7, -0.0, 0.0, 8}})).isEqualTo(0.6);
    assertThat(Ties.repeatedShare(new double[][] {{4, 5}})).isZero();
    assertThat(Ties.repeated(new double[][] {{4, 5, 6}, {6, 7, 6}}))
        .containsExactly(true, false, true);
    assertThat(Ties.repeated(new double[][] {{4, 5}, {6, 6}})).containsOnly(false);
    assertThat(Ties.repeated(new double[][] {{0.0, 1, -0.0}})).containsExactly(true, false, true);
  }

  @Test
  void digammaOfWholeNumbers() {
    double[] psi = Digamma.upTo(4);
    assertThat(psi).hasSize(5);
    assertThat(psi[0]).isNaN();
    assertThat(psi[1]).isEqualTo(-0.5772156649015329);
    assertThat(psi[2]).isCloseTo(1 - 0.5772156649015329, within(1e-15));
    assertThat(psi[4]).isCloseTo(1 + 0.5 + 1 / 3.0 - 0.5772156649015329, within(1e-15));
  }
}
