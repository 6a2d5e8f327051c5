package org.infoplane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected labels were read from Plotly 3.3.1. */
class PictureTicksTest {

  private static List<String> labels(String layout, double length, double from, double to)
      throws Exception {
    JsonNode node = new ObjectMapper().readTree(layout);
    PictureAxis axis =
        new PictureAxis(
            "x", node, node.path("type").asText().equals("log"), List.of(), 0, length, from, to);
    return PictureTicks.of(axis, 12).stream().map(PictureTicks.Tick::label).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2000, 2000, 12000, 2k",
    "0, 2000, 12000, 0",
    "-0.5, 0.5, 2, −0.5",
    "0.30000000000000004, 0.1, 1, 0.3",
    "9000, 1000, 9500, 9000",
    "0.0005, 0.0001, 0.0006, 500μ",
    "2000000, 500000, 2500000, 2M",
    "2000000000, 500000000, 2500000000, 2B"
  })
  void numbersAreShort(double value, double step, double most, String label) {
    assertThat(PictureTicks.number(value, step, most)).isEqualTo(label);
  }

  @Test
  void stepsAreRound() throws Exception {
    assertThat(labels("{}", 500, -0.5, 31)).containsExactly("0", "5", "10", "15", "20", "25", "30");
    assertThat(labels("{}", 500, 1, 0)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(labels("{\"dtick\":2,\"tick0\":1}", 500, 0, 6)).containsExactly("1", "3", "5");
  }

  @Test
  void logarithmsShowPowersAndDigitsBetweenThem() throws Exception {
    assertThat(labels("{\"type\":\"log\"}", 266, -2.2, 0.9))
        .containsExactly("0.01", "2", "5", "0.1", "2", "5", "1", "2", "5");
    assertThat(labels("{\"type\":\"log\"}", 300, 0, 6)).containsExactly("1", "100", "10k", "1M");
    assertThat(labels("{\"type\":\"log\"}", 300, 0.3, 1)).contains("2", "4", "6", "8", "10");
  }

  @Test
  void givenTicksAreTakenAsTheyAre() throws Exception {
    assertThat(labels("{\"tickvals\":[1,4,9],\"ticktext\":[\"one\",\"four\"]}", 300, 0, 9))
        .containsExactly("one", "four", "9");
  }
}
