package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void rowsAreSamples() {
    Values values = Values.ofRows(new float[] {1, 2, 3, 4, 5, 6}, 3);
    assertThat(values.samples()).isEqualTo(2);
    assertThat(values.get(1, 0)).isEqualTo(4);
  }

  @Test
  void shapesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.ofRows(new float[5], 2))
        .withMessage("rows must have samples x units values, got 5 values for units = 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.ofRows(new double[0][]))
        .withMessageContaining("number of rows must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.ofRows(new double[][] {{1, 2}, {3}}))
        .withMessage("Row 1 has length 1, row 0 has 2. Pass rows of equal length.");
  }

  /** Sample i of unit u is 10 i + u. */
  private static Values numbers(int first, int samples) {
    float[] rows = new float[3 * samples];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 10 * (first + i / 3) + i % 3;
    }
    return Values.ofRows(rows, 3);
  }

  private static Values doubles(int first, int samples) {
    return Values.view(samples, 3, (sample, unit) -> 10 * (first + sample) + unit + 0.1);
  }

  private static double[][] columns(Values values) {
    double[][] columns = new double[values.units()][values.samples()];
    values.columns(0, columns);
    for (int unit = 0; unit < values.units(); unit++) {
      for (int sample = 0; sample < values.samples(); sample++) {
        assertThat(values.get(sample, unit)).isEqualTo(columns[unit][sample]);
      }
    }
    return columns;
  }

  @Test
  void partsAreSamplesAndUnitsOfTheWhole() {
    Values all = numbers(0, 5);
    assertThat(columns(all.slice(1, 4))).isDeepEqualTo(columns(numbers(1, 3)));
    assertThat(all.slice(0, 5)).isSameAs(all);
    assertThat(columns(all.units(new int[] {2, 0, 2})))
        .isDeepEqualTo(
            new double[][] {{2, 12, 22, 32, 42}, {0, 10, 20, 30, 40}, {2, 12, 22, 32, 42}});
    assertThat(columns(all.reorder(new int[] {4, 0, 0})))
        .isDeepEqualTo(new double[][] {{40, 0, 0}, {41, 1, 1}, {42, 2, 2}});
    assertThat(columns(all.slice(1, 4).units(new int[] {1}).slice(1, 3)))
        .isDeepEqualTo(new double[][] {{21, 31}});
    double[][] last = new double[1][5];
    all.columns(2, last);
    assertThat(last).isDeepEqualTo(new double[][] {{2, 12, 22, 32, 42}});
  }

  @Test
  void partsOfSinglePrecisionHaveIt() {
    for (Values part :
        List.of(
            numbers(0, 5),
            numbers(0, 5).slice(1, 4),
            numbers(0, 5).units(new int[] {1}),
            numbers(0, 5).reorder(new int[] {1}),
            Values.join(List.of(numbers(0, 2), numbers(2, 3))),
            Values.join(List.of(numbers(0, 2), numbers(0, 5).slice(2, 5))),
            doubles(0, 5).kept())) {
      assertThat(part.isSingle()).isTrue();
    }
    for (Values part :
        List.of(
            doubles(0, 5),
            doubles(0, 5).slice(1, 4),
            Values.join(List.of(numbers(0, 2), doubles(2, 3))))) {
      assertThat(part.isSingle()).isFalse();
    }
  }

  @Test
  void samplesThatAreNotThereAreRefused() {
    int[][] wrong = {{-1, 2}, {2, 2}, {3, 2}, {0, 6}};
    for (int[] span : wrong) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> numbers(0, 5).slice(span[0], span[1]))
          .withMessage(
              "samples must be from 0 to 5, at least one, got %s to %s"
                  .formatted(span[0], span[1]));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> numbers(0, 5).slice(1, 3).get(2, 0));
  }

  @Test
  void whatIsKeptIsSafeFromTheArray() {
    float[] rows = {1, 2, 3, 4};
    Values view = Values.ofRows(rows, 2);
    Values kept = view.kept();
    Values joined = Values.join(List.of(view.slice(0, 1), view)).kept();
    rows[0] = 9;
    assertThat(columns(view)).isDeepEqualTo(new double[][] {{9, 3}, {2, 4}});
    assertThat(columns(kept)).isDeepEqualTo(new double[][] {{1, 3}, {2, 4}});
    assertThat(columns(joined)).isDeepEqualTo(new double[][] {{1, 1, 3}, {2, 2, 4}});
    assertThat(kept.heapBytes()).isEqualTo(16);
    assertThat(columns(doubles(0, 1).kept()))
        .isDeepEqualTo(new double[][] {{0.1f}, {1.1f}, {2.1f}});
  }

  @Test
  void miniBatchesAreJoinedOneAfterTheOther() {
    double[][] expected = columns(numbers(0, 6));
    Values one = numbers(0, 6);
    assertThat(Values.join(List.of(one))).isSameAs(one);
    Values arrays = Values.join(List.of(numbers(0, 1), numbers(1, 3), numbers(4, 2)));
    assertThat(arrays).isInstanceOf(FloatRows.class);
    assertThat(columns(arrays)).isDeepEqualTo(expected);
    Values views = Values.join(List.of(numbers(0, 1), one.slice(1, 4), numbers(4, 2)));
    assertThat(views).isInstanceOf(JoinedValues.class);
    assertThat(columns(views)).isDeepEqualTo(expected);
    assertThat(columns(Values.join(List.of(views, numbers(6, 1)))))
        .isDeepEqualTo(columns(numbers(0, 7)));
    assertThat(columns(views.slice(2, 5))).isDeepEqualTo(columns(numbers(2, 3)));
    assertThat(views.heapBytes()).isEqualTo(6 * 3 * 4);
    Values mixed = Values.join(List.of(doubles(0, 2), doubles(2, 1)));
    assertThat(columns(mixed)).isDeepEqualTo(columns(doubles(0, 3)));
  }

  @Test
  void valuesAreFiniteIfNoneIsNot() {
    assertThat(numbers(0, 5).isFinite()).isTrue();
    for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      assertThat(Values.ofRows(new float[] {1, (float) odd}, 1).isFinite()).isFalse();
      assertThat(Values.ofRows(new double[][] {{1}, {odd}}).isFinite()).isFalse();
    }
    assertThat(Values.ofRows(new float[] {Float.MAX_VALUE, -0.0f}, 1).isFinite()).isTrue();
  }
}
