package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class ActiveInformationTest {

  private static final Embedding TWO = new Embedding(2, 1, 1);

  @Test
  void equalsPyInform() {
    assertThat(
            ActiveInformation.of(Series.binary(Series.parse("001111000")), TWO)
                .estimate()
                .in(Unit.BITS))
        .isCloseTo(0.3059584928680418, within(1e-12));
  }

  @Test
  void equalsOtherImplementationsOnD1() {
    Estimate ais = ActiveInformation.of(Series.binary(Series.d1()[1]), TWO).estimate();
    assertThat(ais.in(Unit.BITS)).isCloseTo(0.005108823549, within(1e-11));
    assertThat(ais.samples()).isEqualTo(998);
  }

  @Test
  void periodicSeriesIsStoredWhole() {
    int[] series = new int[81];
    for (int t = 0; t < 81; t++) {
      series[t] = t % 2;
    }
    Estimate ais = ActiveInformation.of(Series.binary(series), Embedding.oneStep()).estimate();
    assertThat(ais.in(Unit.BITS)).isCloseTo(1, within(1e-12));
  }

  @Test
  void trialsAreNotCrossed() {
    // 01 | 01: inside a trial 0 is always followed by 1, so that nothing is open.
    Embedding pooled = Embedding.oneStep().within(Segments.ofLength(2, 4));
    Estimate ais = ActiveInformation.of(Series.binary(Series.parse("0101")), pooled).estimate();
    assertThat(ais.samples()).isEqualTo(2);
    assertThat(ais.nats()).isZero();
  }

  @Test
  void nullMovesTheSamplesOfTheSeriesInsideTheirBatches() {
    int[] series = Series.random(5, 1, 200, 2)[0];
    Embedding deep = new Embedding(2, 1, 1).within(Segments.ofLength(20, 200));
    Segments batches = Segments.startingAt(0, 100);
    Surrogates shuffles = Null.withinBatch(9, 3);
    ActiveInformation ais = ActiveInformation.of(Series.binary(series), deep);
    Significance expected =
        shuffles.test(
            ais.estimate().nats(),
            batches,
            200,
            order ->
                ActiveInformation.of(Series.binary(series).reorder(order), deep).estimate().nats());
    assertThat(ais.against(shuffles, batches).estimate().significance().nullMean())
        .isEqualTo(expected.nullMean());
    assertThat(ais.against(shuffles, batches).estimate().pValue()).isEqualTo(expected.pValue());
  }

  @Test
  void constantSeriesIsReported() {
    assertThat(
            ActiveInformation.of(Series.binary(new int[9]), Embedding.oneStep())
                .estimate()
                .has(Warning.Kind.CONSTANT))
        .isTrue();
  }
}
