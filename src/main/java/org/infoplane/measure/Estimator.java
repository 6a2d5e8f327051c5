package org.infoplane.measure;

import org.infoplane.symbol.Partition;

/**
 * How an information is estimated from counts. Every discrete measure is an information {@code
 * I(A;B|C)} or an entropy, so that a new estimator touches no measure.
 *
 * <table>
 *   <caption>The estimators; n samples, K states that were seen</caption>
 *   <tr><th>estimator</th><th>entropy</th><th>good for</th></tr>
 *   <tr><td>{@link #plugIn()}</td><td>-sum p ln p with p = n_i / n</td><td>everything, with its bias beside it; too small by about (K - 1) / 2n</td></tr>
 *   <tr><td>{@link #millerMadow()}</td><td>plug-in + (K - 1) / 2n</td><td>more than 5 samples a state</td></tr>
 *   <tr><td>{@link #panzeriTreves()}</td><td>plug-in + (R - 1) / 2n, R also counts states that were not seen</td><td>conditional entropies with few samples a condition</td></tr>
 *   <tr><td>{@link #grassberger()}</td><td>ln n - sum n_i (psi(n_i) + (-1)^n_i / (n_i + 1)) / n</td><td>small counts</td></tr>
 *   <tr><td>{@link #chaoShen()}</td><td>coverage-adjusted, Horvitz-Thompson</td><td>many states that were never seen</td></tr>
 *   <tr><td>{@link #shuffleCorrected}</td><td>none: plug-in information minus its mean over shuffles (effective TE)</td><td>transfer entropy</td></tr>
 * </table>
 *
 * <p>Your own is a class, best a record, that implements {@link EntropyEstimator} if it knows
 * entropies, else this. The contract of an estimator:
 *
 * <ul>
 *   <li>Values are nats, and finite for every partition of at least one sample.
 *   <li>They depend on how often states are seen together, not on how groups are numbered nor, but
 *       for which samples a shuffle moves, on the order of the samples.
 *   <li>It is immutable, and may be used by several threads; random numbers come from a seed, as
 *       those of {@link org.infoplane.measure.statistics.Draws} do.
 *   <li>{@code toString()} is what estimates, tables and recipes print, the same in every JVM: that
 *       of a record is, that of a lambda is not.
 *   <li>What it does not say of itself is taken on the safe side: no bias, no interval, no mean of
 *       the chi-square null. Surrogates serve every estimator.
 * </ul>
 */
public interface Estimator {

  /** How often the 95 % intervals of an estimator hold the true value, as was counted. */
  enum Intervals {
    /** Their coverage was never measured: an interval is refused. */
    NOT_COUNTED,
    /** 93 to 97 times in 100: the measure is resampled. */
    HOLD,
    /**
     * The same, if the width is that of the plug-in value: what the estimator takes off hardly
     * varies.
     */
    HOLD_AS_PLUG_IN,
    /** Too seldom or too often: an interval is refused. */
    DO_NOT_HOLD
  }

  /**
   * I(A;B|C) in nats.
   *
   * @param a groups of the samples
   * @param b groups of the same samples
   * @param given groups of the same samples, {@link Partition#trivial} for plain mutual information
   * @return the estimate; corrected ones may be below 0
   */
  double information(Partition a, Partition b, Partition given);

  /**
   * How far a value is off on average, first order in 1/samples.
   *
   * @param states seen joint states minus seen marginal ones: K - 1 of an entropy, taken negative,
   *     K(A,B,C) - K(A,C) - K(B,C) + K(C) of an information
   * @param samples n
   * @return nats; states / 2n for the plug-in, 0 if the estimator takes that off, NaN, the default,
   *     if what is left is not known
   */
  default double bias(long states, long samples) {
    return Double.NaN;
  }

  /**
   * Tells the plug-in value, whatever computes it: its bias is known of few samples too, and the
   * mean and deviation of the chi-square null are its own.
   *
   * @return whether all values are those of {@link #plugIn()} but for rounding; false by default
   */
  default boolean isPlugIn() {
    return false;
  }

  /**
   * Tells what {@linkplain Resampling#jackknife jackknife} intervals are worth.
   *
   * @return what was counted on processes of known truth, of 300 samples and more; {@link
   *     Intervals#NOT_COUNTED} by default
   */
  default Intervals intervals() {
    return Intervals.NOT_COUNTED;
  }

  /** {@return the maximum likelihood estimator: relative frequencies taken for probabilities} */
  static EntropyEstimator plugIn() {
    return new PlugIn();
  }

  /** {@return the first-order correction by the number of states that were seen (Miller 1955)} */
  static EntropyEstimator millerMadow() {
    return new MillerMadow();
  }

  /**
   * {@return a correction that is exact for large counts and good for small ones (Grassberger
   * 1988)}
   */
  static EntropyEstimator grassberger() {
    return new Grassberger();
  }

  /** {@return a correction for states that were never seen (Chao and Shen 2003)} */
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
