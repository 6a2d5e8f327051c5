package org.infoplane.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.infoplane.figure.PlotlyFigure;
import org.junit.jupiter.api.Test;

class ClaimFigureTest {

  private static final Claims ONE = Claims.of("tanh", MadeUp.aboveTheNull(Claim.FALLS).runs(10));

  @Test
  void everySeedIsADotAndEveryMeanHasItsInterval() throws IOException {
    PlotlyFigure figure = ONE.figure();
    JsonNode json = new ObjectMapper().readTree(figure.json());
    JsonNode dots = json.at("/data/0");
    assertThat(dots.path("name").asText()).isEqualTo("a seed, observed");
    assertThat(dots.path("x").size()).isEqualTo(9 * 10);
    JsonNode means = json.at("/data/2");
    assertThat(means.path("x").size()).isEqualTo(10);
    ClaimResult falls = ONE.results().get(1);
    assertThat(means.at("/x/1").asDouble()).isCloseTo(falls.effect(), within(1e-5));
    assertThat(means.at("/error_x/array/1").asDouble())
        .isCloseTo(falls.interval().high() - falls.effect(), within(1e-5));
    assertThat(json.at("/layout/annotations/3/text").asText()).isEqualTo("reproduced");
    assertThat(json.at("/layout/annotations/2/text").asText())
        .isEqualTo("<b>C2</b> Spearman(epoch, TE)");
    assertThat(json.at("/layout/meta/seeds of tanh").asText())
        .isEqualTo("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
    assertThat(figure.png()).isPresent();
  }

  @Test
  void networksStandBesideEachOther() throws IOException {
    PlotlyFigure figure = ONE.and(Claims.of("<ReLU>", MadeUp.noise(Claim.FALLS).runs(3))).figure();
    JsonNode json = new ObjectMapper().readTree(figure.json());
    assertThat(json.at("/layout/annotations/6/text").asText())
        .isEqualTo("<b>C2</b> Spearman(epoch, TE)<br>&lt;ReLU&gt;");
    assertThat(json.at("/layout/title/subtitle/text").asText())
        .isEqualTo("several seeds; null: within-batch shuffle");
    assertThat(json.at("/layout/annotations").size()).isEqualTo(40);
    assertThat(figure.png()).isPresent();
  }
}
