package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.infoplane.recording.LayerInfo;
import org.junit.jupiter.api.Test;

class UnitSelectionTest {

  private static final LayerInfo WIDE = new LayerInfo("wide", "dense", 100);
  private static final LayerInfo NARROW = new LayerInfo("narrow", "dense", 3);

  @Test
  void allAreAll() {
    assertThat(UnitSelection.all().of(NARROW)).containsExactly(0, 1, 2);
    assertThat(UnitSelection.all()).hasToString("all");
  }

  @Test
  void onlyAreTheNumbersInTheirOrder() {
    int[] numbers = {5, 0, 5};
    UnitSelection only = UnitSelection.only(numbers);
    numbers[0] = 7;
    only.of(WIDE)[0] = 8;
    assertThat(only.of(WIDE)).containsExactly(5, 0, 5);
    assertThat(only).hasToString("[5, 0, 5]");
    assertThatIllegalArgumentException()
        .isThrownBy(UnitSelection::only)
        .withMessageContainingAll("indices must not be empty", "at least one");
  }

  @Test
  void sampledAreSomeDifferentOnesInRisingOrderTheSameForASeed() {
    int[] some = UnitSelection.sampled(10, 3).of(WIDE);
    assertThat(some).hasSize(10).doesNotHaveDuplicates().isSorted();
    assertThat(some).isEqualTo(UnitSelection.sampled(10, 3).of(WIDE));
    assertThat(some).isNotEqualTo(UnitSelection.sampled(10, 4).of(WIDE));
    assertThat(UnitSelection.sampled(3, 3).of(NARROW)).containsExactly(0, 1, 2);
    assertThat(UnitSelection.sampled(9, 3).of(NARROW)).containsExactly(0, 1, 2);
    assertThat(UnitSelection.sampled(10, 3)).hasToString("10 of each layer, seed 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnitSelection.sampled(0, 3))
        .withMessage("count must be at least 1, got 0");
  }

  /** 3000 draws of 10 of 100: each unit 300 times, standard deviation 16. */
  @Test
  void eachUnitIsDrawnAsOften() {
    int[] drawn = new int[100];
    for (int seed = 0; seed < 3000; seed++) {
      Arrays.stream(UnitSelection.sampled(10, seed).of(WIDE)).forEach(unit -> drawn[unit]++);
    }
    assertThat(Arrays.stream(drawn).sum()).isEqualTo(30_000);
    double chiSquare = Arrays.stream(drawn).mapToDouble(n -> (n - 300) * (n - 300) / 270.0).sum();
    assertThat(chiSquare).isBetween(99 - 3 * 14.1, 99 + 3 * 14.1);
  }
}
