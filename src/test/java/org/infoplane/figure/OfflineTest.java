package org.infoplane.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.infoplane.query.InformationPlane;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.ScatterTrace;

class OfflineTest {

  private static final Figure TABLESAW =
      new Figure(ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4}).build());

  @Test
  void headCarriesThePlotlyThatWasPacked() throws Exception {
    String head = Offline.head();
    String packed = head.substring(head.indexOf("atob(\"") + 6, head.indexOf("\"), c =>"));
    byte[] bytes = Base64.getDecoder().decode(packed);
    String script =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(script).startsWith("/**\n* plotly.js v3.3.1");
    assertThat(head.length()).isLessThan(3_000_000);
    assertThat(head).doesNotContain("http://", "https://");
  }

  @Test
  void anyTablesawFigureWaitsForThePackedScript() {
    String fragment = Offline.fragment(TABLESAW);
    assertThat(fragment)
        .contains("window.infoplanePlotly.then(function (Plotly) {", "x: [\"1.0\",\"2.0\"]")
        .containsPattern("var target_infoplane_[0-9a-f]{32} =")
        .doesNotContain("src=", "cdn");
    assertThat(fragment.split("<script>", -1)).hasSize(2);
    assertThat(Offline.fragment(TABLESAW)).isNotEqualTo(fragment); // ids of their own
  }

  /** The page stays in target/pages, where environment/test.sh opens it in a browser. */
  @Test
  void titlesOfTablesawFiguresAreStrings() throws Exception {
    Figure titled =
        new Figure(
            Layout.builder("a title", "x [unit]", "y [unit]").build(),
            ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4}).build());
    String page = Offline.page(titled, "Tablesaw");
    assertThat(page).contains("title: 'a title'");
    Path file = Path.of("target", "pages", "tablesaw.html");
    Files.createDirectories(file.getParent());
    Files.writeString(file, page);
  }

  @Test
  void pageStandsAlone() {
    Figure plane = InformationPlane.of(Recordings.copying("mid")).figure();
    assertThat(plane)
        .hasToString(
            "figure: Transfer entropy plane: neighbours (a page of its own: saveHtml(path))");
    String page = Offline.page(plane, "a < b");
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("<title>a &lt; b</title>", "window.infoplanePlotly = ")
        .doesNotContain("src=\"http", "src=\"/");
  }
}
