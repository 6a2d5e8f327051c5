package org.infoplane.measure;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.statistics.BenjaminiHochberg;

/** Pearson's tests of many pairs: what their p-values need, and no more. Filled by threads. */
final class PearsonTests {

  private final long samples;
  private final double[] statistic; // NaN of a test that would not hold its level
  private final int[] degreesOfFreedom;
  private final AtomicLong mostStates = new AtomicLong(1);

  PearsonTests(int pairs, long samples) {
    this.samples = samples;
    this.statistic = new double[pairs];
    this.degreesOfFreedom = new int[pairs];
  }

  void put(int pair, Pearson test, long states) {
    statistic[pair] = test.isCalibrated(samples, states) ? test.statistic() : Double.NaN;
    degreesOfFreedom[pair] = Math.toIntExact(test.degreesOfFreedom());
    if (states > mostStates.get()) {
      mostStates.accumulateAndGet(states, Math::max);
    }
  }

  /** NaN if there is none. */
  double pValue(int pair) {
    return Double.isNaN(statistic[pair])
        ? Double.NaN
        : ChiSquare.upperTail(statistic[pair], degreesOfFreedom[pair]);
  }

  double[] pValues() {
    return IntStream.range(0, statistic.length).parallel().mapToDouble(this::pValue).toArray();
  }

  /** How many of these are significant at a false discovery rate. */
  int significant(double rate) {
    return BenjaminiHochberg.discoveries(rate, pValues());
  }

  int tested() {
    return (int) Arrays.stream(statistic).filter(value -> !Double.isNaN(value)).count();
  }

  int live() {
    return (int) Arrays.stream(degreesOfFreedom).filter(df -> df > 0).count();
  }

  /** What independent samples give a pair on average, in nats. */
  double biasNats(int pair) {
    return degreesOfFreedom[pair] / (2.0 * samples);
  }

  double meanBiasNats() {
    long sum = 0;
    for (int df : degreesOfFreedom) {
      sum += df;
    }
    return sum / (2.0 * samples) / degreesOfFreedom.length;
  }

  /** The most states that one of the pairs shows. */
  long mostStates() {
    return mostStates.get();
  }
}
