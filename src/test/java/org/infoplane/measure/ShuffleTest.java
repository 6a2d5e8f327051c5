package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.infoplane.symbol.Symbols;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class ShuffleTest {

  @Test
  void samplesStayInTheirBatch() {
    int[] order = new Shuffle(1, 3).order(0, new int[] {0, 10, 13}, 20);
    assertThat(Arrays.copyOfRange(order, 0, 10))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(Arrays.copyOfRange(order, 10, 13)).containsExactlyInAnyOrder(10, 11, 12);
    assertThat(Arrays.copyOfRange(order, 13, 20))
        .containsExactlyInAnyOrder(13, 14, 15, 16, 17, 18, 19);
    assertThat(order).isNotEqualTo(new Shuffle(1, 4).order(0, new int[] {0, 10, 13}, 20));
    assertThat(order).isNotEqualTo(new Shuffle(1, 3).order(1, new int[] {0, 10, 13}, 20));
    assertThat(order).isEqualTo(new Shuffle(1, 3).order(0, new int[] {0, 10, 13}, 20));
  }

  @Test
  void surrogatesAreNotOneStreamShifted() {
    int[] starts = new int[50];
    Arrays.setAll(starts, b -> 10 * b);
    Shuffle shuffle = new Shuffle(30, 3);
    for (int later = 1; later < 30; later++) {
      int[] first = shuffle.order(0, starts, 500);
      int[] other = shuffle.order(later, starts, 500);
      int same = 0;
      for (int b = 0; b + 1 < 50; b++) {
        boolean equal = true;
        for (int i = 0; i < 10; i++) {
          equal &= other[10 * b + i] + 10 == first[10 * (b + 1) + i];
        }
        same += equal ? 1 : 0;
      }
      assertThat(same).as("batches of surrogate %d that are those of 0, moved", later).isZero();
    }
  }

  @Test
  void everyOrderOfThreeComesEquallyOften() {
    int[] seen = new int[27];
    for (int s = 0; s < 6000; s++) {
      int[] o = new Shuffle(6000, 5).order(s, new int[] {0}, 3);
      seen[o[0] * 9 + o[1] * 3 + o[2]]++;
    }
    // Six orders, 1000 expected each, standard deviation 29.
    assertThat(Arrays.stream(seen).filter(n -> n > 0))
        .hasSize(6)
        .allMatch(n -> Math.abs(n - 1000) < 130);
  }

  @Test
  void pValueCountsTheObservedOne() {
    double[] values = {1, 2, 3, 4};
    int[] call = {0};
    Shuffle.Result result = new Shuffle(4, 0).test(3, new int[] {0}, 2, order -> values[call[0]++]);
    assertThat(result.mean()).isCloseTo(2.5, within(1e-15));
    assertThat(result.pValue()).isCloseTo(3 / 5.0, within(1e-15));
  }

  @Test
  void withoutSurrogatesThereIsNoNull() {
    Shuffle.Result none = new Shuffle(0, 1).test(1, new int[] {0}, 5, order -> 7);
    assertThat(none.mean()).isNaN();
    assertThat(none.pValue()).isNaN();
    assertThat(new Shuffle(0, 1)).hasToString("none");
    assertThat(new Shuffle(20, 42)).hasToString("shuffle x 20, seed 42");
  }

  /** Two units that share only a drift from batch to batch: no sample tells the next one. */
  private static double shareRejected(boolean withinBatch) {
    int batches = 20;
    int size = 50;
    int[] starts = new int[batches];
    Arrays.setAll(starts, b -> b * size);
    int rejected = 0;
    for (int run = 0; run < 200; run++) {
      SplittableRandom random = new SplittableRandom(1000 + run);
      int[] x = new int[batches * size];
      int[] y = new int[batches * size];
      for (int t = 0; t < x.length; t++) {
        int batch = t / size;
        double drift = 0.1 + 0.8 * batch / (batches - 1);
        x[t] = random.nextDouble() < drift ? 1 : 0;
        y[t] = random.nextDouble() < drift ? 1 : 0;
      }
      Symbols source = Series.binary(x);
      Symbols target = Series.binary(y);
      double observed = PairwiseTransferEntropy.between(source, target).mean();
      double p =
          new Shuffle(39, run)
              .test(
                  observed,
                  withinBatch ? starts : new int[] {0},
                  x.length,
                  o -> PairwiseTransferEntropy.between(source.reorder(o), target).mean())
              .pValue();
      rejected += p <= 0.05 ? 1 : 0;
    }
    return rejected / 200.0;
  }

  @Test
  void driftIsSignificantForTheGlobalShuffleAndNotWithinBatches() {
    assertThat(shareRejected(false)).isGreaterThan(0.95);
    assertThat(shareRejected(true)).isLessThan(0.11); // 5 % expected, standard error 1.5 %
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shuffle(-1, 0))
        .withMessageContaining("Asked for -1 shuffles");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shuffle(1, 0).order(0, new int[] {2}, 5))
        .withMessageContaining("within the batches [2]");
  }
}
