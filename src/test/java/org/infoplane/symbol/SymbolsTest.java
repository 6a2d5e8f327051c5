package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.function.Function;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolsTest {

  @ParameterizedTest
  @CsvSource({
    "2, 1",
    "2, 63",
    "2, 64",
    "2, 65",
    "2, 200",
    "3, 1",
    "3, 130",
    "256, 70",
    "257, 70",
    "65536, 130"
  })
  void packedSymbolsComeBackAsTheyWere(int alphabet, int samples) {
    int[][] series = Series.random(alphabet * 1000L + samples, 3, samples, alphabet);
    Symbols symbols = Symbols.ofSeries(alphabet, series);
    assertThat(symbols.alphabet()).isEqualTo(alphabet);
    for (int unit = 0; unit < 3; unit++) {
      for (int i = 0; i < samples; i++) {
        assertThat(symbols.get(unit, i)).isEqualTo(series[unit][i]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 65", "5, 65", "300, 65"})
  void reorderMovesEveryUnitAlike(int alphabet, int samples) {
    int[][] series = Series.random(9, 70, samples, alphabet);
    int[] order = new int[samples];
    for (int i = 0; i < samples; i++) {
      order[i] = (i * 7 + 3) % samples;
    }
    Symbols moved = Symbols.ofSeries(alphabet, series).reorder(order);
    for (int i = 0; i < samples; i++) {
      assertThat(moved.get(0, i)).isEqualTo(series[0][order[i]]);
      assertThat(moved.get(69, i)).isEqualTo(series[69][order[i]]);
    }
    Symbols few = Symbols.ofSeries(alphabet, series[3], series[4]).reorder(order);
    for (int i = 0; i < samples; i++) {
      assertThat(few.get(1, i)).isEqualTo(series[4][order[i]]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1", "2, 3", "2, 4", "2, 15", "2, 16", "2, 64", "2, 65", "2, 130", "5, 7", "300, 7"
  })
  void reorderingIsReorderManyTimes(int alphabet, int units) {
    for (int samples : new int[] {1, 63, 64, 65, 200}) {
      int[][] series = Series.random(9, units, samples, alphabet);
      Function<int[], Symbols> reordering = Symbols.ofSeries(alphabet, series).reordering();
      for (int round = 0; round < 3; round++) {
        int[] order = new int[samples];
        Arrays.setAll(order, i -> (i * 7 + 3) % samples);
        order[samples / 2] = round % samples; // samples may come twice
        Symbols moved = reordering.apply(order);
        assertThat(moved.samples()).isEqualTo(samples);
        for (int unit = 0; unit < units; unit++) {
          for (int i = 0; i < samples; i++) {
            assertThat(moved.get(unit, i)).isEqualTo(series[unit][order[i]]);
          }
        }
      }
      assertThatIllegalArgumentException().isThrownBy(() -> reordering.apply(new int[samples + 1]));
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "5", "300"})
  void oneUnitIsASeriesOfItsOwn(int alphabet) {
    int[][] series = Series.random(9, 3, 80, alphabet);
    Symbols unit = Symbols.ofSeries(alphabet, series).unit(2);
    assertThat(unit.units()).isEqualTo(1);
    assertThat(unit.alphabet()).isEqualTo(alphabet);
    for (int i = 0; i < 80; i++) {
      assertThat(unit.get(0, i)).isEqualTo(series[2][i]);
    }
  }

  @Test
  void joinedTrialsFollowEachOther() {
    Symbols one = Symbols.ofSeries(3, new int[] {0, 2}, new int[] {1, 1});
    Symbols two = Symbols.ofSeries(3, new int[] {1}, new int[] {2});
    Symbols both = Symbols.join(one, two);
    assertThat(both.samples()).isEqualTo(3);
    assertThat(both.get(0, 1)).isEqualTo(2);
    assertThat(both.get(1, 2)).isEqualTo(2);
    Values wide = Values.ofSeries(new double[] {-5, 0.5, 0.7});
    Symbols coded = Discretizer.equalWidth(2, 0, 1).fit(wide).encode(wide);
    assertThat(Symbols.join(coded, coded).discretization().outside()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.join(one, one.unit(0)))
        .withMessageContaining("got 1 and 3 after 2 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.join(two, Symbols.ofSeries(2, new int[] {1}, new int[] {0})))
        .withMessageContaining("got 2 and 2 after 2 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.join())
        .withMessageContaining("number of trials must be at least 1, got 0");
  }

  @ParameterizedTest
  @CsvSource({"2", "5", "300"})
  void orderThatDoesNotFitIsNamed(int alphabet) {
    Symbols three = Symbols.ofSeries(alphabet, new int[] {1, 0, 1});
    String words = "order must have 3 indices from 0 to 2, one per sample, got ";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.reorder(new int[] {0, 1}))
        .withMessage(words + "2 indices");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.reorder(new int[] {0, 1, 3}))
        .withMessageContaining(words);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.reorder(new int[] {0, -1, 2}))
        .withMessageContaining(words);
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> three.get(0, 40))
        .withMessageContaining("40");
  }

  @Test
  void constantSeriesAreTold() {
    Symbols symbols = Series.binary(new int[] {1, 1, 1}, new int[] {1, 1, 0});
    assertThat(symbols.isConstant(0)).isTrue();
    assertThat(symbols.isConstant(1)).isFalse();
  }

  @Test
  void builderInPiecesEqualsBuilderAtOnce() {
    float[] rows = new float[150 * 2];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) Math.sin(i * i);
    }
    Values all = Values.ofRows(rows, 2);
    Encoding encoding = Discretizer.median().fit(all);
    SymbolsBuilder builder = new SymbolsBuilder(encoding);
    builder.append(Values.ofRows(java.util.Arrays.copyOfRange(rows, 0, 140), 2));
    builder.append(Values.ofRows(java.util.Arrays.copyOfRange(rows, 140, 300), 2));
    Symbols pieces = builder.finish();
    Symbols once = encoding.encode(all);
    assertThat(pieces.samples()).isEqualTo(150);
    for (int i = 0; i < 150; i++) {
      assertThat(pieces.get(0, i)).isEqualTo(once.get(0, i));
      assertThat(pieces.get(1, i)).isEqualTo(once.get(1, i));
    }
  }

  @Test
  void builderThatHandedOverTakesNoMore() {
    SymbolsBuilder builder = new SymbolsBuilder(2, 2).append(new int[][] {{0, 1, 1}, {1, 0, 1}});
    Symbols all = builder.finish();
    assertThat(all.get(0, 2)).isEqualTo(1);
    assertThat(all.get(1, 1)).isZero();
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.append(all))
        .withMessageContaining("This builder is finished");
    assertThatIllegalStateException().isThrownBy(builder::finish);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 700})
  void sliceHoldsTheSamplesBetween(int alphabet) {
    int[][] series = Series.random(7, 3, 300, alphabet);
    Symbols all = Symbols.ofSeries(alphabet, series);
    for (int from : new int[] {0, 1, 63, 64, 65, 130}) {
      for (int to : new int[] {131, 192, 193, 299, 300}) {
        Symbols some = all.slice(from, to);
        assertThat(some.samples()).isEqualTo(to - from);
        for (int unit = 0; unit < 3; unit++) {
          for (int i = from; i < to; i++) {
            assertThat(some.get(unit, i - from)).isEqualTo(series[unit][i]);
          }
        }
        assertThat(Partition.ofRows(some).sizes())
            .isEqualTo(Partition.ofRows(Symbols.join(some)).sizes());
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.slice(5, 5))
        .withMessageContaining("samples must be from 0 to 300, at least one, got 5 to 5");
    assertThatIllegalArgumentException().isThrownBy(() -> all.slice(-1, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> all.slice(0, 301));
  }

  @Test
  void failedAppendAppendsNothing() {
    SymbolsBuilder builder =
        new SymbolsBuilder(Discretizer.zero().fit(Values.ofRows(new float[] {1}, 1)));
    builder.append(Values.ofRows(new float[] {1, -1}, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.append(Values.ofRows(new float[] {1, Float.NaN}, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.append(Values.ofRows(new float[] {1, 2}, 2)))
        .withMessageContaining("units of the values must be 1, as in the encoding, got 2");
    assertThat(builder.finish().samples()).isEqualTo(2);
  }

  @Test
  void badSymbolsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.ofSeries(2, new int[] {0, 1}, new int[] {0, 2}))
        .withMessage(
            "Unit 1 has symbol 2 in sample 1, but the alphabet is 0 to 1. Pass a larger alphabet.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.ofSeries(2, new int[] {0, 1}, new int[] {0}))
        .withMessageContaining("Series 1 has length 1, series 0 has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.ofSeries(2, new int[] {0, -1}))
        .withMessageContaining("Unit 0 has symbol -1");
    assertThatIllegalArgumentException().isThrownBy(() -> Symbols.ofSeries(1, new int[] {0}));
    assertThatIllegalArgumentException().isThrownBy(() -> Symbols.ofSeries(2, new int[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SymbolsBuilder(1, 2).append(Values.ofRows(new float[1], 1)))
        .withMessageContaining("has no encoding for values. Create it with one.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.ofSeries(2))
        .withMessageContaining("number of series must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.ofSeries(65_537, new int[] {0}))
        .withMessageContaining("alphabet must be from 2 to 65536, got 65537");
    assertThatIllegalStateException()
        .isThrownBy(() -> new SymbolsBuilder(1, 2).finish())
        .withMessageContaining("No sample was appended");
  }
}
