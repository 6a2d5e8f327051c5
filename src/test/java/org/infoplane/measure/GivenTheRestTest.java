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
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.infoplane.data.Wires;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.RocCurve;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTheRestTest {

  /** Units that lean on the one before them, on themselves and on an input, the last one. */
  private static double[][] driven(long seed, int units, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] series = new double[units + 1][samples];
    Arrays.setAll(series[units], t -> random.nextGaussian());
    for (int t = 0; t < samples; t++) {
      for (int u = 0; u < units; u++) {
        double own = t == 0 ? 0 : 0.4 * series[u][t - 1];
        double other = t < 2 ? 0 : 0.3 * series[(u + 1) % units][t - 1] - 0.2 * series[0][t - 2];
        series[u][t] = own + other + 0.5 * series[units][t] + random.nextGaussian();
      }
    }
    return series;
  }

  private static double[][] noise(long seed, int units, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] series = new double[units][samples];
    for (double[] one : series) {
      Arrays.setAll(one, t -> random.nextGaussian());
    }
    return series;
  }

  private static double[] at(double[] series, int[] times, int back) {
    return Arrays.stream(times).mapToDouble(t -> series[t - back]).toArray();
  }

  private static double squares(double[] y, List<double[]> regressors) {
    return Arrays.stream(residuals(y, regressors)).map(e -> e * e).sum();
  }

  private static double[] residuals(double[] y, List<double[]> regressors) {
    double[][] x = new double[y.length][regressors.size()];
    for (int c = 0; c < regressors.size(); c++) {
      for (int i = 0; i < y.length; i++) {
        x[i][c] = regressors.get(c)[i];
      }
    }
    OLSMultipleLinearRegression fit = new OLSMultipleLinearRegression();
    fit.newSampleData(y, x);
    return fit.estimateResiduals();
  }

  /** What a pair's regressors are: first all but the source, then the source. */
  private static List<List<double[]>> regressors(
      double[][] from,
      double[][] to,
      double @Nullable [] input,
      int[] times,
      int k,
      int l,
      int lag,
      boolean inside,
      int source) {
    List<double[]> rest = new ArrayList<>();
    List<double[]> own = new ArrayList<>();
    for (int s = 0; s < from.length; s++) {
      for (int i = 0; i < l; i++) {
        (s == source ? own : rest).add(at(from[s], times, lag + i));
      }
    }
    for (double[] unit : to) {
      for (int i = 1; i <= k; i++) {
        if (!inside || i < lag || i >= lag + l) {
          rest.add(at(unit, times, i));
        }
      }
    }
    if (input != null) {
      rest.add(at(input, times, 0));
    }
    return List.of(rest, own);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, 1, 1, 1",
    "true, false, 1, 2, 1",
    "true, true, 2, 1, 1",
    "true, true, 1, 1, 2",
    "true, true, 2, 2, 2",
    "false, true, 1, 1, 1",
    "false, false, 2, 1, 1",
    "false, true, 1, 2, 2"
  })
  void everyPairIsTheRegressionWithAndWithoutItsSource(
      boolean inside, boolean driven, int k, int l, int lag) {
    double[][] all = driven(3, 7, 400);
    double[][] to = Arrays.copyOfRange(all, 0, inside ? 7 : 4);
    double[][] from = inside ? to : Arrays.copyOfRange(all, 4, 7);
    double[] input = driven ? all[7] : null;
    Embedding embedding = new Embedding(k, l, lag).within(Segments.startingAt(0, 150));
    int[] times = embedding.times(400, embedding.target(), embedding.source());
    LayerTransfer pairs =
        GivenTheRest.gaussian(
            Values.ofSeries(from),
            Values.ofSeries(to),
            input == null ? null : Values.ofSeries(input),
            embedding,
            inside);
    double sum = 0;
    int count = 0;
    for (int s = 0; s < from.length; s++) {
      for (int t = 0; t < to.length; t++) {
        if (inside && s == t) {
          continue;
        }
        List<List<double[]>> x = regressors(from, to, input, times, k, l, lag, inside, s);
        List<double[]> full = new ArrayList<>(x.get(0));
        full.addAll(x.get(1));
        double[] next = at(to[t], times, 0);
        double without = squares(next, x.get(0));
        double with = squares(next, full);
        Estimate pair = pairs.get(s, t);
        assertThat(pair.nats()).isCloseTo(Math.log(without / with) / 2, within(1e-9));
        assertThat(pairs.nats(s, t)).isEqualTo(pair.nats());
        int left = times.length - full.size() - 1;
        double f = (without / with - 1) * left / l;
        double p = 1 - new FDistribution(null, l, left).cumulativeProbability(f);
        assertThat(pair.pValue()).isCloseTo(p, within(1e-7));
        assertThat(pair.biasNats()).isCloseTo(l / (2.0 * left), within(1e-15));
        assertThat(pair.nullModel()).isEqualTo("F-test");
        sum += pair.nats();
        count++;
      }
    }
    assertThat(pairs.meanNats()).isCloseTo(sum / count, within(1e-12));
    assertThat(pairs.pairs()).isEqualTo(count);
    assertThat(pairs.nonConstantPairs()).isEqualTo(count);
    assertThat(pairs.testedPairs()).isEqualTo(count);
    assertThat(pairs.transitions()).isEqualTo(times.length);
    assertThat(pairs.warnings()).isEmpty();
  }

  @Test
  void isTheConditionalTransferEntropyOfTheLibrary() {
    double[][] all = driven(5, 5, 300);
    double[] shifted = new double[300]; // what is given a step before is the input of now
    System.arraycopy(all[5], 1, shifted, 0, 299);
    Embedding embedding = Embedding.oneStep().given(new History(1, 1, 1));
    Values layer = Values.ofSeries(Arrays.copyOf(all, 5));
    LayerTransfer pairs =
        GivenTheRest.gaussian(layer, layer, Values.ofSeries(all[5]), embedding, true);
    for (int s = 0; s < 5; s++) {
      for (int t = 0; t < 5; t++) {
        int source = s;
        int target = t;
        if (s == t) {
          continue;
        }
        double[][] others =
            IntStream.range(0, 5)
                .filter(u -> u != source && u != target)
                .mapToObj(u -> all[u])
                .toArray(double[][]::new);
        double[][] known = Arrays.copyOf(others, 4);
        known[3] = shifted;
        Estimate one =
            TransferEntropy.conditional(
                    Values.ofSeries(all[s]),
                    Values.ofSeries(all[t]),
                    Values.ofSeries(known),
                    embedding)
                .with(ContinuousEstimator.gaussian())
                .estimate();
        assertThat(pairs.nats(s, t)).isCloseTo(one.nats(), within(1e-9));
        assertThat(pairs.get(s, t).pValue()).isCloseTo(one.pValue(), within(1e-7));
      }
    }
  }

  private static double area(LayerTransfer te, boolean[][] links) {
    List<Integer> pairs =
        IntStream.range(0, links.length * links.length)
            .filter(pair -> pair / links.length != pair % links.length)
            .boxed()
            .toList();
    boolean[] there = new boolean[pairs.size()];
    double[] scores = new double[pairs.size()];
    for (int i = 0; i < scores.length; i++) {
      int source = pairs.get(i) / links.length;
      int target = pairs.get(i) % links.length;
      scores[i] = te.nats(source, target);
      there[i] = links[source][target];
    }
    return RocCurve.area(scores, there);
  }

  private static Symbols halves(Values values) {
    return Discretizer.median().fit(values).encode(values);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheWiresThatPairwiseDoesNot(long seed) {
    Wires wires = Wires.of(10_000, seed);
    Values states = wires.states();
    Embedding embedding = Embedding.oneStep();
    double rest =
        area(GivenTheRest.gaussian(states, states, wires.input(), embedding, true), wires.links());
    double pairwise =
        area(
            LayerTransfer.ofPairs(states, states, embedding, ContinuousEstimator.gaussian()),
            wires.links());
    assertThat(rest).isGreaterThan(0.97);
    assertThat(pairwise).isBetween(0.6, 0.75);
  }

  @Test
  void selectedSourcesTellWiresBetterThanPairs() {
    Wires wires = Wires.of(4_000, 1);
    Symbols states = halves(wires.states());
    Embedding embedding = Embedding.oneStep();
    LayerTransfer greedy =
        GivenTheRest.greedy(states, states, halves(wires.input()), embedding, true, 99, 0.05, 1);
    LayerTransfer pairwise = LayerTransfer.ofPairs(states, states, embedding, Estimator.plugIn());
    assertThat(area(greedy, wires.links())).isGreaterThan(area(pairwise, wires.links()) + 0.05);
  }

  private static double uniformity(double[] p) {
    return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), p);
  }

  @ParameterizedTest
  @CsvSource({"1, 60", "2, 60", "1, 25"})
  void theFTestIsUniformIfThereIsNothing(int history, int samples) {
    double[] p =
        IntStream.range(0, 500)
            .mapToDouble(
                run -> {
                  double[][] all = noise(77L * run + samples, 7, samples);
                  return GivenTheRest.gaussian(
                          Values.ofSeries(Arrays.copyOf(all, 3)),
                          Values.ofSeries(Arrays.copyOfRange(all, 3, 6)),
                          Values.ofSeries(all[6]),
                          new Embedding(1, history, 1),
                          false)
                      .get(1, 1)
                      .pValue();
                })
            .toArray();
    assertThat(uniformity(p)).isGreaterThan(0.01);
  }

  /** With a target's own past among the regressors the test is exact for many transitions only. */
  @Test
  void theFTestHoldsForUnitsThatRememberThemselves() {
    double[] p =
        IntStream.range(0, 500)
            .mapToDouble(
                run -> {
                  double[][] all = noise(53L * run + 2, 6, 400);
                  for (double[] unit : all) {
                    for (int t = 1; t < 400; t++) {
                      unit[t] += 0.8 * unit[t - 1];
                    }
                  }
                  Values layer = Values.ofSeries(all);
                  return GivenTheRest.gaussian(layer, layer, null, Embedding.oneStep(), true)
                      .get(1, 4)
                      .pValue();
                })
            .toArray();
    assertThat(uniformity(p)).isGreaterThan(0.01);
  }

  @Test
  void unitsThatAreNearlyTwinsAreStillTheRegression() {
    double[][] all = driven(5, 3, 500);
    double[] twin = all[0].clone();
    double[] other = noise(1, 1, 500)[0];
    Arrays.setAll(twin, t -> twin[t] + 1e-3 * other[t]);
    double[][] from = {all[0], twin, all[1]};
    double[][] to = {all[2]};
    LayerTransfer pairs =
        GivenTheRest.gaussian(
            Values.ofSeries(from), Values.ofSeries(to), null, Embedding.oneStep(), false);
    int[] times = IntStream.range(1, 500).toArray();
    double[] next = at(all[2], times, 0);
    for (int s = 0; s < 3; s++) {
      List<List<double[]>> x = regressors(from, to, null, times, 1, 1, 1, false, s);
      List<double[]> full = new ArrayList<>(x.get(0));
      full.addAll(x.get(1));
      double expected = Math.log(squares(next, x.get(0)) / squares(next, full)) / 2;
      assertThat(pairs.nats(s, 0)).isCloseTo(expected, within(1e-9));
    }
  }

  /** The source leans on the rest, which drives the target; many regressors for few samples. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void movedResidualsAreUniformIfTheSourceTellsNothing(int history) {
    SplittableRandom jitter = new SplittableRandom(8);
    double[] p =
        IntStream.range(0, 500)
            .mapToDouble(
                run -> {
                  double[][] all = noise(31L * run + 1, 12, 60);
                  for (int t = 1; t < 60; t++) {
                    all[0][t] += 2 * all[2][t];
                    all[1][t] += 2 * all[2][t - 1];
                  }
                  PairwiseSignificance found =
                      GivenTheRest.gaussian(
                              Values.ofSeries(all[0]),
                              Values.ofSeries(Arrays.copyOfRange(all, 1, 12)),
                              null,
                              new Embedding(1, history, 1),
                              false)
                          .against(Null.globalShuffle(49, run), Segments.whole());
                  return found.pValue(0, 0) - jitter.nextDouble() / 50;
                })
            .toArray();
    assertThat(uniformity(p)).isGreaterThan(0.01);
  }

  private record OneOrder(IntUnaryOperator from) implements Surrogates {
    @Override
    public int surrogates() {
      return 1;
    }

    @Override
    public long seed() {
      return 0;
    }

    @Override
    public int[] order(int surrogate, Segments batches, int samples) {
      return IntStream.range(0, samples).map(from).toArray();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aSurrogateIsTheRegressionOnMovedResiduals(int history) {
    double[][] all = driven(9, 4, 120);
    Embedding embedding = new Embedding(1, history, 1);
    int[] times = embedding.times(120, embedding.target(), embedding.source());
    int n = times.length;
    List<List<double[]>> x =
        regressors(
            new double[][] {all[0]},
            Arrays.copyOfRange(all, 1, 4),
            all[4],
            times,
            1,
            history,
            1,
            false,
            0);
    int[] order = IntStream.range(0, n).map(i -> i * 11 % n).toArray(); // n has no factor 11
    assertThat(n % 11).isPositive();
    double[] next = at(all[1], times, 0);
    double[] restOfNext = residuals(next, x.get(0));
    List<double[]> moved = new ArrayList<>(x.get(0));
    for (double[] column : x.get(1)) {
      double[] left = residuals(column, x.get(0));
      moved.add(Arrays.stream(order).mapToDouble(i -> left[i]).toArray());
    }
    double without = Arrays.stream(restOfNext).map(e -> e * e).sum();
    double expected = Math.log(without / squares(restOfNext, moved)) / 2;
    // Of three targets, so that one is the first: the mean is of all.
    LayerTransfer pairs =
        GivenTheRest.gaussian(
            Values.ofSeries(all[0]),
            Values.ofSeries(Arrays.copyOfRange(all, 1, 4)),
            Values.ofSeries(all[4]),
            embedding,
            false);
    double others = 0;
    for (int t = 2; t < 4; t++) {
      double[] rest = residuals(at(all[t], times, 0), x.get(0));
      double squares = Arrays.stream(rest).map(e -> e * e).sum();
      others += Math.log(squares / squares(rest, moved)) / 2;
    }
    assertThat(pairs.against(new OneOrder(i -> i * 11 % n), Segments.whole()).ofMean().nullMean())
        .isCloseTo((expected + others) / 3, within(1e-9));
  }

  @Test
  void changedValuesAndWholeSamplesAreMeasuredAnew() {
    double[][] all = driven(4, 4, 200);
    Values from = Values.ofSeries(Arrays.copyOf(all, 2));
    Values to = Values.ofSeries(Arrays.copyOfRange(all, 2, 4));
    Values input = Values.ofSeries(all[4]);
    Embedding embedding = Embedding.oneStep();
    Values other = Values.ofSeries(noise(1, 2, 200));
    record Other(Values other) implements ValueSurrogates {
      @Override
      public int surrogates() {
        return 1;
      }

      @Override
      public long seed() {
        return 0;
      }

      @Override
      public Values values(int surrogate, Segments batches, Values source) {
        return other;
      }
    }
    LayerTransfer pairs = GivenTheRest.gaussian(from, to, input, embedding, false);
    assertThat(pairs.against(new Other(other), Segments.whole()).ofMean().nullMean())
        .isEqualTo(GivenTheRest.gaussian(other, to, input, embedding, false).meanNats());
    int[] order = IntStream.range(0, 200).map(i -> i * 7 % 200).toArray();
    LayerTransfer moved =
        GivenTheRest.gaussian(
            from.reorder(order), to.reorder(order), input.reorder(order), embedding, false);
    assertThat(
            pairs
                .against(new OneOrder(i -> i * 7 % 200).jointly(), Segments.whole())
                .ofMean()
                .nullMean())
        .isEqualTo(moved.meanNats());
  }

  @Test
  void aUnitHasNoPairWithItself() {
    Values layer = Values.ofSeries(Arrays.copyOf(driven(2, 3, 300), 3));
    LayerTransfer pairs = GivenTheRest.gaussian(layer, layer, null, Embedding.oneStep(), true);
    assertThat(pairs.pairs()).isEqualTo(6);
    assertThat(pairs.nonConstantPairs()).isEqualTo(6);
    assertThat(pairs.nats(1, 1)).isNaN();
    assertThat(pairs.get(1, 1).nats()).isNaN();
    assertThat(pairs.get(1, 1).toString()).contains("no such pair: a unit and itself");
    assertThat(pairs.warnings()).isEmpty();
    assertThat(pairs.sumNats()).isCloseTo(6 * pairs.meanNats(), within(1e-12));
    assertThat(pairs.biasNatsWithoutInformation())
        .isCloseTo(pairs.biasNatsOfNonConstantPair(), within(1e-15));
    PairwiseSignificance found = pairs.against(Null.circularShift(19, 1), Segments.whole());
    assertThat(found.pValue(0, 0)).isNaN();
    assertThat(found.pValueOfMax(2, 2)).isNaN();
    assertThat(found.pValue(1, 0)).isEqualTo(0.05);
    assertThat(found.ofMean().pValue()).isEqualTo(0.05);
    Interval interval = pairs.interval(Resampling.jackknife(20));
    assertThat(interval.lowNats()).isLessThan(pairs.meanNats());
    assertThat(interval.highNats()).isGreaterThan(pairs.meanNats());
  }

  @Test
  void unitsThatTheOthersTellAreMarked() {
    double[][] all = driven(2, 5, 300);
    double[] sum = new double[300];
    Arrays.setAll(sum, t -> 3 * all[0][t] - all[1][t] + 7);
    Values to = Values.ofSeries(all[3], all[4]);
    LayerTransfer plain =
        GivenTheRest.gaussian(
            Values.ofSeries(all[0], all[1], all[2]), to, null, Embedding.oneStep(), false);
    LayerTransfer pairs =
        GivenTheRest.gaussian(
            Values.ofSeries(all[0], all[1], sum, all[2]), to, null, Embedding.oneStep(), false);
    for (int told : new int[] {0, 1, 2}) {
      assertThat(pairs.nats(told, 0)).isNaN();
      assertThat(pairs.get(told, 1).pValue()).isNaN();
      assertThat(pairs.get(told, 1).has(Warning.Kind.INFINITE)).isTrue();
    }
    assertThat(pairs.nats(3, 0)).isCloseTo(plain.nats(2, 0), within(1e-12));
    assertThat(pairs.get(3, 1).pValue()).isCloseTo(plain.get(2, 1).pValue(), within(1e-9));
    assertThat(pairs.meanNats())
        .isCloseTo((plain.nats(2, 0) + plain.nats(2, 1)) / 2, within(1e-12));
    assertThat(pairs.warnings())
        .extracting(Warning::words)
        .containsExactly(
            "not determined: 3 of 4 sources are linear combinations of the other units and the input, and 0 of 2 targets are determined by these exactly; 6 of 8 pairs are NaN, and left out of mean, sum and maximum");
  }

  @Test
  void targetsThatAreToldExactlyAreMarked() {
    double[][] all = noise(2, 3, 100);
    System.arraycopy(all[0], 0, all[2], 1, 99);
    LayerTransfer pairs =
        GivenTheRest.gaussian(
            Values.ofSeries(all[0], all[1]),
            Values.ofSeries(all[2]),
            null,
            Embedding.oneStep(),
            false);
    assertThat(pairs.nats(0, 0)).isNaN();
    assertThat(pairs.nats(1, 0)).isNaN();
    assertThat(pairs.warnings().get(0).words())
        .contains("1 of 1 targets are determined by these exactly");
    assertThat(pairs.against(Null.circularShift(9, 1), Segments.whole()).ofMean().pValue()).isNaN();
  }

  @Test
  void constantUnitsTellNothing() {
    double[][] all = driven(2, 4, 300);
    double[] still = new double[300];
    Arrays.fill(still, 0.1);
    Values layer = Values.ofSeries(all[0], still, all[1], all[2]);
    LayerTransfer pairs = GivenTheRest.gaussian(layer, layer, null, Embedding.oneStep(), true);
    LayerTransfer without =
        GivenTheRest.gaussian(
            Values.ofSeries(all[0], all[1], all[2]),
            Values.ofSeries(all[0], all[1], all[2]),
            null,
            Embedding.oneStep(),
            true);
    for (int[] none : new int[][] {{1, 0}, {0, 1}}) {
      assertThat(pairs.nats(none[0], none[1])).isZero();
      assertThat(pairs.get(none[0], none[1]).pValue()).isEqualTo(1);
      assertThat(pairs.get(none[0], none[1]).biasNats()).isZero();
    }
    assertThat(pairs.nats(2, 3)).isCloseTo(without.nats(1, 2), within(1e-12));
    assertThat(pairs.nonConstantPairs()).isEqualTo(6);
    assertThat(pairs.meanNats()).isCloseTo(without.meanNats() / 2, within(1e-12));
    assertThat(pairs.warnings())
        .extracting(Warning::words)
        .containsExactly("layer: 1 of 4 units constant");
    assertThat(pairs.against(Null.circularShift(9, 1), Segments.whole()).pValue(1, 0)).isEqualTo(1);
  }

  @Test
  void tooManyRegressorsAreShrunk() {
    double[][] all = driven(6, 12, 21);
    int[] times = IntStream.range(1, 21).toArray();
    Values layer = Values.ofSeries(Arrays.copyOf(all, 12));
    Values wide = Values.ofSeries(all);
    LayerTransfer pairs = GivenTheRest.gaussian(wide, layer, null, Embedding.oneStep(), false);
    double[][] columns = new double[13 + 12 + 12][];
    for (int u = 0; u < 12; u++) {
      columns[u] = at(all[u], times, 1);
      columns[25 + u] = at(all[u], times, 0);
    }
    for (int u = 0; u < 13; u++) {
      columns[12 + u] = at(all[u], times, 1);
    }
    RealMatrix data = MatrixUtils.createRealMatrix(columns).transpose();
    RealMatrix r = new PearsonsCorrelation(data).getCorrelationMatrix();
    double variances = 0;
    double squares = 0;
    for (int i = 0; i < 25; i++) {
      for (int j = i + 1; j < 37; j++) {
        double[] a = Columns.standardized(columns[i]);
        double[] b = Columns.standardized(columns[j]);
        double mean = 0;
        for (int t = 0; t < 20; t++) {
          mean += a[t] * b[t] / 20;
        }
        for (int t = 0; t < 20; t++) {
          variances += Math.pow(a[t] * b[t] - mean, 2) * 20 / Math.pow(19, 3);
        }
        squares += Math.pow(r.getEntry(i, j), 2);
      }
    }
    double intensity = variances / squares;
    for (int i = 0; i < 37; i++) {
      for (int j = 0; j < 37; j++) {
        r.multiplyEntry(i, j, i == j ? 1 : 1 - intensity);
      }
    }
    int[] rest = IntStream.range(0, 25).filter(c -> c != 12 + 3).toArray();
    int[] restAndNext = IntStream.concat(IntStream.of(rest), IntStream.of(25 + 5)).toArray();
    int[] full = IntStream.range(0, 25).toArray();
    int[] fullAndNext = IntStream.concat(IntStream.of(full), IntStream.of(25 + 5)).toArray();
    double expected =
        Math.log(
                determinant(r, restAndNext)
                    * determinant(r, full)
                    / determinant(r, rest)
                    / determinant(r, fullAndNext))
            / 2;
    assertThat(pairs.nats(3, 5)).isCloseTo(expected, within(1e-9));
    assertThat(pairs.get(3, 5).pValue()).isNaN();
    assertThat(pairs.get(3, 5).biasNats()).isNaN();
    assertThat(pairs.testedPairs()).isZero();
    assertThat(pairs.warnings())
        .extracting(Warning::words)
        .containsExactly(
            String.format(
                java.util.Locale.ROOT,
                "undersampled: 20 transitions for 25 regressors; correlations shrunk by %.3f, so that there is neither a p-value nor a bias",
                intensity));
    assertThat(pairs.get(3, 5).warnings()).isEqualTo(pairs.warnings());
    assertThat(pairs.against(Null.circularShift(19, 1), Segments.whole()).ofMean().pValue())
        .isBetween(0.05, 1.0);
  }

  private static double determinant(RealMatrix r, int[] some) {
    return new LUDecomposition(r.getSubMatrix(some, some)).getDeterminant();
  }

  @Test
  void errorsSayWhatToDo() {
    double[][] all = noise(1, 3, 50);
    Values layer = Values.ofSeries(all);
    Embedding embedding = Embedding.oneStep();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GivenTheRest.gaussian(layer, layer, layer.slice(0, 49), embedding, true))
        .withMessageContainingAll("input", "50 samples like the target", "got 49");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GivenTheRest.gaussian(
                    layer.slice(0, 10), layer.slice(0, 10), null, embedding, true))
        .withMessageContainingAll("transitions", "at least 10", "got 9", "Pass longer series.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GivenTheRest.gaussian(
                    layer, Values.ofSeries(noise(2, 3, 50)), null, embedding, true))
        .withMessageContainingAll(
            "got 3 and 3 units with different series",
            "Pass the same layer twice, or inside = false.");
    double[][] broken = noise(1, 2, 50);
    broken[1][7] = Double.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> GivenTheRest.gaussian(layer, layer, Values.ofSeries(broken), embedding, true))
        .withMessage("Unit 1 of the input is NaN in sample 7. Pass finite numbers.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> GivenTheRest.gaussian(Values.ofSeries(broken), layer, null, embedding, false))
        .withMessage("Unit 1 of the source is NaN in sample 7. Pass finite numbers.");
    Values few = layer.slice(0, 14);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GivenTheRest.gaussian(few, few, Values.ofSeries(noise(4, 3, 14)), embedding, true)
                    .against(Null.phaseRandomization(9, 1), Segments.whole()))
        .withMessageContaining("beside 6 others, too many for 13 transitions");
  }

  @Test
  void aChainThatSharesItsSourceIsToldFromALink() {
    SplittableRandom random = new SplittableRandom(4);
    int[][] series = new int[4][3000];
    for (int t = 0; t < 3000; t++) {
      series[0][t] = random.nextInt(2);
      series[1][t] = random.nextInt(10) == 0 ? 1 - series[0][t] : series[0][t];
      series[2][t] = random.nextInt(2);
      series[3][t] = t == 0 ? 0 : random.nextInt(5) == 0 ? random.nextInt(2) : series[0][t - 1];
    }
    Symbols from = Symbols.ofSeries(2, series[0], series[1], series[2]);
    Symbols to = Symbols.ofSeries(2, series[3], series[2]);
    Embedding embedding = Embedding.oneStep();
    LayerTransfer found = GivenTheRest.greedy(from, to, null, embedding, false, 199, 0.02, 1);
    assertThat(LayerTransfer.ofPairs(from, to, embedding, Estimator.plugIn()).nats(1, 0))
        .isGreaterThan(0.1);
    assertThat(found.nats(0, 0))
        .isCloseTo(
            TransferEntropy.of(from.unit(0), to.unit(0), embedding).estimate().nats(),
            within(1e-12));
    assertThat(found.get(0, 0).pValue()).isEqualTo(0.005);
    assertThat(found.nats(1, 0)).isZero();
    assertThat(found.get(1, 0).pValue()).isGreaterThan(0.02);
    assertThat(found.get(0, 0).biasNats()).isCloseTo(2 / (2.0 * 2999), within(1e-12));
    assertThat(found.sumNats()).isEqualTo(found.nats(0, 0));
    assertThat(found.testedPairs()).isEqualTo(6);
    assertThat(found.warnings()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> found.interval(Resampling.jackknife(20)))
        .withMessageContaining("other samples select other sources");
  }

  @Test
  void selectedSourcesHaveTheirTransferEntropyGivenTheOthersAndTheInput() {
    SplittableRandom random = new SplittableRandom(4);
    int[][] x = new int[3][4000];
    int[] input = new int[4000];
    int[] y = new int[4000];
    for (int t = 0; t < 4000; t++) {
      input[t] = random.nextInt(2);
      int sum = input[t];
      for (int[] unit : x) {
        unit[t] = random.nextInt(3);
        sum += t == 0 || unit == x[2] ? 0 : unit[t - 1];
      }
      y[t] = random.nextInt(4) == 0 ? random.nextInt(3) : sum % 5 / 2;
    }
    Embedding embedding = Embedding.oneStep();
    LayerTransfer found =
        GivenTheRest.greedy(
            Symbols.ofSeries(3, x),
            Symbols.ofSeries(3, y),
            Symbols.ofSeries(2, input),
            embedding,
            false,
            99,
            0.02,
            3);
    assertThat(found.nats(2, 0)).isZero();
    int[] shifted = new int[4000]; // what is given a step before is the input of now
    System.arraycopy(input, 1, shifted, 0, 3999);
    for (int s = 0; s < 2; s++) {
      TransferEntropy one =
          TransferEntropy.conditional(
              Symbols.ofSeries(3, x[s]),
              Symbols.ofSeries(3, y),
              Symbols.ofSeries(3, x[1 - s], shifted),
              embedding);
      assertThat(found.nats(s, 0)).isCloseTo(one.estimate().nats(), within(1e-12));
      assertThat(found.get(s, 0).pValue()).isEqualTo(0.01);
    }
  }

  /** The largest of 6 candidates is taken by chance as often as the level says. */
  @Test
  void theMaximumStatisticHoldsItsLevel() {
    int taken = 0;
    for (int run = 0; run < 100; run++) {
      SplittableRandom random = new SplittableRandom(61L * run + 5);
      int[][] series = new int[16][300];
      for (int[] one : series) {
        Arrays.setAll(one, t -> random.nextInt(2));
      }
      LayerTransfer found =
          GivenTheRest.greedy(
              Symbols.ofSeries(2, Arrays.copyOf(series, 6)),
              Symbols.ofSeries(2, Arrays.copyOfRange(series, 6, 16)),
              null,
              Embedding.oneStep(),
              false,
              99,
              0.05,
              run);
      for (int target = 0; target < 10; target++) {
        int one = target;
        taken += IntStream.range(0, 6).anyMatch(s -> found.nats(s, one) > 0) ? 1 : 0;
      }
    }
    assertThat(taken).isBetween(28, 72); // of 1,000, at 5 %: 3.2 deviations
  }

  @Test
  void selectionStopsWhereStatesHaveTooFewSamples() {
    SplittableRandom random = new SplittableRandom(4);
    int[][] x = new int[6][150];
    int[] y = new int[150];
    for (int t = 0; t < 150; t++) {
      int sum = 0;
      for (int[] unit : x) {
        unit[t] = random.nextInt(2);
        sum += t == 0 ? 0 : unit[t - 1];
      }
      y[t] = sum > 3 ? 1 : 0;
    }
    Symbols target = Symbols.ofSeries(2, y, new int[150]);
    LayerTransfer found =
        GivenTheRest.greedy(
            Symbols.ofSeries(2, x), target, null, Embedding.oneStep(), false, 99, 0.05, 1);
    assertThat(found.warnings())
        .extracting(Warning::words)
        .contains(
            "undersampled: the selection for 1 of 2 targets stopped where one more source would leave fewer than 5 samples a state; what was not selected has no p-value");
    assertThat(found.get(0, 1).pValue()).isEqualTo(1);
    assertThat(found.nonConstantPairs()).isEqualTo(6);
    for (int s = 0; s < 6; s++) {
      Estimate pair = found.get(s, 0);
      assertThat(pair.nats() > 0 ? pair.pValue() <= 0.05 : Double.isNaN(pair.pValue())).isTrue();
      assertThat(pair.has(Warning.Kind.UNDERSAMPLED)).isTrue();
    }
  }

  @Test
  void insideALayerNoUnitIsItsOwnCandidate() {
    SplittableRandom random = new SplittableRandom(4);
    int[][] x = new int[3][500];
    for (int t = 0; t < 500; t++) {
      x[0][t] = t < 2 ? 0 : x[0][t - 2] ^ (random.nextInt(9) == 0 ? 1 : 0);
      x[1][t] = random.nextInt(2);
      x[2][t] = t == 0 ? 0 : x[1][t - 1];
    }
    Symbols layer = Symbols.ofSeries(2, x);
    LayerTransfer found =
        GivenTheRest.greedy(layer, layer, null, new Embedding(1, 1, 1), true, 99, 0.01, 1);
    assertThat(found.pairs()).isEqualTo(6);
    assertThat(found.nats(0, 0)).isNaN();
    assertThat(found.nats(1, 2)).isGreaterThan(0.6);
    PairwiseSignificance shuffled = found.against(Null.globalShuffle(9, 1), Segments.whole());
    assertThat(shuffled.pValue(1, 2)).isEqualTo(0.1);
    assertThat(shuffled.pValue(1, 1)).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> GivenTheRest.greedy(layer, layer, null, Embedding.oneStep(), true, 10, 0.05, 1))
        .withMessageContainingAll("surrogates", "at least 1 / alpha - 1", "got 0.05 and 10");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GivenTheRest.greedy(
                    layer.unit(0), layer.unit(0), null, Embedding.oneStep(), true, 99, 0.05, 1))
        .withMessageContainingAll("at least 2 units", "got 1 and 1");
  }
}
