package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules that were not built in. */
class EncodingTest {

  /** The median once more, as a user would write it. */
  private record Middle() implements Discretizer {
    @Override
    public Encoding fit(Values values) {
      double[] edges = new double[values.units()];
      double[][] column = new double[1][values.samples()];
      for (int unit = 0; unit < edges.length; unit++) {
        values.columns(unit, column);
        double[] sorted = Arrays.stream(column[0]).sorted().toArray();
        int half = sorted.length / 2;
        edges[unit] =
            sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
      }
      return Encoding.of(edges.length, 2, (unit, value) -> value > edges[unit] ? 1 : 0);
    }

    @Override
    public String toString() {
      return "middle of the unit";
    }
  }

  /** Says nothing of itself. */
  private record Sign() implements Discretizer {
    @Override
    public Encoding fit(Values values) {
      return Encoding.of(values.units(), 3, (unit, value) -> 1 + (int) Math.signum(value));
    }

    @Override
    public boolean looksAtData() {
      return false;
    }
  }

  private static final Values LAYER =
      Values.ofSeries(new double[] {3, -1, 0, 7, 2}, new double[] {-5, -4, 0, 6, 8}, new double[5]);

  private static int[] codes(Symbols symbols, int unit) {
    return IntStream.range(0, symbols.samples()).map(i -> symbols.get(unit, i)).toArray();
  }

  private static void assertSame(Symbols one, Symbols other) {
    assertThat(one.discretization()).isEqualTo(other.discretization());
    for (int unit = 0; unit < one.units(); unit++) {
      assertThat(codes(one, unit)).isEqualTo(codes(other, unit));
    }
  }

  @Test
  void aRuleOfYourOwnGivesTheSymbolsOfTheSameRuleBuiltIn() {
    assertSame(
        new Middle().fit(LAYER).encode(LAYER), Discretizer.median().fit(LAYER).encode(LAYER));
  }

  @Test
  void itIsFittedOnTheWholeLayerToo() {
    Discretizer ofLayer = new Middle().perLayer();
    assertSame(
        ofLayer.fit(LAYER).encode(LAYER), Discretizer.median().perLayer().fit(LAYER).encode(LAYER));
    assertThat(ofLayer).hasToString("middle of the layer");
    assertThat(ofLayer.perUnit()).isEqualTo(new Middle());
  }

  @Test
  void aFixedRuleIsItsOwnForTheLayer() {
    Discretizer sign = new Sign();
    assertThat(sign.perLayer()).isSameAs(sign);
    assertThat(codes(sign.fit(LAYER).encode(LAYER), 1)).containsExactly(0, 0, 1, 2, 2);
  }

  @Test
  void whatARuleDoesNotSayIsTakenOnTheSafeSide() {
    assertThat(new Middle().isBinary()).isFalse();
    assertThat(new Middle().looksAtData()).isTrue();
    assertThat(new Middle().span()).isEqualTo(1);
  }

  @Test
  void symbolsArriveInABuilder() {
    Encoding sign = new Sign().fit(LAYER);
    SymbolsBuilder builder = new SymbolsBuilder(sign);
    assertSame(
        builder.append(LAYER).append(LAYER).finish().slice(5, 10),
        sign.encode(LAYER).slice(0, 5).reorder(new int[] {0, 1, 2, 3, 4}));
  }

  @Test
  void largeAlphabetsAreCounted() {
    Encoding large = Encoding.of(1, 65_536, (unit, value) -> (int) value);
    Symbols symbols = large.encode(Values.ofSeries(new double[] {0, 65_535, 300}));
    assertThat(codes(symbols, 0)).containsExactly(0, 65_535, 300);
    assertThat(symbols.bits()).isEqualTo(16);
  }

  @Test
  void aSymbolOutsideTheAlphabetIsNamedAndNothingIsAppended() {
    Encoding two = Encoding.of(3, 2, (unit, value) -> unit == 1 ? (int) value : 0);
    SymbolsBuilder builder = new SymbolsBuilder(two);
    builder.append(Values.ofSeries(new double[1], new double[] {1}, new double[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                builder.append(Values.ofSeries(new double[2], new double[] {1, 6}, new double[2])))
        .withMessage(
            "Symbols must be from 0 to 1, got 6 for value 6.0 of unit 1. Fix the function, or pass a larger alphabet to Encoding.of(units, alphabet, function).");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.encode(LAYER))
        .withMessageContaining("got -5 for value -5.0 of unit 1");
    assertThat(codes(builder.finish(), 1)).containsExactly(1);
  }

  @Test
  void numbersThatAreNoneNeverReachTheFunction() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Sign().fit(LAYER).encode(Values.ofRows(new double[][] {{1, 2, Double.NaN}})))
        .withMessage("Unit 2 is NaN in sample 0. Pass finite numbers.");
  }

  @Test
  void unitsAndAlphabetAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encoding.of(0, 2, (unit, value) -> 0))
        .withMessage("units must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encoding.of(1, 1, (unit, value) -> 0))
        .withMessage("alphabet must be from 2 to 65536, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encoding.of(1, 65_537, (unit, value) -> 0));
  }

  @Test
  void aRuleThatForgetsItsUnitsIsRefusedForTheLayer() {
    Discretizer three =
        new Discretizer() {
          @Override
          public Encoding fit(Values values) {
            return Encoding.of(3, 2, (unit, value) -> 0);
          }

          @Override
          public String toString() {
            return "three";
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.perLayer().fit(LAYER))
        .withMessage(
            "three, fitted on all values of a layer as one column, must return an encoding of one unit, got units: 3. Return Encoding.of(values.units(), ...) from fit(values), or use the rule without perLayer().");
    Discretizer ordinal = values -> Discretizer.ordinalPatterns(2).fit(values);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ordinal.perLayer().fit(LAYER))
        .withMessageContaining("got units: 1, a symbol depending on several samples");
  }

  @Test
  void edgesAreMonotoneAndMagnitudesAreNot() {
    for (Discretizer rule :
        new Discretizer[] {
          Discretizer.median(),
          Discretizer.zero(),
          Discretizer.quantiles(3),
          Discretizer.equalWidth(4),
          Discretizer.equalWidth(4, -1, 1),
          Discretizer.binWidth(0.5)
        }) {
      Encoding encoding = rule.fit(LAYER);
      Encoding.Coder coder = encoding.monotone().orElseThrow();
      Symbols symbols = encoding.encode(LAYER);
      for (int unit = 0; unit < 3; unit++) {
        for (int sample = 0; sample < 5; sample++) {
          assertThat(coder.symbol(unit, LAYER.get(sample, unit)))
              .isEqualTo(symbols.get(unit, sample));
        }
      }
    }
    assertThat(Discretizer.absoluteThreshold(1).fit(LAYER).monotone()).isEmpty();
    assertThat(Discretizer.ordinalPatterns(2).fit(LAYER).monotone()).isEmpty();
    assertThat(new Middle().fit(LAYER).monotone()).isEmpty();
  }
}
