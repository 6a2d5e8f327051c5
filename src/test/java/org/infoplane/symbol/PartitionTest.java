package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class PartitionTest {

  @Test
  void samplesWithTheSameSymbolsInAllUnitsAreOneGroup() {
    Partition rows = Partition.ofRows(Series.binary(Series.parse("00110"), Series.parse("01010")));
    assertThat(rows.groups()).isEqualTo(4);
    assertThat(rows.sizes()).containsExactly(2, 1, 1, 1);
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
        Partition.ofDistinctRows(Values.of(new double[][] {{1, 2}, {1, 2.0000001}, {1, 2}}));
    assertThat(rows.sizes()).containsExactly(2, 1);
  }

  @Test
  void reorderKeepsTheSizes() {
    Partition a = Partition.of(new int[] {0, 1, 1});
    assertThat(a.reorder(new int[] {2, 1, 0}).and(a).groups()).isEqualTo(3);
    assertThat(a.reorder(new int[] {2, 1, 0}).sizes()).containsExactly(1, 2);
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.of(new int[0]))
        .withMessageContaining("0 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.of(new int[2]).and(Partition.of(new int[3])))
        .withMessageContaining("2 and 3 samples");
  }
}
