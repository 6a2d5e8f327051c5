package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class EntropyTest {

  private static double bits(Partition states) {
    return Entropy.of(states).estimate().in(Unit.BITS);
  }

  @Test
  void blockEntropyEqualsPyInform() {
    Symbols series = Series.binary(Series.parse("001111000"));
    int[] last = {1, 2, 3, 4, 5, 6, 7, 8};
    int[] every = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(bits(Embedding.states(series, History.present(), every)))
        .isCloseTo(0.9910760598382222, within(1e-12));
    assertThat(bits(Embedding.states(series, new History(2, 1, 0), last)))
        .isCloseTo(1.811278124459133, within(1e-12));
  }

  @Test
  void conditionalEntropyEqualsPyInform() {
    int[] a = new int[20];
    int[] b = new int[20];
    for (int i = 0; i < 20; i++) {
      a[i] = i < 16 ? 0 : 1;
      b[i] = (i >= 2 && i < 16) || i == 19 ? 1 : 0;
    }
    Entropy of = Entropy.of(Partition.of(b)).given(Partition.of(a));
    assertThat(of.estimate().in(Unit.BITS)).isCloseTo(0.5971071794515037, within(1e-12));
    assertThat(Entropy.of(Partition.of(a)).given(Partition.of(b)).estimate().in(Unit.BITS))
        .isCloseTo(0.5077571498797332, within(1e-12));
  }

  @Test
  void chainRuleHolds() {
    Partition a = Partition.of(Series.random(1, 1, 200, 3)[0]);
    Partition b = Partition.of(Series.random(2, 1, 200, 4)[0]);
    assertThat(Entropy.of(a.and(b)).estimate().nats())
        .isCloseTo(
            Entropy.of(a).estimate().nats() + Entropy.of(b).given(a).estimate().nats(),
            within(1e-13));
  }

  @Test
  void givenAddsUp() {
    Partition a = Partition.of(Series.random(1, 1, 200, 3)[0]);
    Partition b = Partition.of(Series.random(2, 1, 200, 2)[0]);
    Partition c = Partition.of(Series.random(3, 1, 200, 2)[0]);
    assertThat(Entropy.of(a).given(b).given(c).estimate())
        .isEqualTo(Entropy.of(a).given(c.and(b)).estimate());
  }

  @Test
  void localValuesAreSurprisesWhoseMeanIsTheEntropy() {
    Entropy h = Entropy.of(Partition.of(0, 0, 0, 1));
    assertThat(h.localNats()[0]).isCloseTo(-Math.log(0.75), within(1e-15));
    assertThat(h.localNats()[3]).isCloseTo(Math.log(4), within(1e-15));
    assertThat(Arrays.stream(h.localNats()).average().orElseThrow())
        .isCloseTo(h.estimate().nats(), within(1e-15));
    Entropy given = h.given(Partition.of(0, 0, 1, 1));
    assertThat(given.localNats()).containsExactly(0, 0, Math.log(2), Math.log(2));
  }

  @Test
  void biasIsThatOfMiller() {
    Estimate h = Entropy.of(Partition.of(0, 0, 1, 1)).estimate();
    assertThat(h.biasNats()).isEqualTo(-1 / 8.0);
    assertThat(h.samples()).isEqualTo(4);
    assertThat(h.states()).isEqualTo(2);
    assertThat(h.significance().nullMean()).isNaN();
    assertThat(h.pValue()).isNaN();
    assertThat(Entropy.of(Partition.of(0, 0, 1, 1)).given(Partition.of(0, 1, 0, 1)).estimate())
        .extracting(Estimate::biasNats)
        .isEqualTo(-2 / 8.0);
    assertThat(
            Entropy.of(Partition.of(0, 0, 1, 1, 0, 1, 0, 1, 0, 1))
                .with(Estimator.millerMadow())
                .estimate()
                .biasNats())
        .isZero();
  }

  @Test
  void intervalIsThatOfTheResampling() {
    Partition a = Partition.of(Series.random(1, 1, 200, 3)[0]);
    Estimate h = Entropy.of(a).interval(Resampling.jackknife(10)).estimate();
    Interval expected =
        Resampling.jackknife(10)
            .interval(200, h.nats(), kept -> Entropy.of(a.reorder(kept)).estimate().nats());
    assertThat(h.interval()).contains(expected);
  }

  @Test
  void rowsThatAreAllUniqueAreCalledSaturated() {
    assertThat(Entropy.of(Partition.of(1, 2, 3)).estimate().has(Warning.Kind.SATURATED)).isTrue();
    assertThat(Entropy.of(Partition.of(1, 2, 2)).estimate().has(Warning.Kind.UNDERSAMPLED))
        .isTrue();
    assertThat(Entropy.of(Partition.of(1)).estimate().warnings()).isEmpty();
  }

  @Test
  void layerOfSymbolsReportsItsCoding() {
    Symbols layer = Symbols.ofSeries(2, new int[] {0, 1, 0, 1, 1, 0, 1, 0, 0, 1}, new int[10]);
    Estimate h = Entropy.of(layer).estimate();
    assertThat(h.nats()).isEqualTo(Entropy.of(Partition.ofRows(layer)).estimate().nats());
    assertThat(h.toString()).endsWith("; layer: 1 of 2 units constant");
    assertThat(
            Entropy.of(layer)
                .with(Estimator.millerMadow())
                .interval(Resampling.jackknife(2))
                .given(Partition.trivial(10))
                .estimate()
                .has(Warning.Kind.CONSTANT))
        .isTrue();
  }

  @Test
  void lengthsMustAgree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Entropy.of(Partition.of(1, 2)).given(Partition.of(1)))
        .withMessageContaining("equally many samples, got 1 and 2");
  }
}
