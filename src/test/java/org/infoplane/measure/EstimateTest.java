package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private static Estimate bare(double nats) {
    return new Estimate(
        nats, "plug-in", 10, 0, Double.NaN, "", Significance.NONE, Optional.empty(), List.of());
  }

  @Test
  void estimatePrintsItselfInOneLine() {
    int[][] d1 = Series.d1();
    TransferEntropy back =
        TransferEntropy.of(Series.binary(d1[1]), Series.binary(d1[0]), Embedding.oneStep());
    assertThat(back.estimate())
        .hasToString(
            "0.003552 bits (n = 999, 8 states, bias 0.001444, null 0.001444, p = 0.0857 by chi-square, plug-in)");
    assertThat(back.interval(Resampling.jackknife(20)).estimate().toString())
        .matches(
            ".*p = 0.0857 by chi-square, 95 % -?0\\.\\d{6} to 0\\.\\d{6} by jackknife of 20 stretches, plug-in\\); near 0: .*");
    Symbols x = Series.binary(Series.random(1, 1, 5000, 2));
    Symbols later = Series.binary(Series.delayed(Series.random(1, 1, 5000, 2)[0]));
    assertThat(TransferEntropy.of(x, later, Embedding.oneStep()).estimate().toString())
        .contains("p < 1e-300");
    assertThat(bare(Math.log(2))).hasToString("1.000000 bits (n = 10, plug-in)");
    assertThat(Entropy.of(Partition.of(1, 1, 1, 1, 1)).estimate())
        .hasToString("0.000000 bits (n = 5, 1 state, bias 0.000000, plug-in)");
  }

  @Test
  void numbersConvert() {
    Estimate e =
        new Estimate(
            Math.log(2),
            "plug-in",
            10,
            4,
            Math.log(4),
            "chi-square",
            new Significance(Math.log(8), Math.log(4), 0.5),
            Optional.empty(),
            List.of());
    assertThat(e.in(Unit.BITS)).isCloseTo(1, within(1e-15));
    assertThat(e.bias(Unit.BITS)).isCloseTo(2, within(1e-15));
    assertThat(e.nullMean(Unit.BITS)).isCloseTo(3, within(1e-15));
    assertThat(e.in(Unit.NATS)).isEqualTo(Math.log(2));
  }

  @Test
  void fewerThanFiveSamplesAStateAreUndersampled() {
    assertThat(Warning.ofSampling(20, 4, false)).isEmpty();
    assertThat(Warning.ofSampling(19, 4, false))
        .containsExactly(
            new Warning(Warning.Kind.UNDERSAMPLED, "undersampled: 4.8 samples a state, 5 needed"));
    assertThat(Warning.ofSampling(19, 19, true))
        .containsExactly(
            new Warning(
                Warning.Kind.SATURATED,
                "saturated: each of the 19 samples has a state of its own"));
  }

  @Test
  void whatTheCodingDidIsAWarning() {
    Values values = Values.ofRows(new double[][] {{0, 5}, {0, 0.5}, {0, 0.2}, {0, 0.1}});
    Symbols symbols = Discretizer.equalWidth(2, 0, 1).fit(values).encode(values);
    Estimate e = bare(0).with("dense1", symbols.discretization());
    assertThat(e)
        .hasToString(
            "0.000000 bits (n = 10, plug-in); dense1: 1 of 2 units constant, 1 always 0; dense1: 12.50 % of the values outside the range");
    assertThat(e.has(Warning.Kind.CONSTANT)).isTrue();
    assertThat(e.has(Warning.Kind.OUTSIDE_RANGE)).isTrue();
    assertThat(e.has(Warning.Kind.TIES)).isFalse();
    assertThat(bare(0).with("x", new DiscretizationReport(2, 0, 0, 8, 0)).warnings()).isEmpty();
  }

  @Test
  void laterLayerThatKnowsMoreViolatesTheDataProcessingInequality() {
    assertThat(bare(1).after(bare(1)).warnings()).isEmpty();
    assertThat(bare(1 + 1e-12).after(bare(1)).warnings()).isEmpty();
    assertThat(bare(Math.log(2)).after(bare(Math.log(4))).warnings()).isEmpty();
    assertThat(bare(Math.log(4)).after(bare(Math.log(2))).toString())
        .endsWith("; data processing inequality violated: 1.0000 bits more than the layer before");
    assertThat(bare(1).after(bare(0.5)).has(Warning.Kind.DATA_PROCESSING)).isTrue();
  }
}
