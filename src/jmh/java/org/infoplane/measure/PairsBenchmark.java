package org.infoplane.measure;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** All pairs of two layers of 128 and 64 units, 10,000 samples. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PairsBenchmark {

  /** Runs on one or two threads: parallel streams stay in the pool that they are started in. */
  @State(Scope.Benchmark)
  public static class Threads {
    @Param({"1"})
    int threads;

    private ForkJoinPool pool;

    @Setup
    public void open() {
      pool = new ForkJoinPool(threads);
    }

    <T> T run(Callable<T> work) throws Exception {
      return pool.submit(work).get();
    }

    @TearDown
    public void close() {
      pool.shutdown();
    }
  }

  /** Series and what is made of them. */
  @State(Scope.Benchmark)
  public static class Layers {
    final int[][] x = Baseline.symbols(1, Baseline.SOURCES, Baseline.SAMPLES, 2);
    final int[][] y = Baseline.symbols(2, Baseline.TARGETS, Baseline.SAMPLES, 2);
    final int[][] words = Baseline.words(1, Baseline.SOURCES, Baseline.SAMPLES);
    final int[][] masks = Baseline.words(2, 3 * Baseline.TARGETS, Baseline.SAMPLES);
    final Symbols sources = Symbols.ofSeries(2, x);
    final Symbols targets = Symbols.ofSeries(2, y);
    final int[][] x4 = Baseline.symbols(1, Baseline.SOURCES, Baseline.SAMPLES, 4);
    final int[][] y4 = Baseline.symbols(2, Baseline.TARGETS, Baseline.SAMPLES, 4);
    final Symbols sources4 = Symbols.ofSeries(4, x4);
    final Symbols targets4 = Symbols.ofSeries(4, y4);
    final int[][] x8 = Baseline.symbols(1, Baseline.SOURCES, Baseline.SAMPLES, 8);
    final int[][] y8 = Baseline.symbols(2, Baseline.TARGETS, Baseline.SAMPLES, 8);
    final Symbols sources8 = Symbols.ofSeries(8, x8);
    final Symbols targets8 = Symbols.ofSeries(8, y8);
    final double[][] u = Baseline.numbers(1, Baseline.SOURCES, Baseline.SAMPLES);
    final double[][] v = Baseline.numbers(2, Baseline.TARGETS, Baseline.SAMPLES);
    final Values numbers = Values.ofSeries(u);
    final Values others = Values.ofSeries(v);
  }

  private static double baseline(int[][] x, int[][] y, int alphabet) {
    double sum = 0;
    for (int[] source : x) {
      for (int[] target : y) {
        sum += Baseline.transferEntropy(source, target, alphabet);
      }
    }
    return sum;
  }

  @Benchmark
  public double baseline2(Layers layers) {
    return baseline(layers.x, layers.y, 2);
  }

  @Benchmark
  public double baseline4(Layers layers) {
    return baseline(layers.x4, layers.y4, 4);
  }

  @Benchmark
  public double baseline8(Layers layers) {
    return baseline(layers.x8, layers.y8, 8);
  }

  @Benchmark
  public double baselineGaussian(Layers layers) {
    double sum = 0;
    for (double[] source : layers.u) {
      for (double[] target : layers.v) {
        sum += Baseline.gaussian(source, target);
      }
    }
    return sum;
  }

  @Benchmark
  public long floor(Layers layers) {
    return Baseline.floor(layers.words, layers.masks);
  }

  @Benchmark
  public double binary(Layers layers, Threads threads) throws Exception {
    return threads.run(() -> PairwiseTransferEntropy.between(layers.sources, layers.targets).meanNats());
  }

  @Benchmark
  public double binaryWithPacking(Layers layers, Threads threads) throws Exception {
    return threads.run(
        () ->
            PairwiseTransferEntropy.between(Symbols.ofSeries(2, layers.x), Symbols.ofSeries(2, layers.y))
                .meanNats());
  }

  @Benchmark
  public double binaryWith100Shuffles(Layers layers, Threads threads) throws Exception {
    return threads.run(
        () ->
            PairwiseTransferEntropy.between(layers.sources, layers.targets)
                .against(Null.withinBatch(100, 1), Segments.ofLength(100, Baseline.SAMPLES))
                .ofMean()
                .pValue());
  }

  @Benchmark
  public double base4(Layers layers, Threads threads) throws Exception {
    return threads.run(
        () -> PairwiseTransferEntropy.between(layers.sources4, layers.targets4).meanNats());
  }

  @Benchmark
  public double base8(Layers layers, Threads threads) throws Exception {
    return threads.run(
        () -> PairwiseTransferEntropy.between(layers.sources8, layers.targets8).meanNats());
  }

  @Benchmark
  public double gaussian(Layers layers, Threads threads) throws Exception {
    return threads.run(
        () ->
            PairwiseGaussianTransferEntropy.between(
                    layers.numbers, layers.others, Embedding.oneStep())
                .meanNats());
  }

  /** One pair as a user would measure it: the mean over 64 of them, in milliseconds a pair. */
  @Benchmark
  @OperationsPerInvocation(64)
  public double gaussianPairByPair(Layers layers, Threads threads) throws Exception {
    return threads.run(
        () -> {
          double sum = 0;
          for (int pair = 0; pair < 64; pair++) {
            sum +=
                TransferEntropy.of(
                        Values.ofSeries(layers.u[pair]),
                        Values.ofSeries(layers.v[pair]),
                        Embedding.oneStep())
                    .with(ContinuousEstimator.gaussian())
                    .estimate()
                    .nats();
          }
          return sum;
        });
  }
}
