package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
        .withMessage(
            "Asked for rows of 2 units, but the array has 5 values. Pass samples x units values.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.ofRows(new double[0][]))
        .withMessageContaining("0 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.ofRows(new double[][] {{1, 2}, {3}}))
        .withMessage("Row 1 has 1 values, row 0 has 2. Pass rows of one length.");
  }
}
