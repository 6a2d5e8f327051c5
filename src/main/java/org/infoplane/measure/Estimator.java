package org.infoplane.measure;

import org.infoplane.symbol.Partition;

/**
 * Estimator of information from counts. Every discrete measure is an information {@code I(A;B|C)}
 * or an entropy, so a new estimator serves them all.
 *
 * <table>
 *   <caption>The estimators; n samples, K observed states</caption>
 *   <tr><th>estimator</th><th>entropy</th><th>good for</th></tr>
 *   <tr><td>{@link #plugIn()}</td><td>-sum p ln p with p = n_i / n</td><td>everything, next to its bias of about -(K - 1) / 2n</td></tr>
 *   <tr><td>{@link #millerMadow()}</td><td>plug-in + (K - 1) / 2n</td><td>more than 5 samples a state</td></tr>
 *   <tr><td>{@link #panzeriTreves()}</td><td>plug-in + (R - 1) / 2n, R also counts unobserved states</td><td>conditional entropies with few samples a condition</td></tr>
 *   <tr><td>{@link #grassberger()}</td><td>ln n - sum n_i (psi(n_i) + (-1)^n_i / (n_i + 1)) / n</td><td>small counts</td></tr>
 *   <tr><td>{@link #chaoShen()}</td><td>coverage-adjusted, Horvitz-Thompson</td><td>many unobserved states</td></tr>
 *   <tr><td>{@link #shuffleCorrected}</td><td>none: plug-in information minus its mean over shuffles (effective TE)</td><td>transfer entropy</td></tr>
 * </table>
 *
 * <p>A custom estimator is a class, best a record, that implements {@link EntropyEstimator} if it
 * estimates entropies, else this interface. The contract:
 *
 * <ul>
 *   <li>Values are in nats, and finite for every partition of at least one sample.
 *   <li>They depend on joint counts only (and on shuffles), not on the numbering of groups.
 *   <li>It is immutable and thread-safe; random numbers come from a seed, as in {@link
 *       org.infoplane.measure.statistics.Draws}.
 *   <li>{@code toString()}, its name in tables and recipes, is the same in every JVM.
 *   <li>Defaults are conservative: no bias, no interval, no mean of the chi-square null. Surrogates
 *       serve every estimator.
 * </ul>
 */
public interface Estimator {

  /** The measured coverage of the 95 % intervals of an estimator. */
  enum Intervals {
    /** Never measured: intervals are refused. */
    NOT_COUNTED,
    /** 93 to 97 %: the measure is resampled. */
    HOLD,
    /** 93 to 97 % with the width of the plug-in value: the correction hardly varies. */
    HOLD_AS_PLUG_IN,
    /** Too low or too high: intervals are refused. */
    DO_NOT_HOLD
  }

  /**
   * {@return the estimate of I(A;B|C) in nats; corrected ones may be below 0}
   *
   * @param a groups of the samples
   * @param b groups of the same samples
   * @param given groups of the same samples, {@link Partition#trivial} for I(A;B)
   */
  double information(Partition a, Partition b, Partition given);

  /**
   * {@return the bias of first order in 1/samples, in nats: states / 2n for the plug-in, 0 if the
   * estimator corrects it, NaN (the default) if it is unknown}
   *
   * @param states degrees of freedom by observed states K: 1 - K for an entropy, K(A,B,C) - K(A,C)
   *     - K(B,C) + K(C) for an information
   * @param samples n
   */
  default double bias(long states, long samples) {
    return Double.NaN;
  }

  /**
   * {@return whether values equal those of {@link #plugIn()} up to rounding, so that bias and
   * chi-square null apply; false by default}
   */
  default boolean isPlugIn() {
    return false;
  }

  /**
   * {@return the coverage of {@linkplain Resampling#jackknife jackknife} intervals on processes of
   * known truth with at least 300 samples; {@link Intervals#NOT_COUNTED} by default}
   */
  default Intervals intervals() {
    return Intervals.NOT_COUNTED;
  }

  /** {@return the maximum likelihood estimator, from relative frequencies} */
  static EntropyEstimator plugIn() {
    return new PlugIn();
  }

  /** {@return the first-order correction by the number of observed states (Miller 1955)} */
  static EntropyEstimator millerMadow() {
    return new MillerMadow();
  }

  /** {@return a correction exact for large counts and good for small ones (Grassberger 1988)} */
  static EntropyEstimator grassberger() {
    return new Grassberger();
  }

  /** {@return a correction for unobserved states (Chao and Shen 2003)} */
  static EntropyEstimator chaoShen() {
    return new ChaoShen();
  }

  /**
   * {@return a first-order correction with a Bayesian count of the states of each condition
   * (Panzeri and Treves 1996)}
   */
  static EntropyEstimator panzeriTreves() {
    return new PanzeriTreves();
  }

  /**
   * {@return effective information, the plug-in value minus its mean over shuffles of B
   * (Marschinski and Kantz 2002)}
   *
   * @param shuffles how many, at least 1
   * @param seed the same seed gives the same numbers
   */
  static Estimator shuffleCorrected(int shuffles, long seed) {
    return new ShuffleCorrected(shuffles, seed);
  }
}
