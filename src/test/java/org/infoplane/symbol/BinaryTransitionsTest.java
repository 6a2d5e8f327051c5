package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicInteger;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTransitionsTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 63, 64, 65, 66, 128, 129, 130, 1001})
  void everyPairEqualsThePlainCounts(int samples) {
    int[][] source = Series.random(samples, 4, samples, 2);
    int[][] target = Series.random(samples + 1L, 3, samples, 2);
    source[1] = new int[samples]; // constant units
    java.util.Arrays.fill(target[2], 1);
    Symbols x = Series.binary(source);
    Symbols y = Series.binary(target);
    AtomicInteger pairs = new AtomicInteger();
    BinaryTransitions.count(
        x,
        y,
        (i, j, counts) -> {
          int[] plain = new int[8];
          for (int t = 1; t < samples; t++) {
            plain[target[j][t] * 4 + target[j][t - 1] * 2 + source[i][t - 1]]++;
          }
          assertThat(counts).isEqualTo(plain);
          pairs.incrementAndGet();
        });
    assertThat(pairs).hasValue(12);
  }

  @Test
  void badInputIsNamed() {
    Symbols two = Series.binary(new int[] {0, 1, 1});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                BinaryTransitions.count(
                    two, Symbols.of(3, new int[] {0, 1, 2}), (i, j, counts) -> {}))
        .withMessageContaining("alphabets 2 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                BinaryTransitions.count(two, Series.binary(new int[] {0, 1}), (i, j, counts) -> {}))
        .withMessage("The source has 3 samples, the target 2. Pass series of the same time axis.");
    Symbols one = Series.binary(new int[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryTransitions.count(one, one, (i, j, counts) -> {}))
        .withMessageContaining("1 sample");
  }
}
