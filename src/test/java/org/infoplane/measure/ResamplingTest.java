package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final double[] DATA = new Random(3).doubles(40).toArray();

  private static double mean(int[] kept) {
    return Arrays.stream(kept).mapToDouble(i -> DATA[i]).average().orElseThrow();
  }

  private static final double MEAN = Arrays.stream(DATA).average().orElseThrow();

  @Test
  void jackknifeOfAMeanHasItsStandardError() {
    double squares = 0;
    for (int g = 0; g < 20; g++) {
      double pair = (DATA[2 * g] + DATA[2 * g + 1]) / 2;
      squares += (pair - MEAN) * (pair - MEAN);
    }
    double error = Math.sqrt(squares / (20 * 19.0));
    Interval interval = Resampling.jackknife(20).interval(40, MEAN, ResamplingTest::mean);
    // Student's t with 19 degrees of freedom: 2.0930240544 at 97.5 %.
    assertThat(interval.lowNats()).isCloseTo(MEAN - 2.0930240544 * error, within(1e-9));
    assertThat(interval.highNats()).isCloseTo(MEAN + 2.0930240544 * error, within(1e-9));
    assertThat(interval.level()).isEqualTo(0.95);
    assertThat(interval.method()).isEqualTo("jackknife of 20 stretches");
  }

  @Test
  void jackknifeTakesTheBiasOfFirstOrderOff() {
    // The squared mean is biased by the variance of the mean; the jackknife knows that of pairs.
    Interval interval =
        Resampling.jackknife(20).interval(40, MEAN * MEAN, kept -> mean(kept) * mean(kept));
    double middle = (interval.lowNats() + interval.highNats()) / 2;
    double ofPairs = 0;
    for (int g = 0; g < 20; g++) {
      double pair = (DATA[2 * g] + DATA[2 * g + 1]) / 2;
      ofPairs += (pair - MEAN) * (pair - MEAN) / 19 / 20;
    }
    assertThat(middle).isCloseTo(MEAN * MEAN - ofPairs, within(1e-12));
  }

  @Test
  void jackknifeLeavesOutEachStretchOnce() {
    int[] leftOut = new int[11];
    Resampling.jackknife(3)
        .interval(
            11,
            0,
            kept -> {
              synchronized (leftOut) {
                boolean[] in = new boolean[11];
                Arrays.stream(kept).forEach(i -> in[i] = true);
                for (int i = 0; i < 11; i++) {
                  leftOut[i] += in[i] ? 0 : 1;
                }
              }
              return 0;
            });
    assertThat(leftOut).containsOnly(1);
  }

  @Test
  void bootstrapDrawsStretchesUntilThereAreAsManyAsBefore() {
    Resampling.bootstrap(50, 7, 1)
        .interval(
            40,
            MEAN,
            kept -> {
              assertThat(kept).hasSize(40);
              for (int i = 0; i < 40; i++) {
                assertThat(kept[i]).isBetween(0, 39);
                if (i % 7 != 0) {
                  assertThat(kept[i]).isEqualTo(kept[i - 1] + 1);
                }
              }
              return mean(kept);
            });
  }

  @Test
  void bootstrapReflectsTheQuantilesAtTheValue() {
    // Measures 0, 1, ..., 99 in some order: quantiles of Percentile are 1.525 and 97.475.
    java.util.concurrent.atomic.AtomicInteger next =
        new java.util.concurrent.atomic.AtomicInteger();
    Interval interval =
        Resampling.bootstrap(100, 1, 1).interval(40, 200, kept -> next.getAndIncrement());
    assertThat(interval.lowNats()).isCloseTo(400 - 97.475, within(1e-9));
    assertThat(interval.highNats()).isCloseTo(400 - 1.525, within(1e-9));
    assertThat(interval.level()).isEqualTo(0.95);
  }

  @Test
  void everyStretchCanBeDrawn() {
    boolean[] first = new boolean[40];
    Resampling.bootstrap(2000, 20, 1)
        .interval(
            40,
            0,
            kept -> {
              synchronized (first) {
                first[kept[0]] = true;
              }
              return 0;
            });
    for (int i = 0; i < 40; i++) {
      assertThat(first[i]).isEqualTo(i <= 20);
    }
  }

  @Test
  void sameSeedGivesTheSameInterval() {
    Interval one = Resampling.bootstrap(50, 2, 9).interval(40, MEAN, ResamplingTest::mean);
    assertThat(Resampling.bootstrap(50, 2, 9).interval(40, MEAN, ResamplingTest::mean))
        .isEqualTo(one);
    assertThat(Resampling.bootstrap(50, 2, 8).interval(40, MEAN, ResamplingTest::mean))
        .isNotEqualTo(one);
  }

  @Test
  void intervalsConvert() {
    Interval interval = new Interval(Math.log(2), Math.log(4), 0.95, "hand");
    assertThat(interval.low(Unit.BITS)).isCloseTo(1, within(1e-15));
    assertThat(interval.high(Unit.BITS)).isCloseTo(2, within(1e-15));
    assertThat(interval.high(Unit.NATS)).isEqualTo(Math.log(4));
  }

  @Test
  void resamplingsSayWhatTheyAre() {
    assertThat(Resampling.jackknife(20)).hasToString("jackknife of 20 stretches");
    assertThat(Resampling.bootstrap(50, 2, 9))
        .hasToString("bootstrap x 50, stretches of 2, seed 9");
    assertThat(Resampling.jackknife(20).repeats()).isFalse();
    assertThat(Resampling.bootstrap(50, 2, 9).repeats()).isTrue();
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.jackknife(1))
        .withMessage("Asked for a jackknife of 1 stretches. Pass at least 2.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.jackknife(10).interval(19, 0, kept -> 0))
        .withMessage(
            "Asked for a jackknife of 10 stretches of 19 observations. Pass at most 9 stretches.");
    assertThat(Resampling.jackknife(10).interval(20, 0, kept -> 0).lowNats()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.bootstrap(19, 1, 0))
        .withMessage(
            "Asked for a bootstrap of 19 resamples of stretches of 1. Pass at least 20 and 1.");
    assertThatIllegalArgumentException().isThrownBy(() -> Resampling.bootstrap(20, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.bootstrap(20, 1_500_000_000, 0).interval(10, 0, kept -> 0))
        .withMessageContaining("stretches of 1500000000 of 10 observations");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.jackknife(1_500_000_000).interval(10, 0, kept -> 0))
        .withMessageContaining("Pass at most 5 stretches");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.bootstrap(20, 6, 0).interval(11, 0, kept -> 0))
        .withMessageContaining("stretches of 6 of 11 observations. Pass stretches of at most 5");
    assertThat(Resampling.bootstrap(20, 6, 0).interval(12, 0, kept -> 0).lowNats()).isZero();
  }
}
