package org.infoplane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#0af | 0 | 170 | 255 | 255",
        "#D55E00 | 213 | 94 | 0 | 255",
        "rgb(1, 2,3) | 1 | 2 | 3 | 255",
        "rgba(1,2,3,0.2) | 1 | 2 | 3 | 51",
        "grey | 128 | 128 | 128 | 255",
        "transparent | 0 | 0 | 0 | 0"
      })
  void coloursAreReadAsAFigureWritesThem(String text, int red, int green, int blue, int alpha) {
    assertThat(Colors.parse(text)).isEqualTo(new Color(red, green, blue, alpha));
  }

  @Test
  void aScaleIsLinearBetweenItsStopsAndEndsAtThem() throws Exception {
    String stops = "[[0,\"#000000\"],[0.5,\"#640000\"],[1,\"#6400c8\"]]";
    ColorScale scale = ColorScale.of(new ObjectMapper().readTree(stops), false);
    assertThat(scale.at(0.25)).isEqualTo(new Color(50, 0, 0));
    assertThat(scale.at(0.75)).isEqualTo(new Color(100, 0, 100));
    assertThat(scale.at(-1)).isEqualTo(Color.BLACK);
    assertThat(scale.at(2)).isEqualTo(new Color(100, 0, 200));
    ColorScale turned = ColorScale.of(new ObjectMapper().readTree(stops), true);
    assertThat(turned.at(0.25)).isEqualTo(scale.at(0.75));
  }
}
