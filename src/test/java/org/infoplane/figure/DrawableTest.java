package org.infoplane.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawableTest {

  private static final PlotlyFigure FIGURE =
      PlotlyFigure.of(
          List.of(
              Map.of("type", "scatter", "x", List.of(1, 2), "y", List.of(1.23456789, Double.NaN))),
          Map.of("height", 300, "title", Map.of("text", "a &lt; \"b\"")));

  @TempDir Path folder;

  @Test
  void numbersHaveSixDigitsAndNoNumberIsAGap() throws Exception {
    assertThat(new ObjectMapper().readTree(FIGURE.json()).at("/data/0/y"))
        .hasToString("[1.23457,null]");
  }

  @Test
  void pageIsSavedWithItsScript() throws Exception {
    Path page = FIGURE.saveHtml(folder.resolve("page.html"));
    assertThat(Files.readString(page))
        .startsWith("<!DOCTYPE html>")
        .contains("window.infoplanePlotly = ", "1.23457")
        .doesNotContain("src=\"http");
    for (Function<Path, Path> save :
        List.<Function<Path, Path>>of(FIGURE::saveHtml, FIGURE::savePng, FIGURE::saveSvg)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> save.apply(folder.resolve("none/page")))
          .withMessageContaining("no folder \"" + folder.resolve("none") + "\". Create it");
    }
  }

  @Test
  void browserDrawsPicturesForPrint() throws Exception {
    assumeTrue(Browser.find().isPresent(), "no browser");
    Path svg = FIGURE.saveSvg(folder.resolve("figure.svg"));
    assertThat(Files.readString(svg)).startsWith("<svg").contains("a &#60; \"b\"", ">1.2</text>");
    Path png = FIGURE.savePng(folder.resolve("figure.png"));
    var image = ImageIO.read(png.toFile());
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(1920, 600);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(svg, png);
    }
  }

  @Test
  void browserThatDrawsNothingSaysWhy() throws Exception {
    Path command = folder.resolve("browser");
    Files.write(command, "#!/bin/sh\necho no display >&2\n".getBytes(StandardCharsets.UTF_8));
    assumeTrue(command.toFile().setExecutable(true));
    assertThatThrownBy(() -> new Browser(command).draw("{}", "png", 10, 10))
        .hasMessageContainingAll(command.toString(), "rendered nothing", "no display");
  }

  @Test
  void withoutABrowserThatDrawsThePlainPictureIsSaved() throws Exception {
    byte[] plain = FIGURE.png().orElseThrow();
    assertThat(FIGURE.picture(Optional.empty(), folder)).isEqualTo(plain);
    Browser broken = new Browser(folder.resolve("none"));
    assertThat(FIGURE.picture(Optional.of(broken), folder)).isEqualTo(plain);
    assertThatThrownBy(() -> FIGURE.drawing(Optional.of(broken), "svg", folder))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> FIGURE.drawing(Optional.empty(), "svg", folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Install one, or use saveHtml(path)");
  }

  @Test
  void figureOfOnesOwnThatThePictureDoesNotKnowHasOneAllTheSame() {
    PlotlyFigure pie =
        PlotlyFigure.of(List.of(Map.of("type", "pie", "values", List.of(1, 2))), Map.of());
    assertThat(pie.png()).isPresent();
    assertThat(pie.html()).contains("Plotly.newPlot").containsOnlyOnce("<img");
  }
}
