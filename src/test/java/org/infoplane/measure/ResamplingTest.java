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
  void intervalsConvert() {
    Interval interval = new Interval(Math.log(2), Math.log(4), 0.95, "hand");
    assertThat(interval.low(Unit.BITS)).isCloseTo(1, within(1e-15));
    assertThat(interval.high(Unit.BITS)).isCloseTo(2, within(1e-15));
    assertThat(interval.high(Unit.NATS)).isEqualTo(Math.log(4));
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.jackknife(1))
        .withMessageContainingAll("groups", "at least 2", "got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.jackknife(10).interval(19, 0, kept -> 0))
        .withMessageContainingAll("observations", "at least 20", "10 stretches", "got 19");
    assertThat(Resampling.jackknife(10).interval(20, 0, kept -> 0).lowNats()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.jackknife(1_500_000_000).interval(10, 0, kept -> 0))
        .withMessageContainingAll("at least 3000000000", "got 10");
  }
}
