package org.infoplane.measure;

import java.util.concurrent.TimeUnit;
import org.infoplane.symbol.Symbols;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** All pairs of binary layers of growing size, on all cores: divide by pairs and samples. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GrowthBenchmark {

  @Param({"1000", "4000", "16000", "60000"})
  int samples;

  @Param({"32x32", "128x64", "784x128", "784x1024", "2000x1000"})
  String layers;

  private Symbols sources;
  private Symbols targets;

  @Setup
  public void random() {
    String[] units = layers.split("x", 2);
    sources = Symbols.ofSeries(2, Baseline.symbols(1, Integer.parseInt(units[0]), samples, 2));
    targets = Symbols.ofSeries(2, Baseline.symbols(2, Integer.parseInt(units[1]), samples, 2));
  }

  @Benchmark
  public double pairs() {
    return PairwiseTransferEntropy.between(sources, targets).meanNats();
  }
}
