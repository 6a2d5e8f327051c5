package org.infoplane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class SphericalPatternsTest {

  @Test
  void cornersAreThoseOfAnIcosahedron() {
    double[][] corners = SphericalPatterns.corners();
    for (double[] corner : corners) {
      int[] seen = new int[4]; // of cosines -1, -1/sqrt 5, 1/sqrt 5, 1
      for (double[] other : corners) {
        double cosine = corner[0] * other[0] + corner[1] * other[1] + corner[2] * other[2];
        int which = cosine < -0.9 ? 0 : cosine < 0 ? 1 : cosine < 0.9 ? 2 : 3;
        double exact = new double[] {-1, -1 / Math.sqrt(5), 1 / Math.sqrt(5), 1}[which];
        assertThat(cosine).isCloseTo(exact, within(1e-12));
        seen[which]++;
      }
      assertThat(seen).containsExactly(1, 5, 5, 1);
    }
  }

  @Test
  void turningTheSphereChangesNoLabel() {
    double[] power = SphericalPatterns.powers();
    double[] chance = SphericalPatterns.chances();
    for (int x = 0; x < 4096; x++) {
      // By the third of a turn about (1, 1, 1), axis follows axis: corner i becomes i + 4.
      int turned = (x << 4 | x >> 8) & 4095;
      assertThat(power[turned]).isEqualTo(power[x]);
      assertThat(chance[turned]).isEqualTo(chance[x]);
    }
    assertThat(power[0]).isZero();
    assertThat(power[1]).isEqualTo(1);
    assertThat(power[4095]).isZero(); // all corners balance
  }

  @Test
  void labelsAreBalancedAndCarryTheInformationAskedFor() {
    double[] chance = SphericalPatterns.chances();
    assertThat(SphericalPatterns.information(chance)).isCloseTo(0.99, within(1e-6));
    assertThat(Arrays.stream(chance).average().orElseThrow()).isCloseTo(0.5, within(0.01));
  }

  @Test
  void splitHasEachPatternOnce() {
    Split split = SphericalPatterns.load(3);
    Set<String> patterns = new HashSet<>();
    for (var part : new DataSet[] {split.train(), split.test()}) {
      for (float[] row : part.getFeatures().toFloatMatrix()) {
        patterns.add(Arrays.toString(row));
      }
    }
    assertThat(patterns).hasSize(4096);
    assertThat(split.test().getFeatures().shape()).containsExactly(819, 12);
    assertThat(split.train().getLabels().sumNumber().intValue()).isEqualTo(3277);
    assertThat(SphericalPatterns.load(3).test().getLabels()).isEqualTo(split.test().getLabels());
    assertThat(SphericalPatterns.load(4).test().getFeatures())
        .isNotEqualTo(split.test().getFeatures());
  }
}
