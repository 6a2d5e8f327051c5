package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.TransferEntropy;
import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.junit.jupiter.api.Test;

/** The number that the README prints is the one that its lines give. */
class ReadmeTest {

  @Test
  void estimateOfTheReadme() throws IOException {
    var random = new Random(1);
    int[] coin = random.ints(2000, 0, 2).toArray();
    int[] copy = new int[2000];
    for (int t = 1; t < 2000; t++) {
      copy[t] = random.nextDouble() < 0.1 ? 1 - coin[t - 1] : coin[t - 1];
    }
    Estimate estimate =
        TransferEntropy.of(
                Symbols.ofSeries(2, coin), Symbols.ofSeries(2, copy), new Embedding(2, 1, 1))
            .against(Null.circularShift(199, 1))
            .interval(Resampling.jackknife(40))
            .estimate();
    String readme = Files.readString(Path.of("README.md")).replaceAll("\\R//   ", " ");
    assertThat(readme).contains("// " + estimate);
  }
}
