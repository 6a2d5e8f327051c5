package org.infoplane.capture.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;

class ColumnBlocksTest {

  private static double expected(int sample, int unit) {
    return 100 * sample + unit;
  }

  @Test
  void everyOrderGivesTheSameNumbers() {
    SplittableRandom random = new SplittableRandom(1);
    for (int budget : new int[] {0, 20, 21, 67, 1000}) {
      Values blocks = new ColumnBlocks(Values.view(10, 7, ColumnBlocksTest::expected), budget);
      for (int i = 0; i < 5000; i++) {
        int sample = random.nextInt(10);
        int unit = random.nextInt(7);
        assertThat(blocks.get(sample, unit)).isEqualTo(expected(sample, unit));
      }
    }
  }

  @Test
  void rowsThatAreComparedAreReadAlone() {
    AtomicInteger reads = new AtomicInteger();
    Values blocks =
        new ColumnBlocks(
            Values.view(10, 7, (sample, unit) -> reads.incrementAndGet() + unit % 2), 70);
    for (int unit = 0; unit < 7; unit++) {
      for (int sample = 0; sample < 2; sample++) {
        assertThat(blocks.get(sample, unit)).isPositive();
      }
    }
    assertThat(reads).hasValue(14);
  }

  @Test
  void fileIsNotGoneThroughOnceAUnit() {
    AtomicInteger rows = new AtomicInteger();
    Values file =
        Values.view(
            10,
            7,
            (sample, unit) -> {
              rows.addAndGet(unit % 3 == 0 ? 1 : 0); // how often a block of three is begun
              return expected(sample, unit);
            });
    Values blocks = new ColumnBlocks(file, 30);
    for (int unit = 0; unit < 7; unit++) {
      for (int sample = 0; sample < 10; sample++) {
        assertThat(blocks.get(sample, unit)).isEqualTo(expected(sample, unit));
      }
    }
    assertThat(rows).hasValue(3 * 10 + 3 * 3);
  }
}
