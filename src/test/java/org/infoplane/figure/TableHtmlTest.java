package org.infoplane.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableHtmlTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1.000",
    "0.0123456, 0.01235",
    "-2.5, -2.500",
    "1234.5678, 1235",
    "0.00001, 1.000e-05",
    "NaN, –"
  })
  void numbersHaveFourDigits(double value, String text) {
    assertThat(Text.number(value)).isEqualTo(text);
  }

  @Test
  void longTablesAreCutAndSayHowLongTheyAre() {
    Table table = Table.create("long", IntColumn.indexColumn("row", 25, 0));
    assertThat(TableHtml.of(table))
        .contains("<td>19</td>")
        .doesNotContain("<td>20</td>")
        .contains("First 20 of 25 rows.");
  }

  @Test
  void longWordsAreWrappedAndShortOnesAreNot() {
    Table table =
        Table.create(
            "words",
            StringColumn.create(
                "w", "a warning of so many words that it needs two lines", "feed-forward"));
    assertThat(TableHtml.of(table))
        .contains(
            "<td style='white-space: normal; text-align: left; min-width: 14em'>a warning",
            "<td>feed-forward</td>");
  }

  @Test
  void missingNumbersAreADash() {
    Table table = Table.create("gaps", DoubleColumn.create("x", new double[] {1, Double.NaN}));
    assertThat(TableHtml.of(table)).contains("<td>1.000</td>", "<td>–</td>");
  }
}
