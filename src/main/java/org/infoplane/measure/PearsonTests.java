package org.infoplane.measure;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.statistics.BenjaminiHochberg;

/** Mutable: Pearson's tests of many pairs, filled by several threads. */
final class PearsonTests {

  private final long samples;
  private final double[] statistic; // NaN where the test is not calibrated
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

  /** NaN where the test is not calibrated. */
  double pValue(int pair) {
    return Double.isNaN(statistic[pair])
        ? Double.NaN
        : ChiSquare.upperTail(statistic[pair], degreesOfFreedom[pair]);
  }

  double[] pValues() {
    return IntStream.range(0, statistic.length).parallel().mapToDouble(this::pValue).toArray();
  }

  /** The number of significant pairs at a false discovery rate. */
  int significant(double rate) {
    return BenjaminiHochberg.discoveries(rate, pValues());
  }

  int tested() {
    return (int) Arrays.stream(statistic).filter(value -> !Double.isNaN(value)).count();
  }

  int nonConstantPairs() {
    return (int) Arrays.stream(degreesOfFreedom).filter(df -> df > 0).count();
  }

  /** The expected information of a pair of independent units, in nats. */
  double biasNats(int pair) {
    return degreesOfFreedom[pair] / (2.0 * samples);
  }

  double meanBiasNats() {
    long sum = Arrays.stream(degreesOfFreedom).asLongStream().sum();
    return sum / (2.0 * samples) / degreesOfFreedom.length;
  }

  /** The largest number of observed states of a pair. */
  long mostStates() {
    return mostStates.get();
  }
}
