package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DiscretizerTest {

  private static final Values COLUMN = Values.of(new float[] {3, 1, 2, 2}, 1);

  private static int[] codes(Discretizer rule, Values values) {
    Symbols symbols = rule.fit(values).encode(values);
    int[] codes = new int[symbols.samples()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = symbols.get(0, i);
    }
    return codes;
  }

  @Test
  void medianTiesGoToZero() {
    assertThat(codes(Discretizer.median(), COLUMN)).containsExactly(1, 0, 0, 0);
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(codes(Discretizer.median(), Values.of(new float[] {1, 2, 3, 4}, 1)))
        .containsExactly(0, 0, 1, 1);
  }

  @Test
  void medianIsFittedForEachUnit() {
    Values two = Values.of(new double[][] {{0, 100}, {1, 200}, {2, 300}});
    Symbols symbols = Discretizer.median().fit(two).encode(two);
    assertThat(symbols.get(0, 2)).isEqualTo(1);
    assertThat(symbols.get(1, 1)).isZero();
    assertThat(symbols.get(1, 2)).isEqualTo(1);
  }

  @Test
  void zeroIsNotAboveZero() {
    assertThat(codes(Discretizer.zero(), Values.of(new float[] {-1, 0, 1e-9f}, 1)))
        .containsExactly(0, 0, 1);
  }

  @Test
  void authorsRulesIncludeTheThresholdAndItsNegative() {
    assertThat(codes(Discretizer.authorsLogits(), Values.of(new double[][] {{-1}, {0.999}, {1}})))
        .containsExactly(1, 0, 1);
    assertThat(codes(Discretizer.authorsSoftmax(), Values.of(new double[][] {{0.9}, {0.89}})))
        .containsExactly(1, 0);
  }

  @Test
  void fixedBinsHaveASymbolBelowAndAbove() {
    Discretizer rule = Discretizer.equalWidth(4, -1, 1);
    assertThat(codes(rule, Values.of(new double[][] {{-2}, {-1}, {-0.5}, {0}, {0.999}, {1}, {7}})))
        .containsExactly(0, 1, 2, 3, 4, 5, 5);
  }

  @Test
  void fittedBinsSpanTheLayerAndHoldItsLargestValue() {
    Values two = Values.of(new double[][] {{0, 4}, {1, 3}, {2, 2}});
    Symbols symbols = Discretizer.equalWidth(4).fit(two).encode(two);
    assertThat(symbols.get(0, 0)).isEqualTo(1);
    assertThat(symbols.get(0, 2)).isEqualTo(3);
    assertThat(symbols.get(1, 0)).isEqualTo(4);
  }

  @Test
  void constantLayerFallsIntoOneBin() {
    assertThat(codes(Discretizer.equalWidth(5), Values.of(new float[] {2, 2, 2}, 1)))
        .containsOnly(codes(Discretizer.equalWidth(5), Values.of(new float[] {2}, 1))[0]);
  }

  @Test
  void edgesAreFrozenOnceFitted() {
    Encoding encoding = Discretizer.median().fit(COLUMN);
    assertThat(encoding.symbol(0, 2.5)).isEqualTo(1);
    assertThat(encoding.symbol(0, 2)).isZero();
  }

  @Test
  void notANumberIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.median().fit(Values.of(new float[] {1, 2, Float.NaN, 4}, 2)))
        .withMessage("Unit 0 is NaN in sample 1. Pass numbers: NaN has no symbol.");
  }

  @Test
  void emptyIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.zero().fit(Values.of(new float[0], 3)))
        .withMessageContaining("0 samples of 3 units");
  }

  @Test
  void rangesAndBinsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.equalWidth(4, 1, 1))
        .withMessage("Asked for bins from 1.0 to 1.0. Pass a finite range with low < high.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.equalWidth(1))
        .withMessageContaining("Asked for 1 bins");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Discretizer.equalWidth(3)
                    .fit(Values.of(new float[] {1, Float.POSITIVE_INFINITY}, 1)))
        .withMessageContaining("from 1.0 to Infinity");
  }

  @Test
  void ruleSaysWhatItIs() {
    assertThat(Discretizer.median()).hasToString("median of the unit");
    assertThat(Discretizer.zero()).hasToString("a > 0.0");
    assertThat(Discretizer.threshold(0.5)).hasToString("a > 0.5");
    assertThat(Discretizer.authorsLogits()).hasToString("|a| >= 1.0");
    assertThat(Discretizer.equalWidth(30, -1, 1))
        .hasToString("30 bins of equal width, from -1.0 to 1.0");
    assertThat(Discretizer.equalWidth(30))
        .hasToString("30 bins of equal width, smallest to largest of the layer");
  }
}
