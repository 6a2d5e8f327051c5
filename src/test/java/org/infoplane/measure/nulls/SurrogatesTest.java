package org.infoplane.measure.nulls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SurrogatesTest {

  private static final Segments WHOLE = Segments.whole();

  static List<Surrogates> all() {
    return List.of(
        Null.globalShuffle(9, 3),
        Null.withinBatch(9, 3),
        Null.circularShift(9, 3),
        Null.blockShuffle(7, 9, 3),
        Null.blocksWithinBatch(2, 9, 3),
        Null.withinBatch(9, 3).jointly());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyOrderIsAPermutationOfItsOwn(Surrogates surrogates) {
    Segments batches = Segments.startingAt(0, 10, 13);
    int[] first = surrogates.order(0, batches, 40);
    assertThat(first).isEqualTo(surrogates.order(0, batches, 40));
    assertThat(first).isNotEqualTo(surrogates.order(1, batches, 40));
    assertThat(Arrays.stream(first).sorted().toArray()).isEqualTo(IntStream.range(0, 40).toArray());
    assertThat(surrogates.surrogates()).isEqualTo(9);
    assertThat(surrogates.seed()).isEqualTo(3);
  }

  @Test
  void anotherSeedGivesOtherOrders() {
    assertThat(Null.globalShuffle(1, 3).order(0, WHOLE, 40))
        .isNotEqualTo(Null.globalShuffle(1, 4).order(0, WHOLE, 40));
  }

  @Test
  void samplesStayInTheirBatch() {
    int[] order = Null.withinBatch(1, 3).order(0, Segments.startingAt(0, 10, 13), 20);
    assertThat(Arrays.copyOfRange(order, 0, 10))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        .isNotEqualTo(IntStream.range(0, 10).toArray());
    assertThat(Arrays.copyOfRange(order, 10, 13)).containsExactlyInAnyOrder(10, 11, 12);
  }

  @Test
  void withOneBatchItIsTheGlobalShuffle() {
    assertThat(Null.withinBatch(1, 3).order(0, WHOLE, 20))
        .isEqualTo(Null.globalShuffle(1, 3).order(0, WHOLE, 20));
  }

  @Test
  void shiftKeepsTheOrderAroundTheCircleAndNeverStays() {
    boolean[] seen = new boolean[6];
    for (int s = 0; s < 200; s++) {
      int[] order = Null.circularShift(200, 5).order(s, WHOLE, 6);
      for (int i = 0; i < 6; i++) {
        assertThat((order[(i + 1) % 6] - order[i] + 6) % 6).isEqualTo(1);
      }
      seen[order[0]] = true;
    }
    assertThat(seen).containsExactly(false, true, true, true, true, true);
  }

  @Test
  void blocksKeepTheirInside() {
    int[] order = Null.blockShuffle(3, 1, 2).order(0, WHOLE, 8);
    int starts = 0;
    for (int i = 0; i < 8; i++) {
      if (order[i] % 3 != 0) {
        assertThat(order[i]).isEqualTo(order[i - 1] + 1);
      } else {
        starts++;
      }
    }
    assertThat(starts).isEqualTo(3);
  }

  @Test
  void blocksStayInTheirBatch() {
    int[] order = Null.blocksWithinBatch(3, 1, 2).order(0, Segments.startingAt(0, 12, 20), 26);
    for (int block : new int[] {0, 3, 6, 9, 12, 15, 20, 23}) {
      assertThat(order[block + 1]).isEqualTo(order[block] + 1);
      assertThat(order[block + 2]).isEqualTo(order[block] + 2);
      assertThat(order[block] < 12).isEqualTo(block < 12);
      assertThat(order[block] < 20).isEqualTo(block < 20);
    }
    assertThat(Arrays.copyOfRange(order, 18, 20)).containsExactly(18, 19); // left over
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.blocksWithinBatch(6, 1, 0).order(0, Segments.ofLength(10, 20), 20))
        .withMessageContainingAll(
            "more than one block of length 6", "batches: 2", "or shorter blocks");
    assertThatIllegalArgumentException().isThrownBy(() -> Null.blocksWithinBatch(0, 1, 0));
  }

  @Test
  void wholeSamplesMoveByTheSameOrders() {
    Surrogates orders = Null.circularShift(4, 1);
    assertThat(orders.movesWholeSamples()).isFalse();
    assertThat(orders.jointly().movesWholeSamples()).isTrue();
    assertThat(orders.jointly().order(2, WHOLE, 9)).isEqualTo(orders.order(2, WHOLE, 9));
    assertThat(orders.jointly().jointly()).isEqualTo(orders.jointly());
  }

  @Test
  void surrogatesAreNotOneStreamShifted() {
    Segments batches = Segments.ofLength(10, 500);
    Surrogates shuffle = Null.withinBatch(30, 3);
    for (int later = 1; later < 30; later++) {
      int[] first = shuffle.order(0, batches, 500);
      int[] other = shuffle.order(later, batches, 500);
      int same = 0;
      for (int b = 0; b + 1 < 50; b++) {
        boolean equal = true;
        for (int i = 0; i < 10; i++) {
          equal &= other[10 * b + i] + 10 == first[10 * (b + 1) + i];
        }
        same += equal ? 1 : 0;
      }
      assertThat(same).as("batches of surrogate %d that are those of 0, moved", later).isZero();
    }
  }

  @Test
  void everyOrderOfThreeComesEquallyOften() {
    int[] seen = new int[27];
    for (int s = 0; s < 6000; s++) {
      int[] o = Null.globalShuffle(6000, 5).order(s, WHOLE, 3);
      seen[o[0] * 9 + o[1] * 3 + o[2]]++;
    }
    // Six orders, 1000 expected each, standard deviation 29.
    assertThat(Arrays.stream(seen).filter(n -> n > 0))
        .hasSize(6)
        .allMatch(n -> Math.abs(n - 1000) < 130);
  }

  @Test
  void pValueCountsTheObservedOne() {
    assertThat(Significance.of(3, new double[] {1, 2, 3, 4}))
        .isEqualTo(new Significance(2.5, Math.sqrt(5 / 3.0), 3 / 5.0));
    assertThat(Significance.of(5, new double[] {1, 2, 3, 4}).pValue()).isEqualTo(1 / 5.0);
    assertThat(Significance.of(3, new double[] {3 * (1 - 1e-15)}).pValue()).isEqualTo(1);
    assertThat(Significance.of(-3, new double[] {-3 * (1 + 1e-15)}).pValue()).isEqualTo(1);
    assertThat(Significance.of(3, new double[] {3 * (1 - 1e-9)}).pValue()).isEqualTo(0.5);
    assertThat(Significance.of(1e-9, new double[] {1e-9 - 1e-13}).pValue()).isEqualTo(1);
    assertThat(Significance.of(1e-9, new double[] {1e-9 - 1e-11}).pValue()).isEqualTo(0.5);
  }

  @Test
  void eachSurrogateIsMeasuredInItsOrder() {
    Surrogates shifts = Null.circularShift(6, 8);
    double[] values =
        IntStream.range(0, 6).mapToDouble(s -> shifts.order(s, WHOLE, 50)[0]).toArray();
    assertThat(shifts.test(20, WHOLE, 50, order -> order[0]))
        .isEqualTo(Significance.of(20, values));
  }

  @Test
  void numbersAreTheSameForAnyNumberOfThreads() throws Exception {
    Surrogates shuffles = Null.globalShuffle(200, 8);
    double mean = shuffles.test(0, WHOLE, 50, o -> Math.sin(o[0])).nullMean();
    for (int threads : new int[] {1, 3, 8}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      assertThat(
              pool.submit(() -> shuffles.test(0, WHOLE, 50, o -> Math.sin(o[0])).nullMean()).get())
          .isEqualTo(mean);
      pool.shutdown();
    }
  }

  @Test
  void withoutSurrogatesThereIsNoNull() {
    Significance none = Null.globalShuffle(0, 1).test(1, WHOLE, 5, order -> 7);
    assertThat(none.nullMean()).isNaN();
    assertThat(none.pValue()).isNaN();
  }

  @Test
  void nullsSayWhatTheyAre() {
    assertThat(all())
        .extracting(Object::toString)
        .containsExactly(
            "global shuffle x 9, seed 3",
            "within-batch shuffle x 9, seed 3",
            "circular shift x 9, seed 3",
            "shuffle of blocks of 7 x 9, seed 3",
            "within-batch shuffle of blocks of 2 x 9, seed 3",
            "within-batch shuffle x 9, seed 3, whole samples");
    assertThat(Null.chiSquare()).hasToString("chi-square");
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.globalShuffle(-1, 0))
        .withMessageContainingAll("surrogates must not be negative", "got -1", "Null.none()");
    assertThatIllegalArgumentException().isThrownBy(() -> Null.withinBatch(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Null.circularShift(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Null.blockShuffle(2, -1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.blockShuffle(0, 1, 0))
        .withMessageContainingAll("block must be at least 1", "got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.circularShift(1, 0).order(0, WHOLE, 1))
        .withMessageContainingAll("shift of at least 1", "at least 2 samples", "got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.withinBatch(1, 0).order(0, Segments.startingAt(0, 9), 5))
        .withMessageContaining("below the number of samples, 5, got 9");
  }

  @Test
  void nullsThatMoveNothingAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.blockShuffle(5, 1, 0).order(0, WHOLE, 5))
        .withMessageContainingAll("at least two blocks", "blocks of 5 for 5 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.withinBatch(1, 0).order(0, Segments.ofLength(1, 5), 5))
        .withMessageContainingAll(
            "more than one block of length 1", "batches: 5", "larger batches");
  }

  /** One that a user wrote. */
  private record Own(List<Integer> given) implements Surrogates {
    @Override
    public int surrogates() {
      return 9;
    }

    @Override
    public long seed() {
      return 3;
    }

    @Override
    public int[] order(int surrogate, Segments batches, int samples) {
      return given.isEmpty()
          ? Draws.shuffled(seed(), surrogate, samples)
          : given.stream().mapToInt(i -> i).toArray();
    }
  }

  @Test
  void aNullOfYourOwnIsTestedLikeTheSameOneBuiltIn() {
    Surrogates own = new Own(List.of());
    assertThat(own.test(0.3, WHOLE, 50, o -> Math.sin(o[0])))
        .isEqualTo(Null.globalShuffle(9, 3).test(0.3, WHOLE, 50, o -> Math.sin(o[0])));
    assertThat(own.movesWholeSamples()).isFalse();
    assertThat(own.needsBatches()).isFalse();
    assertThat(own.breaksMemory()).isTrue(); // unless it says otherwise
    assertThat(own.jointly().movesWholeSamples()).isTrue();
  }

  @Test
  void anOrderThatIsNoPermutationIsRefused() {
    for (List<Integer> bad :
        List.of(
            List.of(0, 1),
            List.of(0, 1, 1),
            List.of(0, 1, 3),
            List.of(0, 1, -1),
            List.of(0, 1, 2, 3))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Own(bad).test(1, WHOLE, 3, o -> 0))
          .withMessageContainingAll("permutation of 0 to 2", "length " + bad.size());
    }
    assertThat(new Own(List.of(2, 0, 1)).test(1, WHOLE, 3, o -> 0).pValue()).isEqualTo(0.1);
  }

  @Test
  void whatIsNoNumberIsNeverSignificant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.globalShuffle(9, 1).test(Double.NaN, WHOLE, 5, o -> 0.5))
        .withMessageContaining("must not be NaN, got NaN and 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.globalShuffle(9, 1).test(1, WHOLE, 5, o -> Double.NaN))
        .withMessageContaining("must not be NaN, got 1.0 and NaN");
  }

  @Test
  void errorOfAMeasureKeepsItsWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Null.globalShuffle(50, 1)
                    .test(
                        1,
                        WHOLE,
                        5,
                        o -> {
                          throw new IllegalArgumentException("as it was");
                        }))
        .withMessage("as it was");
  }

  @Test
  void onlyTheWithinBatchShufflesNeedBatches() {
    assertThat(all().stream().map(Surrogates::needsBatches))
        .containsExactly(false, true, false, false, true, true);
  }

  @Test
  void onlyTheShufflesOfSingleSamplesBreakMemory() {
    assertThat(all().stream().map(Surrogates::breaksMemory))
        .containsExactly(true, true, false, false, false, false);
    assertThat(Null.none().breaksMemory()).isFalse();
    assertThat(Null.phaseRandomization(9, 3).breaksMemory()).isFalse();
  }

  @Test
  void nullMeanIsWithinRounding() {
    assertThat(Significance.of(0, new double[] {0.1, 0.2}).nullMean())
        .isCloseTo(0.15, within(1e-15));
  }

  /** Of 3 that reach, 3 / drawn; the chance of a p as small is that p itself. */
  @Test
  void pOfATestThatEndsEarlyIsExact() {
    Surrogates early = Null.globalShuffle(19, 1).untilReached(3);
    SplittableRandom random = new SplittableRandom(4);
    int runs = 20_000;
    Map<Double, Integer> seen = new TreeMap<>();
    for (int run = 0; run < runs; run++) {
      double observed = random.nextDouble();
      double[] others = random.doubles(19).toArray();
      AtomicInteger drawn = new AtomicInteger();
      Significance.untilReached(
          observed,
          early.surrogates(),
          early.enough(),
          i -> {
            drawn.incrementAndGet();
            return others[i];
          });
      Significance found =
          Significance.untilReached(observed, early.surrogates(), early.enough(), i -> others[i]);
      int reached = (int) Arrays.stream(others).filter(o -> o >= observed).count();
      if (reached < 3) {
        assertThat(found.pValue()).isEqualTo((1 + reached) / 20.0);
        assertThat(drawn).hasValue(19);
      } else {
        assertThat(found.pValue()).isEqualTo(3.0 / drawn.get());
      }
      seen.merge(found.pValue(), 1, Integer::sum);
    }
    int sum = 0;
    for (Map.Entry<Double, Integer> p : seen.entrySet()) {
      sum += p.getValue();
      double error = Math.sqrt(p.getKey() * (1 - p.getKey()) / runs);
      assertThat(sum / (double) runs).isCloseTo(p.getKey(), within(4 * error + 1e-12));
    }
    assertThat(seen.keySet()).contains(.05, .1, 3.0 / 4, 1.0);
  }

  @Test
  void endsEarlyDrawsNoMoreThanItNeeds() {
    Surrogates all = Null.globalShuffle(99, 5);
    Surrogates early = all.untilReached(4);
    AtomicInteger drawn = new AtomicInteger();
    Significance found =
        early.test(
            1,
            Segments.whole(),
            10,
            order -> {
              drawn.incrementAndGet();
              return 1;
            });
    assertThat(drawn).hasValue(4);
    assertThat(found.pValue()).isEqualTo(1);
    assertThat(early.test(1, Segments.whole(), 10, order -> 0).pValue()).isEqualTo(.01);
    assertThat(early.all()).isEqualTo(all);
    assertThat(early.order(3, Segments.whole(), 10)).isEqualTo(all.order(3, Segments.whole(), 10));
    assertThat(early).hasToString("global shuffle x 99, seed 5, until 4 reach");
    assertThat(early.jointly())
        .hasToString("global shuffle x 99, seed 5, whole samples, until 4 reach");
    assertThat(early.jointly().movesWholeSamples()).isTrue();
    assertThat(early.jointly().exchangeable(Segments.ofLength(5, 10))).hasValue(Segments.whole());
    for (int wrong : new int[] {0, 99, 100}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> all.untilReached(wrong))
          .withMessageContaining("from 1 to 98, got " + wrong);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.none().untilReached(4))
        .withMessageContainingAll("at least 2 surrogates", "got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.phaseRandomization(99, 1).untilReached(4))
        .withMessageContaining("changes values");
  }

  @Test
  void shufflesOfWholeSamplesSayWithinWhichPartsTheyMove() {
    Segments batches = Segments.ofLength(5, 20);
    assertThat(Null.withinBatch(9, 1).jointly().exchangeable(batches)).hasValue(batches);
    assertThat(Null.globalShuffle(9, 1).jointly().exchangeable(batches)).hasValue(Segments.whole());
    for (Surrogates other :
        List.of(
            Null.withinBatch(9, 1),
            Null.globalShuffle(9, 1),
            Null.circularShift(9, 1).jointly(),
            Null.none())) {
      assertThat(other.exchangeable(batches)).isEmpty();
    }
  }
}
