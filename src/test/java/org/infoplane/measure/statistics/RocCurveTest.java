package org.infoplane.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RocCurveTest {

  @Test
  void isTheShareOfPairsInTheRightOrder() {
    SplittableRandom random = new SplittableRandom(3);
    double[] scores = random.ints(80, -5, 6).mapToDouble(i -> i * 0.5).toArray();
    scores[3] = -0.0;
    boolean[] there = new boolean[80];
    for (int i = 0; i < 80; i++) {
      there[i] = random.nextInt(3) == 0;
    }
    double right = 0;
    int pairs = 0;
    for (int i = 0; i < 80; i++) {
      for (int j = 0; j < 80; j++) {
        if (there[i] && !there[j]) {
          right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertThat(RocCurve.area(scores, there)).isCloseTo(right / pairs, within(1e-12));
  }

  @Test
  void goesFromZeroToOne() {
    boolean[] there = {false, true, true};
    assertThat(RocCurve.area(new double[] {1, 2, 3}, there)).isEqualTo(1);
    assertThat(RocCurve.area(new double[] {3, 1, 2}, there)).isZero();
    assertThat(RocCurve.area(new double[] {2, 2, 2}, there)).isEqualTo(0.5);
  }

  @Test
  void errorsSayWhatToDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocCurve.area(new double[] {1, Double.NaN}, new boolean[] {true, false}))
        .withMessageContainingAll("got 2 (NaN: 1) and 2", "Leave out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocCurve.area(new double[] {1, 2}, new boolean[2]))
        .withMessageContainingAll("both classes", "0 positive and 2 negative");
  }
}
