package org.infoplane.measure;

import java.util.concurrent.TimeUnit;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a layer of 64 units knows of 10,000 inputs and their labels; and one pair of numbers. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LayerBenchmark {

  /** A layer in 30 bins, as many inputs as samples, ten labels. */
  @State(Scope.Benchmark)
  public static class Binned {
    final Symbols layer;
    final Partition inputs;
    final Partition labels;

    public Binned() {
      Values values = Values.ofSeries(Baseline.numbers(3, 64, Baseline.SAMPLES));
      layer = Discretizer.equalWidth(30).fit(values).encode(values);
      int[] number = new int[Baseline.SAMPLES];
      java.util.Arrays.setAll(number, i -> i);
      inputs = Partition.of(number);
      labels = Partition.of(Baseline.symbols(4, 1, Baseline.SAMPLES, 10)[0]);
    }
  }

  /** H(T), I(X;T) and I(T;Y), from the symbols of the layer. */
  @Benchmark
  public double informationOfALayer(Binned binned) {
    Partition patterns = Partition.ofRows(binned.layer);
    return Entropy.of(patterns).estimate().nats()
        + MutualInformation.between(binned.inputs, patterns).estimate().nats()
        + MutualInformation.between(binned.labels, patterns).estimate().nats();
  }

  /** Two coupled series of numbers. */
  @State(Scope.Benchmark)
  public static class Coupled {
    @Param({"1000", "10000", "100000"})
    int points;

    double[][] next;
    double[][] source;
    double[][] past;
    int[] times;

    @Setup
    public void couple() {
      double[] x = Baseline.numbers(5, 1, points)[0];
      double[] y = Baseline.numbers(6, 1, points)[0];
      for (int t = 1; t < points; t++) {
        y[t] += 0.5 * y[t - 1] + 0.6 * x[t - 1];
      }
      Embedding one = Embedding.oneStep();
      times = one.times(points, one.target(), one.source());
      next = Embedding.points(Values.ofSeries(y), org.infoplane.symbol.History.present(), times);
      source = Embedding.points(Values.ofSeries(x), one.source(), times);
      past = Embedding.points(Values.ofSeries(y), one.target(), times);
    }
  }

  /** One thread: start Java with -Djava.util.concurrent.ForkJoinPool.common.parallelism=0. */
  @Benchmark
  public double neighbours(Coupled pair) {
    return ContinuousEstimator.kraskov(4).information(pair.next, pair.source, pair.past, pair.times);
  }

  /** 16 units, one target, 2,000 points. */
  @State(Scope.Benchmark)
  public static class Fan {
    final double[][] x = Baseline.numbers(7, 16, 2_000);
    final Values sources = Values.ofSeries(x);
    final Values target = Values.ofSeries(Baseline.numbers(8, 1, 2_000));
    final Embedding embedding = Embedding.oneStep();
    final int[] times = embedding.times(2_000, embedding.target(), embedding.source());
  }

  /** All sources of a target, each as if it were alone; values only, without surrogates. */
  @Benchmark
  public double neighboursPairByPair(Fan fan) {
    double sum = 0;
    for (double[] x : fan.x) {
      sum +=
          ContinuousEstimator.kraskov(4)
              .information(
                  Embedding.points(fan.target, org.infoplane.symbol.History.present(), fan.times),
                  Embedding.points(Values.ofSeries(x), fan.embedding.source(), fan.times),
                  Embedding.points(fan.target, fan.embedding.target(), fan.times),
                  fan.times);
    }
    return sum / fan.x.length;
  }

  /** The same values, with what belongs to the target made once. */
  @Benchmark
  public double neighboursOfALayer(Fan fan) {
    return PairwiseKraskovTransferEntropy.between(
            fan.sources, fan.target, fan.embedding, ContinuousEstimator.kraskov(4))
        .meanNats();
  }
}
