package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against all orders of small batches, and against a thousand shuffles of longer series. */
class DriftTest {

  /** All orders of the samples, each batch by itself. */
  private static List<int[]> orders(Segments batches, int samples) {
    List<int[]> all = List.of(Draws.identity(samples));
    for (int b = 0; b < batches.count(); b++) {
      List<int[]> next = new ArrayList<>();
      for (int[] order : all) {
        permute(order.clone(), batches.start(b), batches.end(b, samples), next);
      }
      all = next;
    }
    return all;
  }

  private static void permute(int[] order, int from, int end, List<int[]> to) {
    if (from == end) {
      to.add(order.clone());
      return;
    }
    for (int i = from; i < end; i++) {
      swap(order, from, i);
      permute(order, from + 1, end, to);
      swap(order, from, i);
    }
  }

  private static void swap(int[] order, int i, int j) {
    int kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }

  private static int[][] counts(int[] x, int[] y, int a, int c, Segments batches) {
    int[][] n = new int[batches.count()][a * c];
    for (int b = 0; b < n.length; b++) {
      for (int t = batches.start(b); t < batches.end(b, y.length); t++) {
        n[b][y[t] * c + x[t]]++;
      }
    }
    return n;
  }

  private static int[] draws(SplittableRandom random, int n, int alphabet) {
    return random.ints(n, 0, alphabet).toArray();
  }

  private static Segments batches(String starts) {
    return Segments.startingAt(
        Arrays.stream(starts.split(",")).mapToInt(Integer::parseInt).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "'0,3', 6, 2, 2",
    "'0,2,3', 6, 2, 2",
    "'0,1,2,4', 7, 2, 3",
    "'0', 5, 3, 2",
    "'0,4', 5, 3, 3",
    "'0,3,4', 7, 2, 2",
    "'0,1', 6, 2, 2",
    "'0,1,2', 3, 2, 2"
  })
  void expectedCountsAreMeansOverAllOrders(String starts, int samples, int a, int c) {
    Segments batches = batches(starts);
    List<int[]> orders = orders(batches, samples);
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 5; round++) {
      int[] x = draws(random, samples, c);
      int[] y = draws(random, samples, a);
      ShuffledCounts shuffled = new ShuffledCounts(batches, samples, a, c);
      int[][] n = counts(x, y, a, c, batches);
      double[] means = new double[a * a * c];
      for (int[] order : orders) {
        for (int t = 1; t < samples; t++) {
          means[(y[order[t]] * a + y[order[t - 1]]) * c + x[order[t - 1]]] += 1.0 / orders.size();
        }
      }
      assertThat(shuffled.expected(n)).containsExactly(means, within(1e-12));
      assertThat(shuffled.expected(n, 1, 1)).containsExactly(means, within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'0,3', 6, 2, 1",
    "'0,2,3', 6, 2, 2",
    "'0,1,2,4', 7, 1, 3",
    "'0', 6, 3, 3",
    "'0,5', 7, 3, 1",
    "'0,1,2,3,4', 7, 3, 2",
    "'0,4,5', 8, 2, 3"
  })
  void longerHistoriesToo(String starts, int samples, int k, int l) {
    Segments batches = batches(starts);
    List<int[]> orders = orders(batches, samples);
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 5; round++) {
      int[] x = draws(random, samples, 2);
      int[] y = draws(random, samples, 2);
      double[] means = new double[1 << (1 + k + l)];
      for (int[] order : orders) {
        for (int t = Math.max(k, l); t < samples; t++) {
          int state = y[order[t]];
          for (int i = 1; i <= k; i++) {
            state = 2 * state + y[order[t - i]];
          }
          for (int i = 1; i <= l; i++) {
            state = 2 * state + x[order[t - i]];
          }
          means[state] += 1.0 / orders.size();
        }
      }
      ShuffledCounts shuffled = new ShuffledCounts(batches, samples, 2, 2);
      assertThat(shuffled.expected(counts(x, y, 2, 2, batches), k, l))
          .containsExactly(means, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0,3", "0,2,3", "0,1,2,3", "0,4", "0,1", "0,1,5", "0,3,4"})
  void varianceIsThatOverAllOrders(String starts) {
    int samples = 7;
    Segments batches = batches(starts);
    List<int[]> orders = orders(batches, samples);
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 20; round++) {
      int[] from = draws(random, samples, 2);
      int[] to = draws(random, samples, 2);
      double mean = 0;
      double squares = 0;
      for (int[] order : orders) {
        int count = 0;
        for (int t = 1; t < samples; t++) {
          count += from[order[t - 1]] * to[order[t]];
        }
        mean += count / (double) orders.size();
        squares += count * count / (double) orders.size();
      }
      double[][] n = new double[3][batches.count()];
      for (int b = 0; b < batches.count(); b++) {
        for (int t = batches.start(b); t < batches.end(b, samples); t++) {
          n[0][b] += from[t];
          n[1][b] += to[t];
          n[2][b] += from[t] * to[t];
        }
      }
      assertThat(new ShuffledCounts(batches, samples, 2, 2).variance(n[0], n[1], n[2]))
          .isCloseTo(squares - mean * mean, within(1e-11));
    }
  }

  /** Series of which the shares of symbols move with time, and which may depend on each other. */
  private static int[][] series(
      int n, int alphabet, double amplitude, double coupling, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] xy = new int[2][n];
    for (int t = 0; t < n; t++) {
      double now = share + amplitude * Math.sin(9.0 * t / n);
      for (int i = 0; i < 2; i++) {
        xy[i][t] = random.nextDouble() < now ? 1 + random.nextInt(Math.max(1, alphabet - 1)) : 0;
      }
      if (t > 0 && random.nextDouble() < coupling) {
        xy[1][t] = xy[0][t - 1];
      }
    }
    return xy;
  }

  private static Segments cut(String batches, int samples) {
    if (!batches.equals("unequal")) {
      return Segments.ofLength(Integer.parseInt(batches), samples);
    }
    IntUnaryOperator next = at -> at + 20 + at * 7 % 61;
    return Segments.startingAt(IntStream.iterate(0, at -> at < samples, next).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    // samples, batch, alphabet, amplitude, coupling, share
    "5000, 100, 2, 0, 0, .5", "5000, 100, 2, .2, 0, .5",
    "5000, 100, 2, .45, 0, .5", "3200, 32, 2, .4, 0, .5",
    "1000, 20, 2, .4, 0, .5", "5000, 100, 2, .3, .5, .5",
    "5000, unequal, 2, .3, .2, .5", "5000, unequal, 4, .3, .2, .6",
    "12000, 50, 4, .2, 0, .7", "3000, 3, 2, .3, 0, .5"
  })
  void driftAndBiasAreTheMeanOfAThousandShuffles(
      int samples, String batch, int alphabet, double amplitude, double coupling, double share) {
    int[][] xy = series(samples, alphabet, amplitude, coupling, share, 11);
    Symbols x = Symbols.ofSeries(alphabet, xy[0]);
    Symbols y = Symbols.ofSeries(alphabet, xy[1]);
    Embedding embedding = Embedding.oneStep();
    Segments batches = cut(batch, samples);
    Drift drift = Drift.of(x, y, embedding, batches);
    var nullModel =
        PairwiseTransferEntropy.between(x, y, embedding)
            .against(Null.withinBatch(1000, 3).jointly(), batches)
            .ofMean();
    double error = nullModel.nullDeviation() / Math.sqrt(1000);
    // Four standard errors, and 3 % of the bias for what is of third order.
    assertThat(drift.nats(0, 0) + drift.biasNats(0, 0))
        .isCloseTo(nullModel.nullMean(), within(4 * error + .03 * drift.biasNats(0, 0)));
    assertThat(drift.nats(0, 0)).isBetween(0.0, nullModel.nullMean() + 4 * error);
  }

  @Test
  void constantPairsHaveNeither() {
    Symbols x = Symbols.ofSeries(2, new int[100]);
    Symbols y = Symbols.ofSeries(2, series(100, 2, .2, 0, .5, 1)[1]);
    for (Drift drift :
        List.of(
            Drift.of(x, y, Embedding.oneStep(), Segments.ofLength(10, 100)),
            Drift.of(y, x, Embedding.oneStep(), Segments.ofLength(10, 100)))) {
      assertThat(drift.nats(0, 0)).isCloseTo(0, within(1e-15));
      assertThat(drift.biasNats(0, 0)).isCloseTo(0, within(1e-15));
    }
  }

  @Test
  void rareSymbolsAndLongHistoriesHaveNoClosedBias() {
    int[][] xy = series(1000, 2, 0, 0, .03, 5);
    Symbols rare = Symbols.ofSeries(2, xy);
    Segments batches = Segments.ofLength(50, 1000);
    Drift drift = Drift.of(rare, rare, Embedding.oneStep(), batches);
    assertThat(drift.nats(0, 1)).isPositive();
    assertThat(drift.biasNats(0, 1)).isNaN();
    Symbols even = Symbols.ofSeries(2, series(1000, 2, .2, 0, .5, 5));
    Drift longer = Drift.of(even, even, new Embedding(3, 2, 1), batches);
    assertThat(longer.nats(0, 1)).isPositive();
    assertThat(longer.biasNats(0, 1)).isNaN();
  }

  @Test
  void whatHasNoClosedFormIsRefused() {
    Symbols two = Symbols.ofSeries(2, new int[100]);
    Symbols four = Symbols.ofSeries(4, new int[100]);
    Segments batches = Segments.ofLength(10, 100);
    for (Embedding embedding :
        List.of(
            new Embedding(4, 1, 1),
            new Embedding(1, 1, 2),
            new Embedding(2, 1, 1).targetDelay(2),
            Embedding.oneStep().within(batches))) {
      assertThat(Drift.isClosed(two, two, embedding)).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Drift.of(two, two, embedding, batches))
          .withMessageContaining("no closed form")
          .withMessageContaining(embedding.toString());
    }
    assertThat(Drift.isClosed(four, two, new Embedding(2, 1, 1))).isFalse();
    assertThat(Drift.isClosed(four, two, Embedding.oneStep())).isTrue();
    Drift drift = Drift.of(two, two, Embedding.oneStep(), batches);
    assertThatIllegalArgumentException().isThrownBy(() -> drift.nats(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> drift.biasNats(1, 0));
  }
}
