package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MutualInformationTest {

  private static final Shuffle NO_NULL = new Shuffle(0, 0);

  private static Partition of(int... labels) {
    return Partition.of(labels);
  }

  @Test
  void equalsPyInform() {
    int[] a = new int[20];
    int[] b = new int[20];
    for (int i = 0; i < 20; i++) {
      a[i] = i < 16 ? 0 : 1;
      b[i] = (i >= 2 && i < 16) || i == 19 ? 1 : 0;
    }
    assertThat(MutualInformation.between(of(a), of(b), NO_NULL).in(Unit.BITS))
        .isCloseTo(0.21417094500762912, within(1e-12));
    double both = MutualInformation.entropy(of(a).and(of(b))).in(Unit.BITS);
    assertThat(both - MutualInformation.entropy(of(a)).in(Unit.BITS))
        .isCloseTo(0.5971071794515037, within(1e-12));
    assertThat(both - MutualInformation.entropy(of(b)).in(Unit.BITS))
        .isCloseTo(0.5077571498797332, within(1e-12));
  }

  @Test
  void equalsOtherImplementationsOnD1() {
    int[][] d1 = Series.d1();
    int[] source = Arrays.copyOfRange(d1[0], 0, 999);
    int[] next = Arrays.copyOfRange(d1[1], 1, 1000);
    assertThat(MutualInformation.between(of(source), of(next), NO_NULL).in(Unit.BITS))
        .isCloseTo(0.580210052636, within(1e-10));
    assertThat(MutualInformation.entropy(of(d1[1])).in(Unit.BITS))
        .isCloseTo(0.999064931578, within(1e-10));
  }

  @Test
  void andGateTellsWhatEachInputTells() {
    assertThat(MutualInformation.between(of(0, 0, 1, 1), of(0, 0, 0, 1), NO_NULL).in(Unit.BITS))
        .isCloseTo(0.311278, within(1e-6));
  }

  @Test
  void exclusiveOrTellsNothingOfOneInputAndABitOfBoth() {
    Partition one = of(0, 0, 1, 1);
    Partition other = of(0, 1, 0, 1);
    Partition out = of(0, 1, 1, 0);
    assertThat(MutualInformation.between(one, out, NO_NULL).nats()).isCloseTo(0, within(1e-15));
    assertThat(MutualInformation.between(one.and(other), out, NO_NULL).in(Unit.BITS))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void independentPartsAddUp() {
    Partition a = of(0, 0, 0, 1, 1, 1);
    Partition b = of(0, 1, 2, 0, 1, 2);
    double sum = MutualInformation.entropy(a).nats() + MutualInformation.entropy(b).nats();
    assertThat(MutualInformation.entropy(a.and(b)).nats()).isCloseTo(sum, within(1e-12));
    assertThat(MutualInformation.entropy(b).in(Unit.BITS))
        .isCloseTo(Math.log(3) / Math.log(2), within(1e-12));
  }

  @Test
  void biasesAreThoseOfMillerAndOfPanzeriAndTreves() {
    Partition a = of(0, 0, 1, 1);
    Partition b = of(0, 1, 0, 1);
    assertThat(MutualInformation.entropy(a).biasNats()).isCloseTo(-1 / 8.0, within(1e-15));
    assertThat(MutualInformation.between(a, b, NO_NULL).biasNats())
        .isCloseTo((4 - 2 - 2 + 1) / 8.0, within(1e-15));
  }

  @Test
  void uniqueInputsGiveTheEntropyOfTheLayerShuffledOrNot() {
    int[] unique = new int[64];
    int[] layer = new int[64];
    for (int i = 0; i < 64; i++) {
      unique[i] = i;
      layer[i] = i % 5;
    }
    Estimate info = MutualInformation.between(of(unique), of(layer), new Shuffle(19, 1));
    assertThat(info.nats()).isCloseTo(MutualInformation.entropy(of(layer)).nats(), within(1e-12));
    assertThat(info.nullMeanNats()).isCloseTo(info.nats(), within(1e-12));
    assertThat(info.pValue()).isEqualTo(1);
  }

  @Test
  void labelsThatTheLayerKnowsAreFarAboveTheNull() {
    int[] label = new int[200];
    for (int i = 0; i < 200; i++) {
      label[i] = i % 2;
    }
    Estimate info = MutualInformation.between(of(label), of(label), new Shuffle(19, 1));
    assertThat(info.in(Unit.BITS)).isCloseTo(1, within(1e-12));
    assertThat(info.nullMean(Unit.BITS)).isLessThan(0.05);
    assertThat(info.pValue()).isCloseTo(0.05, within(1e-12));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/layer-patterns-bits.csv", useHeadersInDisplayName = true)
  void deterministicLayerEqualsNumpy(
      String activation, double low, double high, int bins, double bits, int patterns) {
    double[][] inputs = new double[4096][12];
    double[][] layer = new double[4096][5];
    for (int row = 0; row < 4096; row++) {
      for (int i = 0; i < 12; i++) {
        inputs[row][i] = (row >> (11 - i)) & 1;
      }
      for (int j = 0; j < 5; j++) {
        double z = 0;
        for (int i = 0; i < 12; i++) {
          z += inputs[row][i] * ((7 * i + 3 * j) % 11 - 5);
        }
        assertThat(activation).isEqualTo("tanh");
        layer[row][j] = Math.tanh(z / 5.0);
      }
    }
    Values t = Values.of(layer);
    Partition pattern = Partition.ofRows(Discretizer.equalWidth(bins, low, high).fit(t).encode(t));
    Partition x = Partition.ofDistinctRows(Values.of(inputs));
    assertThat(x.groups()).isEqualTo(4096);
    assertThat(pattern.groups()).isEqualTo(patterns);
    assertThat(MutualInformation.between(x, pattern, NO_NULL).in(Unit.BITS))
        .isCloseTo(bits, within(1e-10));
  }
}
