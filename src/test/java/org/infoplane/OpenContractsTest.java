package org.infoplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.infoplane.testing.Cells;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule, an estimator and nulls of one's own, as they are typed into a notebook's cells. */
class OpenContractsTest {

  private static Cells cells;

  @BeforeAll
  static void start() {
    cells = Cells.open();
    cell(
        """
        import java.util.*;
        import java.util.stream.*;
        import org.infoplane.measure.*;
        import org.infoplane.measure.nulls.*;
        import org.infoplane.measure.statistics.*;
        import org.infoplane.symbol.*;
        """);
    cell(
        """
        var random = new SplittableRandom(1);
        double[] drive = new double[300];
        double[] driven = new double[300];
        for (int t = 1; t < 300; t++) {
            drive[t] = 0.8 * drive[t - 1] + random.nextGaussian();
            driven[t] = 0.5 * driven[t - 1] + 0.6 * drive[t - 1] + random.nextGaussian();
        }
        Values source = Values.ofSeries(drive, driven);
        Values target = Values.ofSeries(driven);
        Symbols x = Discretizer.median().fit(source).encode(source).unit(0);
        Symbols y = Discretizer.median().fit(target).encode(target);
        """);
  }

  @AfterAll
  static void stop() {
    cells.close();
  }

  private static String cell(String source) {
    return cells.run(source);
  }

  private static void assertTrue(String expression) {
    assertThat(cell(expression)).as(expression).isEqualTo("true");
  }

  @Test
  void aRuleOfItsOwnIsTheMedian() {
    cell(
        """
        record Middle() implements Discretizer {
            public Encoding fit(Values values) {
                double[] middle = new double[values.units()];
                for (int unit = 0; unit < middle.length; unit++) {
                    int one = unit;
                    double[] sorted = IntStream.range(0, values.samples())
                        .mapToDouble(t -> values.get(t, one)).sorted().toArray();
                    middle[unit] = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
                }
                return Encoding.of(middle.length, 2, (unit, value) -> value > middle[unit] ? 1 : 0);
            }
            public boolean isBinary() { return true; }
            public String toString() { return "middle of the unit"; }
        }
        """);
    cell(
        """
        boolean same(Discretizer one, Discretizer other) {
            Symbols a = one.fit(source).encode(source);
            Symbols b = other.fit(source).encode(source);
            return IntStream.range(0, 600).allMatch(i -> a.get(i % 2, i / 2) == b.get(i % 2, i / 2))
                && a.discretization().equals(b.discretization());
        }
        """);
    assertTrue("same(new Middle(), Discretizer.median())");
    assertTrue("same(new Middle().perLayer(), Discretizer.median().perLayer())");
    assertTrue("!same(new Middle(), Discretizer.mean())");
    assertTrue("new Middle().perLayer().toString().equals(\"middle of the layer\")");
  }

  @Test
  void anEstimatorOfItsOwnIsThePlugIn() {
    cell(
        """
        record Frequencies() implements EntropyEstimator {
            public double entropy(int[] sizes) {
                double n = IntStream.of(sizes).sum();
                return -IntStream.of(sizes).mapToDouble(k -> k / n * Math.log(k / n)).sum();
            }
            public double bias(long states, long samples) { return states / (2.0 * samples); }
            public boolean isPlugIn() { return true; }
            public String toString() { return "frequencies"; }
        }
        """);
    cell(
        """
        var te = TransferEntropy.of(x, y, Embedding.oneStep());
        Estimate plugIn = te.estimate();
        Estimate own = te.with(new Frequencies()).estimate();
        """);
    assertTrue("Math.abs(own.nats() - plugIn.nats()) < 1e-12 && plugIn.nats() > 0.01");
    assertTrue("own.significance().equals(plugIn.significance())");
    assertTrue("own.biasNats() == plugIn.biasNats()");
    assertTrue("own.estimator().equals(\"frequencies\")");
    assertTrue(
        "Math.abs(Entropy.of(y).with(new Frequencies()).estimate().nats() - Entropy.of(y).estimate().nats()) < 1e-12");
  }

  @Test
  void aNullOfItsOwnIsTheGlobalShuffle() {
    cell(
        """
        record Shuffle(int surrogates, long seed) implements Surrogates {
            public int[] order(int surrogate, Segments batches, int samples) {
                return Draws.shuffled(seed, surrogate, samples);
            }
        }
        """);
    cell("var shuffled = TransferEntropy.of(x, y, Embedding.oneStep());");
    assertTrue(
        "shuffled.against(new Shuffle(19, 7)).estimate().significance()"
            + ".equals(shuffled.against(Null.globalShuffle(19, 7)).estimate().significance())");
    cell("var pairs = PairwiseTransferEntropy.between(x, y);");
    assertTrue(
        "pairs.against(new Shuffle(19, 7), Segments.whole()).ofMean()"
            + ".equals(pairs.against(Null.globalShuffle(19, 7), Segments.whole()).ofMean())");
    assertTrue(
        "shuffled.against(new Shuffle(9, 7)).estimate().nothing().equals(\"Shuffle[surrogates=9, seed=7]\")");
  }

  /** By sums of sines, straight from the definition. */
  @Test
  void aNullOfItsOwnThatChangesValuesIsThePhaseRandomisation() {
    cell(
        """
        record Phases(int surrogates, long seed) implements ValueSurrogates {
            public Values values(int surrogate, Segments batches, Values source) {
                int n = source.samples();
                var random = Draws.random(seed, surrogate);
                double[][] to = new double[source.units()][n];
                double[] phase = new double[n / 2 + 1];
                for (int k = 1; 2 * k < n; k++) {
                    phase[k] = 2 * Math.PI * random.nextDouble();
                }
                for (int unit = 0; unit < to.length; unit++) {
                    for (int k = 0; 2 * k <= n; k++) {
                        double re = 0;
                        double im = 0;
                        for (int t = 0; t < n; t++) {
                            re += source.get(t, unit) * Math.cos(2 * Math.PI * k * t / n);
                            im -= source.get(t, unit) * Math.sin(2 * Math.PI * k * t / n);
                        }
                        double twice = k == 0 || 2 * k == n ? 1 : 2;
                        for (int t = 0; t < n; t++) {
                            double angle = 2 * Math.PI * k * t / n + phase[k];
                            to[unit][t] += twice * (re * Math.cos(angle) - im * Math.sin(angle)) / n;
                        }
                    }
                }
                return Values.ofSeries(to);
            }
        }
        """);
    cell(
        """
        var linearOfOne = TransferEntropy.of(Values.ofSeries(drive), target, Embedding.oneStep()).with(ContinuousEstimator.gaussian());
        Estimate mine = linearOfOne.against(new Phases(19, 7)).estimate();
        Estimate theirs = linearOfOne.against(Null.phaseRandomization(19, 7)).estimate();
        """);
    assertTrue("Math.abs(mine.nullMean(Unit.NATS) - theirs.nullMean(Unit.NATS)) < 1e-12");
    assertTrue("mine.pValue() == theirs.pValue() && theirs.pValue() == 0.05");
    cell(
        """
        Values one = new Phases(19, 7).values(3, Segments.whole(), source);
        Values other = Null.phaseRandomization(19, 7).values(3, Segments.whole(), source);
        """);
    assertTrue(
        "IntStream.range(0, 600).allMatch(i -> Math.abs(one.get(i / 2, i % 2) - other.get(i / 2, i % 2)) < 1e-10)");
  }

  /** What the javadoc shows can be typed as it stands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "symbol/Discretizer",
        "measure/EntropyEstimator",
        "measure/LayerEstimator",
        "measure/nulls/Surrogates",
        "measure/nulls/ValueSurrogates"
      })
  void examplesOfTheJavadocCompile(String type) throws IOException {
    String source = Files.readString(Path.of("src/main/java/org/infoplane/" + type + ".java"));
    int start = source.indexOf("<pre>{@code") + "<pre>{@code".length();
    String example = source.substring(start, source.indexOf("}</pre>", start));
    cell(example.replaceAll("(?m)^ \\*", ""));
    assertThat(example).contains("record ", "implements " + type.replaceAll(".*/", ""));
  }

  /** A null that the javadoc shows, in use. */
  @Test
  void nullsOfTheJavadocMeasure() throws IOException {
    examplesOfTheJavadocCompile("measure/nulls/Surrogates");
    examplesOfTheJavadocCompile("measure/nulls/ValueSurrogates");
    assertTrue(
        "TransferEntropy.of(x, y, Embedding.oneStep()).against(new Backwards(19, 1)).estimate().pValue() == 0.05");
    assertTrue(
        "TransferEntropy.of(Values.ofSeries(drive), target, Embedding.oneStep()).with(ContinuousEstimator.gaussian()).against(new Redrawn(19, 1)).estimate().pValue() == 0.05");
  }
}
