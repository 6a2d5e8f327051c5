package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.infoplane.measure.nulls.Null;
import org.infoplane.query.InformationPlane;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.Recording;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplaySystem;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.ScatterTrace;

/** Rendered by the kernel's own display system, found by its own service loader. */
class RapaioDisplayTest {

  private static final Recording RUN = Recordings.copying("a < b");

  private static String html(Object result) {
    return String.valueOf(render(result).data().get("text/html"));
  }

  private static String text(Object result) {
    return String.valueOf(render(result).data().get("text/plain"));
  }

  private static DisplayData render(Object result) {
    DisplaySystem.inst().refreshSpiDisplayHandlers();
    return DisplaySystem.inst().render(result);
  }

  @Test
  void theKernelFindsTheRenderers() {
    assertThat(ServiceLoader.load(DisplayProvider.class).stream())
        .anyMatch(provider -> provider.type() == RapaioDisplay.class);
  }

  @Test
  void everyKindIsOneBundle() {
    for (Results.Case result : Results.ALL) {
      DisplayData data = render(result.value());
      result.check(String.valueOf(data.data().get("text/html")));
      assertThat(data.data().get("text/plain")).isEqualTo(result.value().toString());
      assertThat(data.data()).as("a second picture").doesNotContainKey("image/png");
    }
  }

  @Test
  void queriesAndTablesAreTables() {
    TransferEntropyQuery te = TransferEntropyQuery.of(RUN).against(Null.globalShuffle(0, 0));
    assertThat(html(te)).contains("<table id=", "<td>feedback</td>");
    assertThat(html(te.table()).replaceAll("infoplane_\\w+", ""))
        .isEqualTo(html(te).replaceAll("infoplane_\\w+", ""));
    assertThat(text(te)).contains("feed-forward");
  }

  @Test
  void planesAndFiguresAreDrawn() {
    assertThat(html(InformationPlane.of(RUN))).contains("Plotly.newPlot");
    assertThat(html(new Figure(ScatterTrace.builder(new double[] {1}, new double[] {2}).build())))
        .contains("infoplanePlotly", "Plotly.newPlot");
  }

  @Test
  void recordingsAndRecipesAreCards() {
    assertThat(html(RUN)).startsWith("<div><b>Recording of 3 layers").contains("a &lt; b");
    assertThat(html(RUN.recipe())).startsWith("<table><tbody><tr><th").contains(">by hand<");
  }

  @Test
  void headSaysWhatItIs() {
    assertThat(html(new PageHead())).contains("is ready", "DecompressionStream");
    assertThat(text(new PageHead())).hasSizeLessThan(100);
  }
}
