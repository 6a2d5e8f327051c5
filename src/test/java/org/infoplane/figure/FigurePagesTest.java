package org.infoplane.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infoplane.Notebook.mutualInformation;
import static org.infoplane.Notebook.transferEntropy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.testing.Figures;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each kind of figure as a page in target/pages, where environment/test.sh uses it in a browser.
 */
class FigurePagesTest {

  private static final Path PAGES = Path.of("target", "pages");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String LONG = "<script>alert(\"'\")</script> & " + "x".repeat(200);
  private static final String LONG_SHOWN = "&lt;script&gt;al…xxxxxxxxx";

  private static final Recording RUN = Figures.run();
  private static final Map<String, Drawable> FIGURES = Figures.ofRun(RUN, "dense1", "dense2", LONG);
  private static final Map<String, Drawable> NAMES =
      Figures.ofRun(
          Recordings.learning(
              2,
              new LayerInfo("in & <b>out</b>", "input", 4),
              new LayerInfo(LONG, "dense", 5),
              new LayerInfo(LONG + "x", "dense", 3), // looks the same, once it is shortened
              new LayerInfo("it's \"quoted\"", "dense", 4),
              new LayerInfo("y".repeat(200), "output", 3)),
          LONG,
          "it's \"quoted\"",
          LONG);

  private static final Map<String, Drawable> RUNS = Figures.ofRuns();

  @BeforeAll
  static void folder() throws IOException {
    Files.createDirectories(PAGES);
  }

  private static int count(String what, String text) {
    return text.split(what, -1).length - 1;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          neighbours         | 8 | Transfer entropy plane: neighbours
          input-output       | 8 | Transfer entropy plane: both ends
          mutual-information | 9 | Information plane
          intervals          | 8 | Transfer entropy plane: neighbours
          curves             | 0 | Transfer entropy while the network learns
          heat-map-te        | 0 | Transfer entropy, layer pair by epoch
          heat-map-mi        | 0 | What the layers know, epoch by epoch
          matrix             | 8 | Transfer entropy, dense1 → dense2, unit by unit
          network            | 8 | Transfer entropy on the edges of the network
          lag-curves         | 8 | After how many steps information arrives
          lag-heat-map       | 8 | After how many steps dense1 is seen in each unit of dense2
          effective-network  | 0 | Effective network, epoch 8
          small-multiples    | 0 | Transfer entropy plane: neighbours
          run-curves         | 0 | Transfer entropy, 3 runs
          run-mean           | 0 | Transfer entropy, mean of 3 runs
          run-difference     | 0 | Transfer entropy, deep − wide
          run-information    | 0 | Mutual information, 3 runs
          run-planes         | 0 | Transfer entropy plane: neighbours, 3 runs
          run-mean-plane     | 8 | Transfer entropy plane: neighbours, mean of 3 runs
          """)
  void pageHasItsFigureAndAStepForEachMoment(String name, int moments, String title)
      throws IOException {
    Drawable figure = Objects.requireNonNull(FIGURES.getOrDefault(name, RUNS.get(name)));
    String page = Files.readString(figure.saveHtml(PAGES.resolve(name + ".html")));
    assertThat(page).contains("<title>" + title + "</title>");
    assertThat(count("<script", page)).isEqualTo(2); // Plotly and the figure
    assertThat(count("class=\"infoplane-figure\"", page)).isOne();
    JsonNode json = JSON.readTree(figure.figure().json());
    assertThat(json.at("/layout/title/text").asText()).isEqualTo(title);
    assertThat(json.path("frames")).hasSize(moments);
    assertThat(json.at("/layout/sliders/0/steps")).hasSize(moments);
    for (int i = 0; i < moments; i++) {
      assertThat(json.at("/layout/sliders/0/steps/" + i + "/args/0/0"))
          .isEqualTo(json.at("/frames/" + i + "/name"));
    }
  }

  @Test
  void namesAreTextInEveryKindOfFigure() throws IOException {
    StringBuilder page = new StringBuilder(start()).append(Offline.head());
    NAMES.forEach(
        (name, figure) -> {
          PlotlyFigure drawn = figure.figure();
          assertThat(drawn.json().contains(LONG_SHOWN)).as("long name in %s", name).isTrue();
          assertThat(drawn.json().contains("<")).as("tag in %s", name).isFalse();
          page.append(drawn.html());
        });
    page.append("</body></html>");
    assertThat(count("<script", page.toString())).isEqualTo(1 + NAMES.size());
    assertThat(count("<b>", page.toString())).isZero();
    Files.writeString(PAGES.resolve("names.html"), page);
  }

  @Test
  void namesThatLookTheSameHaveRowsOfTheirOwn() throws IOException {
    JsonNode json = JSON.readTree(Objects.requireNonNull(NAMES.get("heat-map-mi")).figure().json());
    assertThat(json.at("/data/0/z")).hasSize(5);
    assertThat(json.at("/layout/yaxis/tickvals")).isEqualTo(json.at("/data/0/y"));
    assertThat(json.at("/layout/yaxis/ticktext/1").asText()).isEqualTo(LONG_SHOWN + " #2");
    assertThat(json.at("/layout/yaxis/ticktext/2").asText()).endsWith(" #3");
  }

  /** All figures and some tables as a notebook shows them, in a light and in a dark theme. */
  @Test
  void aNotebookPageCarriesPlotlyOnce() throws IOException {
    StringBuilder page = new StringBuilder(start()).append(Offline.head());
    for (String theme : new String[] {"#fff; color: #222", "#111; color: #ddd"}) {
      page.append("<div style='padding: 1em; overflow-x: auto; background: %s'>".formatted(theme));
      FIGURES.values().forEach(figure -> page.append(figure.figure().html()));
      page.append(transferEntropy(RUN).html()).append(mutualInformation(RUN).html());
      page.append("</div>");
    }
    page.append("</body></html>");
    assertThat(count("window.infoplanePlotly = ", page.toString())).isOne();
    assertThat(count("class=\"infoplane-figure\"", page.toString())).isEqualTo(26);
    assertThat(count("<table", page.toString())).isEqualTo(4);
    Files.writeString(PAGES.resolve("all.html"), page);
  }

  private static String start() {
    return "<!DOCTYPE html>\n<html lang='en'><head><meta charset='UTF-8'><title>figures</title></head><body>\n";
  }
}
