package org.infoplane.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
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
  void longTablesHavePages() {
    Table table = Table.create("long", IntColumn.indexColumn("row", 25, 0));
    assertThat(TableHtml.of(table))
        .contains("<td>14</td>", "Rows 1 to 15 of 25.", "[\"24\"]]")
        .doesNotContain("<td>15</td>");
    assertThat(TableHtml.of(table.first(15))).doesNotContain("Rows", "<script>");
  }

  @Test
  void veryLongTablesEndAndSayHowLongTheyAre() {
    String html = TableHtml.of(Table.create("all", IntColumn.indexColumn("row", 3001, 0)));
    assertThat(html).contains("[\"2999\"]]", "of 3001.").doesNotContain("[\"3000\"]");
  }

  @Test
  void whatAllRowsSayIsSaidOnce() {
    Table table =
        Table.create(
            "alike",
            StringColumn.create("direction", Collections.nCopies(4, "feedback")),
            DoubleColumn.create("gaps", new double[] {Double.NaN, 1, 2, 3}),
            DoubleColumn.create(
                "none", new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN}));
    assertThat(TableHtml.of(table))
        .contains("<b>alike</b><br>direction: feedback; none: –</caption>")
        .contains("<th>gaps</th></tr>")
        .contains("<tr><td>–</td></tr><tr><td>1.000</td></tr><tr>");
    assertThat(TableHtml.of(table.first(3))).contains("<th>direction</th>");
    assertThat(TableHtml.of(table.selectColumns("direction"))).contains("<td>feedback</td>");
  }

  @Test
  void namesAreText() {
    Table table =
        Table.create(
            "<b>\"", StringColumn.create("<i>", Collections.nCopies(20, "</script><script>")));
    table.stringColumn(0).set(0, "x");
    assertThat(TableHtml.of(table))
        .contains("&lt;b&gt;\"", "<th>&lt;i&gt;</th>", "<td>&lt;/script&gt;&lt;script&gt;</td>")
        .contains("[\"\\u003c/script>\\u003cscript>\"]");
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
            "<td style=\"white-space: normal; text-align: left; min-width: 14em\">a warning",
            "<td>feed-forward</td>");
  }

  @Test
  void missingNumbersAreADash() {
    Table table = Table.create("gaps", DoubleColumn.create("x", new double[] {1, Double.NaN}));
    assertThat(TableHtml.of(table)).contains("<td>1.000</td>", "<td>–</td>");
  }

  @Test
  void numbersThatOnlyPrintAlikeAreKept() {
    Table table =
        Table.create("near", DoubleColumn.create("x", new double[] {1.00001, 1.00002, 1, 1}));
    assertThat(TableHtml.of(table)).contains("<th>x</th>");
  }
}
