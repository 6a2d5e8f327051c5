package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import org.infoplane.measure.Entropy;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.TransferEntropy;
import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.testing.Recordings;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class CardsTest {

  private static final String RECIPE =
      "bins by hand kept of the probe symbols, 0.000150 MB"
          + " kept of the training order symbols, 0.000300 MB";

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
  }

  @Test
  void recordingSaysWhatWasRecorded() {
    assertThat(text(Cards.html(Recordings.copying("mid"))))
        .isEqualTo(
            "Recording of 3 layers layer type units comes from input input 1 mid dense 1 input"
                + " output output 1 mid probe epoch 0, 400 samples; symbols, 0.000150 MB"
                + " training order epochs 1 to 2 (2 moments), 400 samples each; symbols, 0.000300 MB"
                + " accuracy train 0.700, test 0.600 after epoch 2 recipe "
                + RECIPE);
  }

  @Test
  void estimateComesWithWhatIsNeededToBelieveIt() {
    int[][] d1 = Series.d1();
    String card =
        Cards.html(
            TransferEntropy.of(Series.binary(d1[0]), Series.binary(d1[1]), Embedding.oneStep())
                .against(Null.circularShift(99, 1))
                .interval(Resampling.jackknife(20))
                .estimate());
    assertThat(text(card))
        .matches(
            "0\\.\\d{4} bits 95 % interval 0\\.\\d{4} to 0\\.\\d{4} bits, by jackknife of 20 stretches"
                + " bias 0\\.001444 bits null 0\\.00\\d+ ± 0\\.00\\d+ bits, p = 0\\.0100, by circular shift"
                + " x 99, seed 1 from 999 samples, 8 states, plug-in");
  }

  @Test
  void warningsAreShown() {
    assertThat(Cards.html(Entropy.of(Partition.of(0, 1, 2, 3)).estimate())).contains("<p>⚠ ");
  }

  @Test
  void namesAreText() {
    assertThat(Cards.html(Recordings.copying("<script>\"'"))).contains("&lt;script&gt;\"'");
  }

  @Test
  void recipeHasARowAnEntry() {
    assertThat(text(Cards.html(Recordings.copying("mid").recipe()))).isEqualTo(RECIPE);
  }
}
