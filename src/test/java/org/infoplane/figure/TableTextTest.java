package org.infoplane.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class TableTextTest {

  @Test
  void printedTableHasSixDigitsAndItsNumbersStay() {
    double third = 1 / 3.0;
    Table table =
        Table.create(
            "t",
            DoubleColumn.create("x", new double[] {third, 1e-7, Double.NaN, -2 * third}),
            IntColumn.create("n", new int[] {1, 2, 3, 40_000}));
    assertThat(TableText.readable(table)).isSameAs(table);
    assertThat(table.print())
        .contains("0.333333 ")
        .doesNotContain("0.3333333")
        .contains("-0.666667 ")
        .doesNotContain("NaN")
        .contains("40000");
    assertThat(table.doubleColumn("x").get(0)).isEqualTo(third);
  }
}
