package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {

  @Test
  void samplesWithTheSameSymbolsInAllUnitsAreOneGroup() {
    Partition rows = Partition.ofRows(Series.binary(Series.parse("00110"), Series.parse("01010")));
    assertThat(rows.groups()).isEqualTo(4);
    assertThat(rows.sizes()).containsExactly(2, 1, 1, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 500",
    "2, 8, 500",
    "2, 64, 90",
    "2, 130, 90",
    "3, 4, 500",
    "30, 2, 500",
    "30, 13, 90",
    "256, 9, 90",
    "300, 3, 500",
    "65536, 5, 90"
  })
  void rowsAreGroupedAsIfCompared(int alphabet, int units, int samples) {
    int[][] series = Series.random(alphabet, units, samples, alphabet);
    for (int[] one : series) {
      System.arraycopy(one, 0, one, samples / 2, samples / 4); // rows that come twice
    }
    Partition rows = Partition.ofRows(Symbols.ofSeries(alphabet, series));
    Map<List<Integer>, Integer> seen = new HashMap<>();
    for (int i = 0; i < samples; i++) {
      int sample = i;
      List<Integer> row = Arrays.stream(series).map(one -> one[sample]).toList();
      assertThat(rows.get(i)).isEqualTo(seen.computeIfAbsent(row, r -> seen.size()));
    }
    assertThat(rows.groups()).isEqualTo(seen.size());
    assertThat(rows.groups()).isLessThan(samples);
  }

  @Test
  void samplesThatAreAllToldApartStaySo() {
    Partition unique = Partition.of(3, 1, 2);
    assertThat(unique.and(Partition.of(1, 1, 2))).isSameAs(unique);
    assertThat(Partition.of(1, 1, 2).and(unique).sizes()).containsExactly(1, 1, 1);
  }

  @Test
  void andTellsWhatEitherTells() {
    Partition a = Partition.of(new int[] {5, 5, 7, 7});
    Partition b = Partition.of(new int[] {1, 2, 2, 2});
    assertThat(a.and(b).sizes()).containsExactly(1, 1, 2);
  }

  @Test
  void exactRowsTellApartWhatBinsDoNot() {
    Partition rows =
        Partition.ofDistinctRows(Values.ofRows(new double[][] {{1, 2}, {1, 2.0000001}, {1, 2}}));
    assertThat(rows.sizes()).containsExactly(2, 1);
  }

  @Test
  void distinctRowsAreNumberedAsIfCompared() {
    int[][] series = Series.random(8, 3, 2000, 12);
    Partition joint = Partition.ofRows(Symbols.ofSeries(12, series));
    Partition rows =
        Partition.ofDistinctRows(
            Values.view(
                2000, 3, (i, unit) -> series[unit][i] == 0 ? i % 2 * -0.0 : series[unit][i] / 7.0));
    assertThat(rows.groups()).isEqualTo(joint.groups());
    for (int i = 0; i < 2000; i++) {
      assertThat(rows.get(i)).isEqualTo(joint.get(i));
    }
  }

  @Test
  void reorderKeepsTheSizes() {
    Partition a = Partition.of(new int[] {0, 1, 1});
    assertThat(a.reorder(new int[] {2, 1, 0}).and(a).groups()).isEqualTo(3);
    assertThat(a.reorder(new int[] {2, 1, 0}).sizes()).containsExactly(2, 1);
  }

  @Test
  void reorderDropsGroupsThatLostAllTheirSamples() {
    Partition a = Partition.of(4, 5, 6);
    Partition two = a.reorder(new int[] {2, 2, 0});
    assertThat(two.groups()).isEqualTo(2);
    assertThat(two.get(0)).isZero();
    assertThat(two.get(2)).isEqualTo(1);
    assertThat(two.samples()).isEqualTo(3);
  }

  @Test
  void sparseNumberingEqualsTheTable() {
    int[] a = Series.random(1, 1, 3000, 3000)[0];
    int[] b = Series.random(2, 1, 3000, 3000)[0];
    int[] joint = new int[3000];
    for (int i = 0; i < 3000; i++) {
      a[i] /= 10; // 300 x 300 cells are sparse for 3000 samples
      b[i] /= 10;
      joint[i] = a[i] * 300 + b[i];
    }
    Partition both = Partition.of(a).and(Partition.of(b));
    assertThat(both.sizes()).isEqualTo(Partition.of(joint).sizes());
    for (int i = 0; i < 3000; i++) {
      assertThat(both.get(i)).isEqualTo(Partition.of(joint).get(i));
    }
  }

  @Test
  void nothingGivenChangesNothing() {
    Partition a = Partition.of(1, 2, 1);
    assertThat(a.and(Partition.trivial(3))).isSameAs(a);
    assertThat(Partition.trivial(3).and(a).sizes()).isEqualTo(a.sizes());
    assertThat(Partition.trivial(3).groups()).isEqualTo(1);
  }

  @Test
  void rowsThatAreNoNumbersAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.ofDistinctRows(Values.ofSeries(new double[] {1, Double.NaN})))
        .withMessage("Unit 0 is NaN in sample 1. Pass finite numbers.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.ofDistinctRows(Values.ofRows(new double[3][0])))
        .withMessageContaining("units must be at least 1, got 0");
  }

  @Test
  void zeroIsZeroWithEitherSign() {
    assertThat(Partition.ofDistinctRows(Values.ofSeries(new double[] {0.0, -0.0, 1})).groups())
        .isEqualTo(2);
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.trivial(0))
        .withMessage("samples must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.of(1).reorder(new int[0]))
        .withMessageContaining("samples must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.ofDistinctRows(Values.ofRows(new float[0], 2)))
        .withMessageContaining("samples must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.of(new int[0]))
        .withMessageContaining("samples must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.of(new int[2]).and(Partition.of(new int[3])))
        .withMessageContaining("equally many samples, got 2 and 3");
  }
}
