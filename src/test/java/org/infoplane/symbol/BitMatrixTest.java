package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitMatrixTest {

  @Test
  void bitOfAWordBecomesWordOfABit() {
    long[] block = new Random(1).longs(64).toArray();
    long[] turned = block.clone();
    BitMatrix.transpose(turned);
    for (int u = 0; u < 64; u++) {
      for (int i = 0; i < 64; i++) {
        assertThat(turned[i] >>> u & 1).isEqualTo(block[u] >>> i & 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "63, 2", "64, 3", "65, 2", "130, 1"})
  void rowsTurnBackIntoUnits(int units, int words) {
    long[][] bits = new long[units][];
    for (int u = 0; u < units; u++) {
      bits[u] = new Random(u).longs(words).toArray();
    }
    long[][] back = new long[units][words];
    for (int first = 0; first < units; first += 64) {
      long[] rows = BitMatrix.rows(bits, first);
      for (int u = first; u < Math.min(units, first + 64); u++) {
        for (int i = 0; i < rows.length; i++) {
          assertThat(rows[i] >>> (u - first) & 1).isEqualTo(bits[u][i >> 6] >>> i & 1);
        }
      }
      BitMatrix.units(rows, first, back);
    }
    assertThat(back).isDeepEqualTo(bits);
  }
}
