package org.infoplane.measure;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** All pairs of two layers of 128 and 64 units, 10,000 binary samples: packed against plain. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PairwiseTransferEntropyBenchmark {

  private Symbols sources;
  private Symbols targets;

  @Setup
  public void random() {
    sources = Symbols.of(2, random(1, 128));
    targets = Symbols.of(2, random(2, 64));
  }

  private static int[][] random(long seed, int units) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] series = new int[units][10_000];
    for (int[] one : series) {
      for (int i = 0; i < one.length; i++) {
        one[i] = random.nextInt(2);
      }
    }
    return series;
  }

  @Benchmark
  public double packed() {
    return PairwiseTransferEntropy.between(sources, targets).mean();
  }

  @Benchmark
  public double plain() {
    double sum = 0;
    for (int i = 0; i < sources.units(); i++) {
      for (int j = 0; j < targets.units(); j++) {
        sum += TransferEntropy.of(sources.unit(i), targets.unit(j), Embedding.oneStep()).estimate().nats();
      }
    }
    return sum;
  }
}
