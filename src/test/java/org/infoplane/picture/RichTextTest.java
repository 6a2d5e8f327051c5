package org.infoplane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.junit.jupiter.api.Test;

class RichTextTest {

  private static List<String> lines(RichText text) {
    return text.lines().stream()
        .map(line -> String.join("|", line.stream().map(RichText.Run::text).toList()))
        .toList();
  }

  private static RichText of(String markup) {
    return RichText.of(markup, 20, Color.BLACK);
  }

  @Test
  void entitiesAreLettersAndMarksAreLooks() {
    RichText text = of("a &lt;b&gt; &amp;amp;<br/>it&#39;s <b>bold</b> x<sub>1</sub><sup>2</sup>");
    assertThat(lines(text)).containsExactly("a <b> &amp;", "it's |bold| x|1|2");
    List<RichText.Run> second = text.lines().get(1);
    assertThat(second.get(0).font().getStyle()).isEqualTo(Font.PLAIN);
    assertThat(second.get(1).font().getStyle()).isEqualTo(Font.BOLD);
    assertThat(second.get(3).rise()).isNegative();
    assertThat(second.get(4).rise()).isPositive();
    assertThat(second.get(4).font().getSize2D()).isEqualTo(14);
  }

  @Test
  void whatIsNoMarkStaysAsItIs() {
    assertThat(lines(of("1 < 2 &nope; <span style='x'>y</span>")))
        .containsExactly("1 |<| 2 &nope; |y");
  }

  @Test
  void longLinesEndInDots() {
    RichText cut = of("a line of <b>some</b> words").within(100);
    assertThat(cut.width()).isLessThanOrEqualTo(100);
    assertThat(lines(cut).get(0)).startsWith("a line").endsWith("…");
    assertThat(of("short").within(100)).isEqualTo(of("short"));
  }
}
