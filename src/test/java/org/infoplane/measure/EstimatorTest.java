package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EstimatorTest {

  private static final List<EntropyEstimator> ALL =
      List.of(
          Estimator.plugIn(),
          Estimator.millerMadow(),
          Estimator.grassberger(),
          Estimator.chaoShen(),
          Estimator.panzeriTreves());

  private static EntropyEstimator named(String name) {
    return ALL.stream().filter(e -> e.toString().equals(name)).findFirst().orElseThrow();
  }

  private static TransferEntropy te(int[] source, int[] target) {
    return TransferEntropy.of(Series.binary(source), Series.binary(target), Embedding.oneStep());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/entropy-bits.csv", useHeadersInDisplayName = true)
  void entropyEqualsOtherImplementations(String estimator, String sample, double bits) {
    Partition states = Partition.of(Series.parse(sample));
    assertThat(Entropy.of(states).with(named(estimator)).estimate().in(Unit.BITS))
        .isCloseTo(bits, within(1e-10));
  }

  @Test
  void millerMadowAddsHalfAStateASample() {
    assertThat(Estimator.millerMadow().entropy(new int[] {2, 2}))
        .isCloseTo(Math.log(2) + 1 / 8.0, within(1e-15));
  }

  @Test
  void d1EqualsOtherImplementations() {
    int[][] d1 = Series.d1();
    TransferEntropy forward = te(d1[0], d1[1]).with(Estimator.millerMadow());
    TransferEntropy backward = te(d1[1], d1[0]).with(Estimator.millerMadow());
    assertThat(forward.estimate().in(Unit.BITS)).isCloseTo(0.577709156814, within(1e-11));
    assertThat(backward.estimate().in(Unit.BITS)).isCloseTo(0.002108174041, within(1e-11));
    assertThat(
            Entropy.of(Partition.of(d1[1])).with(Estimator.grassberger()).estimate().in(Unit.BITS))
        .isCloseTo(0.9976284848, within(1e-10));
  }

  @Test
  void millerMadowIsThePlugInValueMinusItsBias() {
    int[][] d1 = Series.d1();
    Estimate plugIn = te(d1[1], d1[0]).estimate();
    Estimate corrected = te(d1[1], d1[0]).with(Estimator.millerMadow()).estimate();
    assertThat(corrected.nats()).isCloseTo(plugIn.nats() - plugIn.biasNats(), within(1e-13));
    assertThat(corrected.biasNats()).isZero();
    assertThat(corrected.estimator()).isEqualTo("Miller-Madow");
  }

  @Test
  void plugInInformationIsADifferenceOfPlugInEntropies() {
    Partition a = Partition.of(Series.random(1, 1, 300, 3)[0]);
    Partition b = Partition.of(Series.random(2, 1, 300, 4)[0]);
    Partition c = Partition.of(Series.random(3, 1, 300, 2)[0]);
    EntropyEstimator plugIn = Estimator.plugIn();
    assertThat(plugIn.information(a, b, c))
        .isCloseTo(plugIn.entropy(a, c) - plugIn.entropy(a, b.and(c)), within(1e-13));
    for (EntropyEstimator each : ALL) {
      assertThat(each.information(a, b, c))
          .as(each.toString())
          .isCloseTo(each.entropy(a, c) - each.entropy(a, b.and(c)), within(1e-13));
    }
  }

  @Test
  void oneStateHasNoEntropy() {
    assertThat(Estimator.plugIn().entropy(new int[] {7})).isZero();
    assertThat(Estimator.millerMadow().entropy(new int[] {7})).isZero();
    assertThat(Estimator.chaoShen().entropy(new int[] {7})).isZero();
    assertThat(Estimator.panzeriTreves().entropy(new int[] {7})).isZero();
  }

  @Test
  void chaoShenOfSamplesAllSeenOnceKeepsSomeCoverage() {
    // Coverage 1 - 2/3 = 1/3, q = 1/9 of each.
    double q = 1 / 9.0;
    assertThat(Estimator.chaoShen().entropy(new int[] {1, 1, 1}))
        .isCloseTo(-3 * q * Math.log(q) / (1 - Math.pow(1 - q, 3)), within(1e-14));
  }

  @Test
  void panzeriTrevesCountsStatesThatCouldHaveBeenSeen() {
    // By hand: 4 samples show 1.68 of 2 states, 2.07 of 3 and 2.34 of 4; 2 were seen.
    assertThat(PanzeriTreves.relevantStates(new int[] {3, 1}, 2)).isEqualTo(2);
    assertThat(PanzeriTreves.relevantStates(new int[] {3, 1}, 3)).isEqualTo(3);
    assertThat(PanzeriTreves.relevantStates(new int[] {3, 1}, 9)).isEqualTo(3);
    assertThat(PanzeriTreves.relevantStates(new int[] {1}, 9)).isEqualTo(1);
    assertThat(PanzeriTreves.relevantStates(new int[] {50, 50}, 9)).isEqualTo(2);
  }

  @Test
  void panzeriTrevesCorrectsEachConditionByItsStates() {
    // Condition 0 shows states 0 (3 times) and 1; condition 1 shows 2 (twice) and 0.
    Partition a = Partition.of(0, 0, 0, 1, 2, 2, 0);
    Partition given = Partition.of(0, 0, 0, 0, 1, 1, 1);
    int second = PanzeriTreves.relevantStates(new int[] {2, 1}, 3);
    double plugIn = Estimator.plugIn().entropy(a, given);
    assertThat(Estimator.panzeriTreves().entropy(a, given))
        .isCloseTo(plugIn + (3 - 1 + second - 1) / 14.0, within(1e-14));
    assertThat(Estimator.panzeriTreves().entropy(new int[] {2, 1}))
        .isEqualTo(Estimator.millerMadow().entropy(new int[] {2, 1}));
  }

  /** Mean over 400 pairs of independent series, four symbols in 200 samples, in nats. */
  private static double meanOfIndependent(Estimator estimator) {
    double sum = 0;
    for (int run = 0; run < 400; run++) {
      SplittableRandom random = new SplittableRandom(run);
      int[] a = random.ints(200, 0, 4).toArray();
      int[] b = random.ints(200, 0, 4).toArray();
      sum +=
          MutualInformation.between(Partition.of(a), Partition.of(b))
              .with(estimator)
              .estimate()
              .nats();
    }
    return sum / 400;
  }

  @Test
  void correctionsTakeTheBiasOff() {
    // Bias 9 / 400 = 0.0225; standard error of the mean sqrt(2 * 9) / 400 / 20 = 0.0005.
    assertThat(meanOfIndependent(Estimator.plugIn())).isCloseTo(0.0225, within(0.002));
    assertThat(meanOfIndependent(Estimator.millerMadow())).isCloseTo(0, within(0.002));
    assertThat(meanOfIndependent(Estimator.panzeriTreves())).isCloseTo(0, within(0.002));
    assertThat(meanOfIndependent(Estimator.grassberger())).isCloseTo(0, within(0.004));
    assertThat(meanOfIndependent(Estimator.shuffleCorrected(20, 1))).isCloseTo(0, within(0.002));
  }

  @Test
  void biasIsKnownWhereItIsNamed() {
    assertThat(Estimator.plugIn().bias(3, 10)).isEqualTo(0.15);
    assertThat(Estimator.millerMadow().bias(3, 10)).isZero();
    assertThat(Estimator.panzeriTreves().bias(3, 10)).isZero();
    assertThat(Estimator.shuffleCorrected(2, 1).bias(3, 10)).isNaN();
    assertThat(Estimator.grassberger().bias(3, 10)).isNaN();
    assertThat(Estimator.chaoShen().bias(3, 10)).isNaN();
  }

  @Test
  void shuffleCorrectionIsThePlugInValueMinusItsShuffledMean() {
    Partition a = Partition.of(Series.random(1, 1, 40, 3)[0]);
    Partition b = Partition.of(Series.random(2, 1, 40, 3)[0]);
    Partition none = Partition.trivial(40);
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      int[] order = Null.globalShuffle(5, 9).order(i, org.infoplane.symbol.Segments.whole(), 40);
      sum += Estimator.plugIn().information(a, b.reorder(order), none);
    }
    assertThat(Estimator.shuffleCorrected(5, 9).information(a, b, none))
        .isCloseTo(Estimator.plugIn().information(a, b, none) - sum / 5, within(1e-14));
  }

  @Test
  void estimatorsSayWhatTheyAre() {
    assertThat(ALL)
        .extracting(Object::toString)
        .containsExactly("plug-in", "Miller-Madow", "Grassberger", "Chao-Shen", "Panzeri-Treves");
    assertThat(Estimator.shuffleCorrected(5, 9))
        .hasToString("plug-in minus the mean of 5 shuffles, seed 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Estimator.shuffleCorrected(0, 9))
        .withMessageContainingAll("shuffles must be at least 1", "got 0");
  }

  @Test
  void intervalsThatDoNotHoldAreRefused() {
    MutualInformation info =
        MutualInformation.between(
                Partition.of(Series.random(1, 1, 400, 2)[0]),
                Partition.of(Series.random(2, 1, 400, 2)[0]))
            .interval(Resampling.jackknife(20));
    for (Estimator estimator : new Estimator[] {Estimator.grassberger(), Estimator.chaoShen()}) {
      assertThatIllegalArgumentException()
          .isThrownBy(info.with(estimator)::estimate)
          .withMessage(
              "The 95 %% intervals of %s hold the true value too seldom or too often, so there is no jackknife of 20 stretches. Use the jackknife of Estimator.millerMadow().",
              estimator);
    }
    Estimate corrected = info.with(Estimator.shuffleCorrected(10, 1)).estimate();
    Interval plugIn = info.estimate().interval().orElseThrow();
    Interval around = corrected.interval().orElseThrow();
    assertThat((around.lowNats() + around.highNats()) / 2)
        .isCloseTo(corrected.nats(), within(1e-15));
    assertThat(around.highNats() - around.lowNats())
        .isCloseTo(plugIn.highNats() - plugIn.lowNats(), within(1e-15));
  }

  @Test
  void intervalWithoutItsEstimateIsWarnedOf() {
    // 64 states, 200 samples: the bias is larger than the interval.
    Estimate biased =
        MutualInformation.between(
                Partition.of(Series.random(1, 1, 200, 8)[0]),
                Partition.of(Series.random(2, 1, 200, 8)[0]))
            .interval(Resampling.jackknife(20))
            .estimate();
    assertThat(biased.interval().orElseThrow().highNats()).isLessThan(biased.nats());
    assertThat(biased.has(Warning.Kind.INTERVAL)).isTrue();
    assertThat(biased.toString())
        .contains("; the interval does not contain the estimate: the bias is larger");
  }

  @Test
  void correctionsThatDoNotReachLeaveABiasThatIsNotKnown() {
    MutualInformation few =
        MutualInformation.between(
            Partition.of(Series.random(1, 1, 40, 4)[0]),
            Partition.of(Series.random(2, 1, 40, 4)[0]));
    assertThat(few.estimate().biasNats()).as("plug-in").isEqualTo(9 / 80.0, within(0.03));
    for (Estimator estimator :
        new Estimator[] {
          Estimator.millerMadow(), Estimator.panzeriTreves(), Estimator.shuffleCorrected(5, 1)
        }) {
      assertThat(few.with(estimator).estimate().biasNats()).as("%s", estimator).isNaN();
      assertThat(few.with(estimator).estimate().toString()).doesNotContain("bias");
    }
    MutualInformation enough =
        MutualInformation.between(
            Partition.of(Series.random(1, 1, 400, 4)[0]),
            Partition.of(Series.random(2, 1, 400, 4)[0]));
    assertThat(enough.with(Estimator.millerMadow()).estimate().biasNats()).isZero();
  }

  @Test
  void aMeasureThatIsPrintedSaysWhatToCall() {
    Partition one = Partition.of(0, 1, 0, 1);
    assertThat(MutualInformation.between(one, one))
        .hasToString("mutual information, not measured yet: call estimate()");
    assertThat(Entropy.of(one)).hasToString("entropy, not measured yet: call estimate()");
  }

  /** Plug-in once more, as a user would write it; it says what it is, or nothing. */
  private record Frequencies(boolean says) implements EntropyEstimator {
    @Override
    public double entropy(int[] sizes) {
      double n = Arrays.stream(sizes).sum();
      return Arrays.stream(sizes).mapToDouble(k -> -k / n * Math.log(k / n)).sum();
    }

    @Override
    public double bias(long states, long samples) {
      return says ? states / (2.0 * samples) : EntropyEstimator.super.bias(states, samples);
    }

    @Override
    public boolean isPlugIn() {
      return says;
    }

    @Override
    public Intervals intervals() {
      return says ? Intervals.HOLD : EntropyEstimator.super.intervals();
    }

    @Override
    public String toString() {
      return "frequencies";
    }
  }

  @Test
  void anEstimatorOfYourOwnThatSaysWhatItIsGivesAllThatTheBuiltInOneGives() {
    int[][] d1 = Series.d1();
    TransferEntropy te = te(d1[0], d1[1]).interval(Resampling.jackknife(10));
    Estimate own = te.with(new Frequencies(true)).estimate();
    Estimate plugIn = te.estimate();
    assertThat(own.estimator()).isEqualTo("frequencies");
    assertThat(own.nats()).isCloseTo(plugIn.nats(), within(1e-12));
    assertThat(own.biasNats()).isEqualTo(plugIn.biasNats());
    assertThat(own.significance()).isEqualTo(plugIn.significance());
    assertThat(own.interval().orElseThrow().lowNats())
        .isCloseTo(plugIn.interval().orElseThrow().lowNats(), within(1e-10));
    assertThat(own.warnings()).isEqualTo(plugIn.warnings());
    Partition states = Partition.of(d1[0]);
    assertThat(Entropy.of(states).with(new Frequencies(true)).estimate().nats())
        .isCloseTo(Entropy.of(states).estimate().nats(), within(1e-12));
  }

  @Test
  void whatAnEstimatorDoesNotSayIsNotMadeUp() {
    int[][] d1 = Series.d1();
    TransferEntropy te = te(d1[0], d1[1]).with(new Frequencies(false));
    Estimate estimate = te.estimate();
    assertThat(estimate.biasNats()).isNaN();
    assertThat(estimate.nullMean(Unit.NATS)).isNaN();
    assertThat(estimate.pValue()).isEqualTo(te(d1[0], d1[1]).estimate().pValue());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.interval(Resampling.jackknife(20)).estimate())
        .withMessageContainingAll(
            "frequencies have unknown coverage",
            "no jackknife of 20 stretches",
            "Measure the coverage on processes of known truth",
            "Estimator.millerMadow()");
    Null shuffles = Null.globalShuffle(9, 1);
    assertThat(te.against(shuffles).estimate().nullMean(Unit.NATS))
        .isCloseTo(
            te(d1[0], d1[1]).against(shuffles).estimate().nullMean(Unit.NATS), within(1e-12));
  }
}
