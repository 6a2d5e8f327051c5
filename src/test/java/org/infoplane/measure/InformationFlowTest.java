package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked by doing; the golden table is that of an independent program, in bits. */
class InformationFlowTest {

  private static final int N = 1000;

  private static final double[][] OBSERVED = {
    {.1435435385, .2552719967, .2589242508, .2270706165},
    {.0989779129, .0478352257, .0290585440, .0093717751},
    {.1435435385, .2552719967, .2589242508, .2270706165}
  };
  private static final double[][] FLOW = {
    {.1304138416, .0841826662, .0462786360, .0000654523},
    {.0861081424, .0351303573, .0255788356, .0043981820},
    {.0000281149, .0657877542, .1174960589, .2531773384}
  };
  private static final double[][] IN_CONTEXT = {
    {.5818510232, .4317308493, .3222426173, .0057806929},
    {.5030814996, .3462626996, .3047186678, .1691910655},
    {0, .3956235065, .4920020100, .7176643809}
  };
  private static final int[] UNITS = {0, 1, 4};

  private static final double[][] X = numbers(N, 5, 1);

  static {
    for (double[] row : X) {
      row[4] = row[0]; // the twin
    }
  }

  /** Uniform from -1 to 1, sample by sample. */
  private static double[][] numbers(int samples, int units, long seed) {
    double[][] rows = new double[samples][units];
    long q = seed;
    for (double[] row : rows) {
      for (int unit = 0; unit < units; unit++) {
        q = q * 6364136223846793005L + 1442695040888963407L;
        row[unit] = 2 * ((q >>> 11) * 0x1.0p-53) - 1;
      }
    }
    return rows;
  }

  private static double[][] weights(int inputs, int outputs) {
    double[][] weights = new double[inputs][outputs];
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < outputs; j++) {
        weights[i][j] = Math.sin(1 + 3 * i + 7 * j);
      }
    }
    return weights;
  }

  private static LayerWeights twinLayer(ActivationFunction activation) {
    double[][] weights = weights(5, 4);
    weights[4][0] = 0;
    return LayerWeights.of(weights, new double[4], activation);
  }

  private static final Intervention TWINS =
      Intervention.ofDense(Values.ofRows(X), twinLayer(ActivationFunction.tanh()));

  /** The same for a whole forward pass, as a network has it. */
  private record ForwardPass(Values source, java.util.function.UnaryOperator<Values> layer)
      implements Intervention {
    @Override
    public Values target() {
      return layer.apply(source);
    }

    @Override
    public Values target(int unit, int[] draw) {
      return layer.apply(
          Values.view(
              source.samples(), source.units(), (n, u) -> source.get(u == unit ? draw[n] : n, u)));
    }
  }

  private static InformationFlow flow(Intervention intervention, Discretizer rule) {
    return InformationFlow.of(
        intervention, rule.fit(intervention.source()), rule.fit(intervention.target()));
  }

  private static int[] rotation(int samples, int d) {
    return IntStream.range(0, samples).map(n -> Math.floorMod(n - 37 * d, samples)).toArray();
  }

  private static int[][] allDraws(int samples) {
    return IntStream.range(0, samples)
        .mapToObj(d -> IntStream.range(0, samples).map(n -> (n + d) % samples).toArray())
        .toArray(int[][]::new);
  }

  private static void assertTable(LayerTransfer all, double[][] bits) {
    for (int row = 0; row < UNITS.length; row++) {
      for (int j = 0; j < 4; j++) {
        assertThat(Unit.BITS.fromNats(all.nats(UNITS[row], j)))
            .as("unit %d on %d", UNITS[row], j)
            .isCloseTo(bits[row][j], within(1e-10));
      }
    }
  }

  @Test
  void goldenTable() {
    InformationFlow flow = flow(TWINS, Discretizer.zero());
    assertTable(flow.flow(Draws.identity(N)), OBSERVED); // nothing is moved: watching
    assertTable(flow.flow(rotation(N, 1)), FLOW);
    int[][] draws =
        IntStream.rangeClosed(1, 16).mapToObj(d -> rotation(N, d)).toArray(int[][]::new);
    assertTable(flow.inContext(draws), IN_CONTEXT);
  }

  /** H of each sample by a forward pass for each value, counted by hand. */
  private static double bruteForce(
      Values source, LayerWeights layer, Encoding encoding, int unit, int target) {
    int n = source.samples();
    double sum = 0;
    for (int sample = 0; sample < n; sample++) {
      int here = sample;
      Values all =
          Values.view(n, source.units(), (draw, u) -> source.get(u == unit ? draw : here, u));
      Symbols symbols = encoding.encode(layer.apply(all));
      sum += Entropy.of(Partition.ofRows(symbols.unit(target))).estimate().nats();
    }
    return sum / n;
  }

  @Test
  void contextOfAMonotoneLayerIsOverAllDraws() {
    LayerTransfer all = flow(TWINS, Discretizer.zero()).inContext();
    assertThat(Unit.BITS.fromNats(all.nats(0, 0))).isCloseTo(.614, within(5e-4));
    Encoding zero = Discretizer.zero().fit(TWINS.target());
    double brute = bruteForce(Values.ofRows(X), twinLayer(ActivationFunction.tanh()), zero, 0, 0);
    assertThat(all.nats(0, 0)).isCloseTo(brute, within(1e-12));
    assertThat(all.nats(4, 0)).isZero();
    assertThat(all.get(0, 0).estimator()).isEqualTo("plug-in, all 1000 values");
  }

  /** Falling weights, several edges, ties, a unit without wire; every rule that has edges. */
  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "4"})
  void switchesAreFoundWhereCountingFindsThem(int which) {
    Discretizer rule =
        List.of(
                Discretizer.quantiles(5),
                Discretizer.equalWidth(7, -.9, .9),
                Discretizer.binWidth(.21),
                Discretizer.mean(),
                Discretizer.equalWidth(30))
            .get(which);
    double[][] rows = numbers(150, 5, 3);
    for (double[] row : rows) {
      row[1] = Math.rint(3 * row[1]) / 3;
      row[3] = .25;
    }
    Values source = Values.ofRows(rows);
    Intervention dense = Intervention.ofDense(source, twinLayer(ActivationFunction.tanh()));
    InformationFlow flow = flow(dense, rule);
    LayerTransfer swept = flow.inContext();
    LayerTransfer counted = flow.inContext(allDraws(150));
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(swept.nats(i, j)).isCloseTo(counted.nats(i, j), within(1e-12));
        assertThat(swept.get(i, j).biasNats())
            .isCloseTo(counted.get(i, j).biasNats(), within(1e-15));
        assertThat(swept.get(i, j).states()).isEqualTo(counted.get(i, j).states());
      }
    }
    assertThat(swept.nats(3, 0)).isZero(); // always .25
    assertThat(swept.nonConstantPairs()).isEqualTo(counted.nonConstantPairs()).isEqualTo(4 * 4 - 1);
  }

  /** A unit of a softmax can rise and fall again: no halving. */
  @Test
  void softmaxIsCounted() {
    Values source = Values.ofRows(numbers(60, 2, 5));
    LayerWeights layer =
        LayerWeights.of(
            new double[][] {{-9, 0, 9}, {1, 2, 3}},
            new double[] {0, 1, 0},
            ActivationFunction.softmax());
    Intervention dense = Intervention.ofDense(source, layer);
    Encoding encoding = Discretizer.threshold(.3).fit(dense.target());
    InformationFlow flow = InformationFlow.of(dense, Discretizer.zero().fit(source), encoding);
    LayerTransfer all = flow.inContext();
    for (int j = 0; j < 3; j++) {
      assertThat(all.nats(0, j))
          .isCloseTo(bruteForce(source, layer, encoding, 0, j), within(1e-12));
    }
    // The middle one is above .3 in the middle only: halving would see equal ends, and 0.
    int[] low = draws(source, -1);
    int[] high = draws(source, 1);
    assertThat(encoding.encode(dense.target(0, low)).get(1, 0)).isZero();
    assertThat(encoding.encode(dense.target(0, high)).get(1, 0)).isZero();
    assertThat(Unit.BITS.fromNats(all.nats(0, 1))).isGreaterThan(.2);
    assertThat(all.get(0, 1).estimator()).isEqualTo("plug-in, all 60 values");
  }

  /** All samples draw the smallest, or the largest, value of unit 0. */
  private static int[] draws(Values source, int sign) {
    int best = 0;
    for (int n = 1; n < source.samples(); n++) {
      best = sign * source.get(n, 0) > sign * source.get(best, 0) ? n : best;
    }
    int[] draw = new int[source.samples()];
    Arrays.fill(draw, best);
    return draw;
  }

  /** |z| >= 1 is passed twice. */
  @Test
  void magnitudesAreCounted() {
    Values source = Values.ofRows(numbers(60, 2, 7));
    LayerWeights layer =
        LayerWeights.of(new double[][] {{3}, {.1}}, new double[1], ActivationFunction.identity());
    Intervention dense = Intervention.ofDense(source, layer);
    Encoding encoding = Discretizer.authorsLogits().fit(dense.target());
    LayerTransfer all =
        InformationFlow.of(dense, Discretizer.zero().fit(source), encoding).inContext();
    assertThat(all.nats(0, 0)).isCloseTo(bruteForce(source, layer, encoding, 0, 0), within(1e-12));
    assertThat(Unit.BITS.fromNats(all.nats(0, 0))).isGreaterThan(.7);
  }

  @Test
  void whatCannotBeHalvedIsDrawnAndSaysSo() {
    Intervention softmax =
        Intervention.ofDense(Values.ofRows(X), twinLayer(ActivationFunction.softmax()));
    LayerTransfer all = flow(softmax, Discretizer.median()).inContext();
    int[][] draws =
        IntStream.range(0, 64).mapToObj(d -> Draws.shuffled(1, d, N)).toArray(int[][]::new);
    LayerTransfer same = flow(softmax, Discretizer.median()).inContext(draws);
    assertThat(all.nats(2, 3)).isEqualTo(same.nats(2, 3)).isPositive();
    assertThat(all.get(2, 3).estimator())
        .isEqualTo("plug-in, 64 random draws of 1000 values, seed 1");
    assertThat(same.get(2, 3).estimator()).isEqualTo("plug-in, 64 draws");
  }

  /** Threshold units: or, and; then or without and. */
  private static Values xor(Values inputs) {
    ActivationFunction step = ActivationFunction.elementwise(z -> z > 0 ? 1 : 0, true);
    LayerWeights hidden =
        LayerWeights.of(new double[][] {{1, 1}, {1, 1}}, new double[] {-.5, -1.5}, step);
    LayerWeights out = LayerWeights.of(new double[][] {{1}, {-2}}, new double[] {-.5}, step);
    return out.apply(hidden.apply(inputs));
  }

  private static Values bits(int samples) {
    return Values.view(samples, 2, (n, unit) -> n >> unit & 1);
  }

  @Test
  void exclusiveOrFlowsInContextOnly() {
    Intervention xor = new ForwardPass(bits(400), InformationFlowTest::xor);
    InformationFlow flow = flow(xor, Discretizer.threshold(.5));
    LayerTransfer alone = flow.flow(1);
    LayerTransfer inContext = flow.inContext(allDraws(400));
    for (int i = 0; i < 2; i++) {
      assertThat(Unit.BITS.fromNats(alone.nats(i, 0))).isLessThan(.02);
      assertThat(alone.get(i, 0).pValue()).isGreaterThan(.01);
      assertThat(Unit.BITS.fromNats(inContext.nats(i, 0))).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void copyFlowsItsEntropy() {
    Values source = Values.ofRows(X);
    LayerWeights copy =
        LayerWeights.of(
            new double[][] {{1}, {0}, {0}, {0}, {0}}, new double[1], ActivationFunction.identity());
    InformationFlow flow = flow(Intervention.ofDense(source, copy), Discretizer.quantiles(4));
    assertThat(flow.flow(3).nats(0, 0)).isCloseTo(Math.log(4), within(1e-12));
    assertThat(flow.inContext().nats(0, 0)).isCloseTo(Math.log(4), within(1e-12));
    assertThat(flow.flow(3).nats(4, 0)).isLessThan(.01); // the twin has no wire
    assertThat(flow.inContext().nats(4, 0)).isZero();
  }

  @Test
  void rankOneUpdatesEqualForwardPasses() {
    int[] draw = Draws.shuffled(8, 0, N);
    for (ActivationFunction activation :
        List.of(ActivationFunction.tanh(), ActivationFunction.softmax())) {
      LayerWeights layer = twinLayer(activation);
      Intervention dense = Intervention.ofDense(Values.ofRows(X), layer);
      Intervention full = new ForwardPass(Values.ofRows(X), layer);
      for (int unit = 0; unit < 5; unit++) {
        Values fast = dense.target(unit, draw);
        Values slow = full.target(unit, draw);
        for (int n = 0; n < N; n++) {
          for (int j = 0; j < 4; j++) {
            assertThat(fast.get(n, j)).isCloseTo(slow.get(n, j), within(1e-12));
          }
        }
      }
      assertThat(dense.target().get(9, 2)).isEqualTo(layer.apply(Values.ofRows(X)).get(9, 2));
    }
  }

  /** Each pair is a mutual information of the drawn and the resulting symbols, with its test. */
  @Test
  void pairIsTheMutualInformationOfItsSymbols() {
    int[] draw = Draws.shuffled(2, 0, N);
    Encoding source = Discretizer.quantiles(3).fit(TWINS.source());
    Encoding target = Discretizer.quantiles(4).fit(TWINS.target());
    LayerTransfer all = InformationFlow.of(TWINS, source, target).flow(draw);
    Symbols drawn = source.encode(TWINS.source()).reorder(draw);
    int tested = 0;
    double bias = 0;
    for (int i = 0; i < 5; i++) {
      Symbols done = target.encode(TWINS.target(i, draw));
      for (int j = 0; j < 4; j++) {
        Estimate alone =
            MutualInformation.between(
                    Partition.ofRows(drawn.unit(i)), Partition.ofRows(done.unit(j)))
                .estimate();
        Estimate pair = all.get(i, j);
        assertThat(all.nats(i, j)).isCloseTo(alone.nats(), within(1e-14));
        assertThat(pair.nats()).isEqualTo(all.nats(i, j));
        assertThat(pair.significance()).isEqualTo(alone.significance());
        assertThat(pair.states()).isEqualTo(alone.states());
        assertThat(pair.biasNats()).isEqualTo(2 * 3 / (2.0 * N));
        assertThat(pair.warnings()).isEqualTo(alone.warnings());
        tested += Double.isNaN(alone.pValue()) ? 0 : 1;
        bias += pair.biasNats();
      }
    }
    assertThat(all.testedPairs()).isEqualTo(tested).isEqualTo(20);
    assertThat(all.biasNatsWithoutInformation()).isCloseTo(bias / 20, within(1e-15));
    assertThat(all.biasNatsOfNonConstantPair()).isEqualTo(2 * 3 / (2.0 * N));
    assertThat(all.significantPairs(.05)).isBetween(12, 19);
    assertThat(all.transitions()).isEqualTo(N);
    assertThat(all.sources()).isEqualTo(5);
    assertThat(all.targets()).isEqualTo(4);
    assertThat(all.nonConstantPairs()).isEqualTo(20);
  }

  @Test
  void nullIsTheDrawnSymbolsAgainstTheTargetNobodyMoved() {
    Surrogates shuffles = Null.globalShuffle(19, 4);
    LayerTransfer all = flow(TWINS, Discretizer.zero()).flow(1);
    Symbols source = Discretizer.zero().fit(TWINS.source()).encode(TWINS.source());
    Symbols target = Discretizer.zero().fit(TWINS.target()).encode(TWINS.target());
    double[] means = new double[19];
    int reached = 0;
    for (int s = 0; s < 19; s++) {
      Symbols drawn = source.reorder(shuffles.order(s, Segments.whole(), N));
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 4; j++) {
          double other =
              MutualInformation.between(
                      Partition.ofRows(drawn.unit(i)), Partition.ofRows(target.unit(j)))
                  .estimate()
                  .nats();
          means[s] += other / 20;
          reached += i == 4 && j == 0 && other >= all.nats(4, 0) ? 1 : 0;
        }
      }
    }
    PairwiseSignificance against = all.against(shuffles, Segments.whole());
    assertThat(against.ofMean().nullMean())
        .isCloseTo(Arrays.stream(means).average().orElseThrow(), within(1e-14));
    assertThat(against.ofMean().pValue()).isEqualTo(.05);
    assertThat(against.pValue(0, 0)).isEqualTo(.05);
    assertThat(against.pValue(4, 0)).isEqualTo((1.0 + reached) / 20).isGreaterThan(.05);
  }

  private static double ks(double[] p) {
    return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), p);
  }

  /**
   * A unit without wire to the target, but with a twin that has one: watching always finds it, p of
   * the flow is uniform, by the analytic test and by surrogates.
   */
  @Test
  void pValuesOfAUnitWithoutWireAreUniform() {
    int runs = 500;
    int n = 400;
    double[] analytic = new double[runs];
    double[] surrogates = new double[runs];
    SplittableRandom random = new SplittableRandom(5);
    LayerWeights layer =
        LayerWeights.of(new double[][] {{0}, {1}, {1}}, new double[1], ActivationFunction.tanh());
    for (int run = 0; run < runs; run++) {
      double[][] rows = new double[n][];
      for (int k = 0; k < n; k++) {
        double twin = random.nextDouble() - .5;
        rows[k] = new double[] {twin, twin, random.nextDouble() - .5};
      }
      Intervention dense = Intervention.ofDense(Values.ofRows(rows), layer);
      InformationFlow flow = flow(dense, Discretizer.quantiles(4));
      assertThat(flow.flow(Draws.identity(n)).get(0, 0).pValue()).isLessThan(1e-6);
      LayerTransfer done = flow.flow(run);
      analytic[run] = done.get(0, 0).pValue();
      PairwiseSignificance against = done.against(Null.globalShuffle(49, run), Segments.whole());
      // One of 1/50 to 50/50: spread over its step.
      surrogates[run] = against.pValue(0, 0) - random.nextDouble() / 50;
    }
    assertThat(ks(analytic)).isGreaterThan(.01);
    assertThat(ks(surrogates)).isGreaterThan(.01);
    // The draw is none of the shuffles of the same seed, or p would never be the smallest.
    assertThat(Arrays.stream(surrogates).filter(p -> p < .02)).hasSizeBetween(3, 20);
  }

  @Test
  void biasIsTheMeanOverIndependentRuns() {
    int runs = 2000;
    int n = 200;
    SplittableRandom random = new SplittableRandom(11);
    LayerWeights layer =
        LayerWeights.of(new double[][] {{0}, {1}}, new double[1], ActivationFunction.tanh());
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < runs; run++) {
      double[][] rows = new double[n][2];
      for (double[] row : rows) {
        Arrays.setAll(row, unit -> random.nextDouble() - .5);
      }
      InformationFlow flow =
          flow(Intervention.ofDense(Values.ofRows(rows), layer), Discretizer.quantiles(3));
      Estimate one = flow.flow(run).get(0, 0);
      assertThat(one.biasNats()).isEqualTo(2 * 2 / (2.0 * n));
      sum += one.nats();
      squares += one.nats() * one.nats();
    }
    double mean = sum / runs;
    double error = Math.sqrt((squares / runs - mean * mean) / runs);
    // Of second order the mean is some 2 % higher.
    assertThat(mean).isCloseTo(2 * 2 / (2.0 * n), within(3 * error + .03 * .01));
  }

  /** Few draws are low by (m - 1) / 2D on average. */
  @Test
  void biasOfTheContextIsWhatFewDrawsMiss() {
    InformationFlow flow = flow(TWINS, Discretizer.zero());
    double exact = flow.inContext().nats(0, 0);
    double low = 0;
    double bias = 0;
    int runs = 20;
    for (int run = 0; run < runs; run++) {
      int seed = run;
      int[][] draws =
          IntStream.range(0, 24).mapToObj(d -> Draws.shuffled(seed, d, N)).toArray(int[][]::new);
      Estimate one = flow.inContext(draws).get(0, 0);
      low += (one.nats() - exact) / runs;
      bias += one.biasNats() / runs;
    }
    assertThat(bias).isBetween(-1 / 48.0, -.5 / 48);
    assertThat(low).isCloseTo(bias, within(.2 * Math.abs(bias)));
  }

  @Test
  void contextHasNoChanceLevel() {
    LayerTransfer all = flow(TWINS, Discretizer.zero()).inContext();
    PairwiseSignificance against = all.against(Null.globalShuffle(9, 1), Segments.whole());
    assertThat(against.ofMean().pValue()).isNaN();
    assertThat(against.ofMean().nullMean()).isNaN();
    assertThat(against.pValues()).hasSize(20).containsOnly(Double.NaN);
    assertThat(against.pValueOfMax(0, 0)).isNaN();
    assertThat(all.testedPairs()).isZero();
    assertThat(all.significantPairs(.05)).isZero();
    assertThat(all.get(0, 0).pValue()).isNaN();
    assertThat(all.biasNatsWithoutInformation()).isZero();
    assertThat(all.warnings())
        .extracting(Warning::words)
        .containsExactly(
            "no p-value: flow in context has no chance level of its own, its null is 0 everywhere");
    double sum = 0;
    double max = 0;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 4; j++) {
        sum += all.nats(i, j);
        max = Math.max(max, all.nats(i, j));
      }
    }
    assertThat(all.sumNats()).isCloseTo(sum, within(1e-14));
    assertThat(all.meanNats()).isCloseTo(sum / 20, within(1e-14));
    assertThat(all.maxNats()).isEqualTo(max);
    assertThat(all.pairs()).isEqualTo(20);
    assertThat(all.transitions()).isEqualTo(N);
  }

  /** The predicted class, one column of whole numbers. */
  @Test
  void targetMayBeTheClass() {
    Values source = Values.ofRows(numbers(64, 3, 9));
    LayerWeights logits =
        LayerWeights.of(weights(3, 3), new double[3], ActivationFunction.softmax());
    Intervention byClass =
        new ForwardPass(
            source,
            inputs -> {
              Values p = logits.apply(inputs);
              return Values.view(
                  p.samples(),
                  1,
                  (n, one) ->
                      IntStream.range(0, 3)
                          .reduce((a, b) -> p.get(n, b) > p.get(n, a) ? b : a)
                          .orElseThrow());
            });
    Encoding classes = Encoding.of(1, 3, (unit, value) -> (int) value);
    InformationFlow flow = InformationFlow.of(byClass, Discretizer.median().fit(source), classes);
    assertThat(flow.inContext().targets()).isEqualTo(1);
    assertThat(flow.inContext().nats(1, 0))
        .isCloseTo(flow.inContext(allDraws(64)).nats(1, 0), within(1e-14))
        .isPositive();
    assertThat(flow.flow(1).get(1, 0).biasNats()).isEqualTo(1 * 2 / 128.0);
  }

  @Test
  void valuesOutsideTheRangeAreCountedUnderInterventions() {
    Values source = Values.ofRows(new double[][] {{1, -1}, {-1, 1}, {1, -1}, {-1, 1}});
    LayerWeights layer =
        LayerWeights.of(new double[][] {{1}, {1}}, new double[1], ActivationFunction.identity());
    Intervention dense = Intervention.ofDense(source, layer);
    Encoding target = Discretizer.equalWidth(2, -1, 1).fit(dense.target());
    InformationFlow flow = InformationFlow.of(dense, Discretizer.zero().fit(source), target);
    assertThat(flow.flow(new int[] {0, 1, 3, 2}).warnings())
        .extracting(Warning::words)
        .contains(
            "target: 50.00 % of the values outside the range",
            "target: 1 of 1 units constant, 1 always 0")
        .anyMatch(words -> words.startsWith("no chi-square p-value for 2 of 2 pairs"));
  }

  @Test
  void numbersAreTheSameForAnyNumberOfThreads() throws Exception {
    InformationFlow flow = flow(TWINS, Discretizer.median());
    java.util.concurrent.Callable<List<Object>> all =
        () -> List.of(flow.flow(1).get(1, 2), flow.inContext().get(1, 2), flow.flow(1).meanNats());
    List<Object> here = all.call();
    for (int threads : new int[] {1, 3}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      assertThat(pool.submit(all).get()).isEqualTo(here);
      pool.shutdown();
    }
  }

  private static void assertRefused(Runnable asked, String... words) {
    assertThatIllegalArgumentException().isThrownBy(asked::run).withMessageContainingAll(words);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    InformationFlow flow = flow(TWINS, Discretizer.zero());
    assertRefused(
        () -> flow.flow(new int[] {0, 1}),
        "draw",
        "from 0 to 999",
        "1000 samples",
        "got 2 numbers");
    int[] far = new int[N];
    far[5] = N;
    assertRefused(
        () -> flow.inContext(new int[][] {far}), "draw", "from 0 to 999", "got 1000 in sample 5");
    assertRefused(() -> flow.inContext(new int[0][]), "draws", "at least 1", "got 0");
    assertRefused(() -> TWINS.target(5, new int[N]), "unit", "from 0 to 4", "got 5");
    assertRefused(
        () -> flow(TWINS, Discretizer.ordinalPatterns(3)),
        "one sample",
        "got ordinal patterns",
        "Use a rule such as median().");
    assertRefused(
        () ->
            InformationFlow.of(
                TWINS,
                Discretizer.zero().fit(TWINS.target()),
                Discretizer.zero().fit(TWINS.target())),
        "units of the values must be 4, as in the encoding, got 5. Pass values of the layer it was fitted on.");
    assertRefused(
        () -> Intervention.ofDense(TWINS.target(), twinLayer(ActivationFunction.tanh())),
        "inputs must have as many units as the layer has inputs (5), got 4");
    assertRefused(
        () ->
            Intervention.ofDense(
                Values.ofRows(new double[][] {{0, Double.NaN, 0, 0, 0}}),
                twinLayer(ActivationFunction.tanh())),
        "Unit 1 of the source is NaN in sample 0. Pass finite numbers.");
    assertRefused(
        () ->
            Intervention.ofDense(
                Values.view(0, 5, (n, unit) -> 0), twinLayer(ActivationFunction.tanh())),
        "samples of the source",
        "at least 1",
        "got 0");
  }

  /** A target that changes its shape when it is asked for. */
  private record Odd(Values source, Values target, Values done) implements Intervention {
    @Override
    public Values target(int unit, int[] draw) {
      return done;
    }
  }

  @Test
  void interventionsThatDoNotFitAreRefused() {
    Values few = TWINS.target().slice(0, 10);
    assertRefused(
        () -> flow(new Odd(TWINS.source(), few, few), Discretizer.zero()),
        "intervention",
        "as many samples of source and target",
        "got 1000 and 10");
    assertRefused(
        () -> flow(new Odd(TWINS.source(), TWINS.target(), few), Discretizer.zero()).flow(1),
        "Intervention.target(unit, draw)",
        "1000 samples x 4 units",
        "got 10 x 4");
    DoubleUnaryOperator log = Math::log; // NaN where an intervention goes below 0
    LayerWeights layer =
        LayerWeights.of(
            new double[][] {{1}, {1}},
            new double[] {1.5},
            ActivationFunction.elementwise(log, true));
    Values source = Values.ofRows(new double[][] {{1, -2}, {-1, 2}});
    InformationFlow flow = flow(Intervention.ofDense(source, layer), Discretizer.zero());
    assertRefused(
        () -> flow.flow(new int[] {1, 1}), "Unit 0 is NaN in sample 0. Pass finite numbers.");
    assertThatIllegalArgumentException()
        .isThrownBy(flow::inContext)
        .withMessageMatching(
            "Target 0 is NaN when a unit is (-1.0 in sample 0|-2.0 in sample 1). Use an activation with finite values.");
  }

  @Test
  void nullsAndIntervalsWithoutMeaningAreRefused() {
    InformationFlow flow = flow(TWINS, Discretizer.zero());
    LayerTransfer all = flow.flow(1);
    assertRefused(
        () -> all.against(Null.globalShuffle(9, 1).jointly(), Segments.whole()),
        "Moving whole samples changes nothing here, since their order does not matter. Use the null without jointly().");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.against(Null.phaseRandomization(9, 1), Segments.whole()))
        .withMessageContaining("changes values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.interval(Resampling.jackknife(20)))
        .withMessageContainingAll(
            "of an information flow", "unknown coverage", "no jackknife of 20 stretches")
        .withMessageEndingWith(
            "Use several recordings, such as other seeds, and the interval of their mean.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow.inContext().interval(Resampling.jackknife(20)))
        .withMessageContainingAll("of a flow in context", "unknown coverage");
    assertThat(flow)
        .hasToString(
            "information flow, 5 -> 4 units, 1000 samples, not measured yet: call flow(seed) or inContext()");
  }
}
