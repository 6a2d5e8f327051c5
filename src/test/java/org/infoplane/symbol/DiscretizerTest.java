package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscretizerTest {

  private static final Values COLUMN = column(3, 1, 2, 2);

  private static Values column(double... values) {
    return Values.ofSeries(values);
  }

  private static int[] codes(Symbols symbols, int unit) {
    int[] codes = new int[symbols.samples()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = symbols.get(unit, i);
    }
    return codes;
  }

  private static int[] codes(Discretizer rule, Values values) {
    return codes(rule.fit(values).encode(values), 0);
  }

  @Test
  void medianTiesGoToZero() {
    assertThat(codes(Discretizer.median(), COLUMN)).containsExactly(1, 0, 0, 0);
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    Values four = column(1, 2, 3, 4);
    assertThat(codes(Discretizer.median(), four)).containsExactly(0, 0, 1, 1);
    assertThat(codes(Discretizer.median().fit(four).encode(column(2.4, 2.6)), 0))
        .containsExactly(0, 1);
  }

  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(codes(Discretizer.median(), column(5, 1, 3))).containsExactly(1, 0, 0);
  }

  @Test
  void rulesAreFittedForEachUnitOrForTheLayer() {
    Values two = Values.ofRows(new double[][] {{0, 100}, {1, 200}, {2, 300}});
    Symbols perUnit = Discretizer.median().fit(two).encode(two);
    assertThat(codes(perUnit, 0)).containsExactly(0, 0, 1);
    assertThat(codes(perUnit, 1)).containsExactly(0, 0, 1);
    Symbols perLayer = Discretizer.median().perLayer().fit(two).encode(two);
    assertThat(codes(perLayer, 0)).containsExactly(0, 0, 0);
    assertThat(codes(perLayer, 1)).containsExactly(1, 1, 1);
    assertThat(Discretizer.median().perLayer().perUnit()).isEqualTo(Discretizer.median());
    assertThat(Discretizer.median().perLayer().perLayer())
        .isEqualTo(Discretizer.median().perLayer());
    assertThat(Discretizer.median().perUnit()).isEqualTo(Discretizer.median());
    assertThat(Discretizer.zero().perLayer()).isEqualTo(Discretizer.zero());
  }

  @Test
  void layerOfMoreValuesThanAnArrayHoldsIsNotFittedTogether() {
    Discretizer bins = Discretizer.equalWidth(30);
    Values large = Values.view(2, Integer.MAX_VALUE / 2 + 1, (sample, unit) -> 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bins.fit(large))
        .withMessage(
            "30 bins of equal width, smallest to largest of the layer can be fitted on at most 2147483647 values, got 2 samples x 1073741824 units. Use a rule that looks at no data, such as equalWidth(30, -1, 1) or threshold(t), or fewer samples.");
  }

  @Test
  void meanIsNotAboveItself() {
    assertThat(codes(Discretizer.mean(), column(0, 1, 5, 2))).containsExactly(0, 0, 1, 0);
    assertThat(codes(Discretizer.mean(), column(0, 1, 6, 1.9))).containsExactly(0, 0, 1, 0);
  }

  @Test
  void zeroIsNotAboveZero() {
    assertThat(codes(Discretizer.zero(), column(-1, 0, 1e-9))).containsExactly(0, 0, 1);
  }

  @Test
  void authorsRulesIncludeTheThresholdAndItsNegative() {
    assertThat(codes(Discretizer.authorsLogits(), column(-1, 0.999, 1))).containsExactly(1, 0, 1);
    assertThat(codes(Discretizer.authorsSoftmax(), column(0.9, 0.89))).containsExactly(1, 0);
    assertThat(codes(Discretizer.absoluteThreshold(2), column(-3, 1, 2))).containsExactly(1, 0, 1);
  }

  @Test
  void fixedBinsHaveASymbolBelowAndAboveAndCountWhatFallsThere() {
    Discretizer rule = Discretizer.equalWidth(4, -1, 1);
    Values values = column(-2, -1, -0.5, 0, 0.999, 1, 7);
    assertThat(codes(rule, values)).containsExactly(0, 1, 2, 3, 4, 4, 5);
    Encoding encoding = rule.fit(values);
    assertThat(encoding.alphabet()).isEqualTo(6);
    DiscretizationReport discretization = encoding.encode(values).discretization();
    assertThat(discretization.outside()).isEqualTo(2);
    assertThat(discretization.outsideShare()).isEqualTo(2 / 7.0);
  }

  @Test
  void fittedBinsSpanTheLayer() {
    Values two = Values.ofRows(new double[][] {{0, 4}, {1, 3}, {2, 2}});
    Encoding encoding = Discretizer.equalWidth(4).fit(two);
    assertThat(encoding.alphabet()).isEqualTo(4);
    Symbols symbols = encoding.encode(two);
    assertThat(codes(symbols, 0)).containsExactly(0, 1, 2);
    assertThat(codes(symbols, 1)).containsExactly(3, 3, 2);
    assertThat(codes(Discretizer.equalWidth(4).perUnit().fit(two).encode(two), 1))
        .containsExactly(3, 2, 0);
  }

  @Test
  void valuesOutsideAFittedRangeFallIntoTheNearestBinAndAreCounted() {
    Encoding encoding = Discretizer.equalWidth(2).fit(column(0, 1));
    Symbols later = encoding.encode(column(-3, 0, 0.5, 1, 9));
    assertThat(codes(later, 0)).containsExactly(0, 0, 1, 1, 1);
    assertThat(later.discretization().outside()).isEqualTo(2);
  }

  @Test
  void constantLayerFallsIntoOneBin() {
    assertThat(codes(Discretizer.equalWidth(5), column(2, 2, 2))).containsOnly(4);
    assertThat(codes(Discretizer.quantiles(5), column(2, 2, 2))).containsOnly(0);
    assertThat(codes(Discretizer.binWidth(0.3), column(2, 2, 2))).containsOnly(0);
  }

  @Test
  void binWidthIsTheFloorOfTheQuotientFromTheSmallestBin() {
    Values values = column(-0.1, 0, 0.49, 0.5, 1.2);
    Encoding encoding = Discretizer.binWidth(0.5).fit(values);
    assertThat(encoding.alphabet()).isEqualTo(4);
    assertThat(codes(encoding.encode(values), 0)).containsExactly(0, 1, 1, 2, 3);
    Symbols later = encoding.encode(column(-0.5, -0.6, 1.4, 1.5));
    assertThat(codes(later, 0)).containsExactly(0, 0, 3, 3);
    assertThat(later.discretization().outside()).isEqualTo(2);
  }

  @Test
  void binWidthOfTheLayerIsOneGrid() {
    Values two = Values.ofRows(new double[][] {{0, 10}, {1, 11}});
    assertThat(Discretizer.binWidth(1).fit(two).alphabet()).isEqualTo(2);
    Symbols layer = Discretizer.binWidth(1).perLayer().fit(two).encode(two);
    assertThat(layer.alphabet()).isEqualTo(12);
    assertThat(codes(layer, 1)).containsExactly(10, 11);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 10})
  void quantileBinsHoldTheSameNumberOfSamples(int bins) {
    Random random = new Random(5);
    double[] values = random.doubles(bins * 11L).toArray();
    int[] sizes = new int[bins];
    for (int code : codes(Discretizer.quantiles(bins), column(values))) {
      sizes[code]++;
    }
    assertThat(sizes).containsOnly(11);
  }

  @Test
  void quantileBinsOfSamplesThatCannotBeSharedOutDifferByOne() {
    assertThat(codes(Discretizer.quantiles(3), column(1, 2, 3, 4, 5)))
        .containsExactly(0, 0, 1, 1, 2);
  }

  @Test
  void equalValuesShareAQuantileBin() {
    assertThat(codes(Discretizer.quantiles(3), column(1, 1, 1, 1, 2, 3)))
        .containsExactly(0, 0, 0, 0, 2, 2);
  }

  @Test
  void ordinalPatternsNumberTheOrdersOfThree() {
    // Lexicographic: 012, 021, 102, 120, 201, 210 of the ranks.
    Encoding encoding = Discretizer.ordinalPatterns(3).fit(column(1));
    assertThat(encoding.alphabet()).isEqualTo(6);
    assertThat(codes(encoding.encode(column(1, 2, 3, 3, 0, 1, 0.5)), 0))
        .containsExactly(0, 0, 3, 4, 1);
    assertThat(codes(encoding.encode(column(3, 2, 1)), 0)).containsExactly(5);
    assertThat(codes(encoding.encode(column(2, 1, 3)), 0)).containsExactly(2);
  }

  @Test
  void ordinalPatternsLookAtSamplesThatLieADelayApart() {
    Encoding encoding = Discretizer.ordinalPatterns(2, 3).fit(column(1));
    assertThat(codes(encoding.encode(column(5, 0, 0, 4, 1, 2)), 0)).containsExactly(1, 0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoding.encode(column(1, 2, 3)))
        .withMessage(
            "samples must be at least 4 for ordinal patterns of order 2 and delay 3, got 3");
  }

  @Test
  void ordinalPatternsOfTrialsAreJoined() {
    Encoding encoding = Discretizer.ordinalPatterns(2).fit(Values.ofRows(new double[1][2]));
    Values first = Values.ofRows(new double[][] {{1, 0}, {2, 0}, {0, 0}});
    Values second = Values.ofRows(new double[][] {{5, 0}, {4, 0}});
    Symbols joined = Symbols.join(encoding.encode(first), encoding.encode(second));
    assertThat(codes(joined, 0)).containsExactly(0, 1, 1);
    assertThat(joined.discretization()).isEqualTo(new DiscretizationReport(2, 1, 1, 6, 0));
    Symbols alive = encoding.encode(Values.ofRows(new double[][] {{5, 1}, {4, 0}}));
    assertThat(Symbols.join(joined, alive).discretization().deadUnits()).isZero();
    assertThat(Symbols.join(alive, joined).discretization().deadUnits()).isZero();
  }

  @Test
  void ordinalPatternsNeedTheWholeSeries() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SymbolsBuilder(Discretizer.ordinalPatterns(3).fit(COLUMN)))
        .withMessageContaining("Use encode(values) on the whole series.");
  }

  @Test
  void edgesAreFrozenOnceFitted() {
    Encoding encoding = Discretizer.median().fit(COLUMN);
    assertThat(codes(encoding.encode(column(2.5, 2)), 0)).containsExactly(1, 0);
    assertThat(encoding.units()).isEqualTo(1);
  }

  @Test
  void codingCountsConstantAndDeadUnits() {
    Values values = Values.ofRows(new double[][] {{0, 5, 1, -0.0}, {0, 6, -1, 0}});
    Symbols symbols = Discretizer.zero().fit(values).encode(values);
    assertThat(symbols.discretization()).isEqualTo(new DiscretizationReport(4, 3, 2, 8, 0));
    assertThat(symbols.discretization())
        .hasToString(
            "4 units: 3 constant, 2 dead (always 0); 0 of 8 values (0.00 %) outside the range");
    assertThat(symbols.unit(1).discretization()).isEqualTo(new DiscretizationReport(1, 1, 0, 2, 0));
    assertThat(symbols.unit(3).discretization()).isEqualTo(new DiscretizationReport(1, 1, 1, 2, 0));
    assertThat(symbols.reorder(new int[] {1, 0}).discretization())
        .isEqualTo(symbols.discretization());
    assertThat(Symbols.ofSeries(2, new int[2]).discretization())
        .isEqualTo(new DiscretizationReport(1, 1, 0, 2, 0));
  }

  @Test
  void rulesKnowWhetherTheyAreBinaryAndLookAtData() {
    assertThat(Discretizer.median().isBinary()).isTrue();
    assertThat(Discretizer.mean().isBinary()).isTrue();
    assertThat(Discretizer.mean().perLayer().isBinary()).isTrue();
    assertThat(Discretizer.zero().isBinary()).isTrue();
    assertThat(Discretizer.authorsLogits().isBinary()).isTrue();
    assertThat(Discretizer.equalWidth(2).isBinary()).isTrue();
    assertThat(Discretizer.equalWidth(2, 0, 1).isBinary()).isFalse();
    assertThat(Discretizer.quantiles(3).isBinary()).isFalse();
    assertThat(Discretizer.binWidth(1).isBinary()).isFalse();
    assertThat(Discretizer.ordinalPatterns(2).isBinary()).isFalse();
    assertThat(Discretizer.median().looksAtData()).isTrue();
    assertThat(Discretizer.mean().looksAtData()).isTrue();
    assertThat(Discretizer.binWidth(1).looksAtData()).isTrue();
    assertThat(Discretizer.equalWidth(2).looksAtData()).isTrue();
    assertThat(Discretizer.equalWidth(2, 0, 1).looksAtData()).isFalse();
    assertThat(Discretizer.threshold(1).looksAtData()).isFalse();
    assertThat(Discretizer.authorsSoftmax().looksAtData()).isFalse();
    assertThat(Discretizer.ordinalPatterns(2).looksAtData()).isFalse();
    assertThat(Discretizer.median().span()).isEqualTo(1);
    assertThat(Discretizer.ordinalPatterns(3, 2).span()).isEqualTo(5);
    assertThat(Discretizer.ordinalPatterns(8, 400_000_000).span()).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberIsNamed(double bad) {
    Values values = Values.ofRows(new double[][] {{1, 2}, {bad, 4}});
    String words = "Unit 0 is " + bad + " in sample 1. Pass finite numbers.";
    for (Discretizer rule :
        new Discretizer[] {
          Discretizer.median(),
          Discretizer.mean(),
          Discretizer.zero(),
          Discretizer.authorsLogits(),
          Discretizer.equalWidth(3),
          Discretizer.equalWidth(3, 0, 1),
          Discretizer.binWidth(1),
          Discretizer.ordinalPatterns(2),
          Discretizer.median().perLayer()
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> rule.fit(values)).withMessage(words);
    }
    Encoding ordinal =
        Discretizer.ordinalPatterns(2).fit(Values.ofRows(new double[][] {{1, 2}, {3, 4}}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ordinal.encode(values))
        .withMessage(words);
  }

  @Test
  void emptyIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.zero().fit(Values.ofRows(new float[0], 3)))
        .withMessageContaining("samples must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.median().fit(Values.ofRows(new double[2][0])))
        .withMessageContaining("units must be at least 1, got 0");
  }

  @Test
  void rangesAndBinsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.equalWidth(4, 1, 1))
        .withMessage("low and high must be finite with low < high, got 1.0 and 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.equalWidth(4, 0, Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.equalWidth(4, Double.NEGATIVE_INFINITY, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.equalWidth(1))
        .withMessageContaining("bins must be from 2 to 65534, got 1");
    assertThatIllegalArgumentException().isThrownBy(() -> Discretizer.equalWidth(65_535));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.quantiles(1))
        .withMessage("quantile bins must be from 2 to 65536, got 1");
    assertThatIllegalArgumentException().isThrownBy(() -> Discretizer.quantiles(65_537));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.binWidth(0))
        .withMessage("width must be positive and finite, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.binWidth(Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.binWidth(1e-6).fit(column(0, 1)))
        .withMessage(
            "Bins of width 1.0E-6 for unit 0, from 0.0 to 1.0, are 1000001; at most 65536 are possible. Pass a larger width.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.binWidth(1e-300).fit(column(1e300, -1e300)))
        .withMessageContaining("from -1.0E300 to 1.0E300");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.equalWidth(4).fit(column(-1e308, 1e308)))
        .withMessageContaining("overflows a double. Scale the values first.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.mean().fit(column(1e308, 1e308)))
        .withMessageContaining("The sum of the values overflows a double");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.ordinalPatterns(8, 400_000_000).fit(COLUMN).encode(COLUMN))
        .withMessage(
            "samples must be at least 2800000001 for ordinal patterns of order 8 and delay 400000000, got 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.threshold(Double.NaN))
        .withMessage("threshold must be finite, got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.absoluteThreshold(Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discretizer.ordinalPatterns(9))
        .withMessageContaining("order must be from 2 to 8, got 9");
    assertThatIllegalArgumentException().isThrownBy(() -> Discretizer.ordinalPatterns(1));
    assertThatIllegalArgumentException().isThrownBy(() -> Discretizer.ordinalPatterns(3, 0));
  }

  @Test
  void ruleSaysWhatItIs() {
    assertThat(Discretizer.median()).hasToString("median of the unit");
    assertThat(Discretizer.median().perLayer()).hasToString("median of the layer");
    assertThat(Discretizer.mean()).hasToString("mean of the unit");
    assertThat(Discretizer.quantiles(4)).hasToString("4 quantile bins of the unit");
    assertThat(Discretizer.zero()).hasToString("a > 0.0");
    assertThat(Discretizer.threshold(0.5)).hasToString("a > 0.5");
    assertThat(Discretizer.authorsLogits()).hasToString("|a| >= 1.0");
    assertThat(Discretizer.binWidth(0.07)).hasToString("bins of width 0.07");
    assertThat(Discretizer.binWidth(0.07).perLayer())
        .hasToString("bins of width 0.07, one grid a layer");
    assertThat(Discretizer.ordinalPatterns(3)).hasToString("ordinal patterns of order 3");
    assertThat(Discretizer.ordinalPatterns(3, 2))
        .hasToString("ordinal patterns of order 3, delay 2");
    assertThat(Discretizer.equalWidth(30, -1, 1))
        .hasToString("30 bins of equal width, from -1.0 to 1.0");
    assertThat(Discretizer.equalWidth(30))
        .hasToString("30 bins of equal width, smallest to largest of the layer");
  }
}
