package org.infoplane.measure.nulls;

/**
 * What a measure is compared with: how it would be distributed if there were no information.
 *
 * <table>
 *   <caption>The nulls</caption>
 *   <tr><th>null</th><th>keeps</th><th>destroys</th></tr>
 *   <tr><td>{@link #chiSquare()}</td><td>-</td><td>everything; for independent samples</td></tr>
 *   <tr><td>{@link #globalShuffle}</td><td>the source's distribution</td><td>all timing</td></tr>
 *   <tr><td>{@link #withinBatch}</td><td>the drift of the weights from batch to batch</td><td>which sample met which</td></tr>
 *   <tr><td>{@link #circularShift}</td><td>the source's autocorrelation</td><td>alignment</td></tr>
 *   <tr><td>{@link #blockShuffle}</td><td>the source's autocorrelation inside a block</td><td>alignment, and what is slower than a block</td></tr>
 *   <tr><td>{@link #blocksWithinBatch}</td><td>both that and the drift of the weights from batch to batch</td><td>which block, such as a sequence, met which</td></tr>
 *   <tr><td>{@link #phaseRandomization}</td><td>the source's mean, variance, autocorrelation and the cross-correlations of its units; values of numbers only</td><td>alignment, and the shape of its distribution</td></tr>
 *   <tr><td>{@link #none()}</td><td>-</td><td>-; no null mean and no p-value</td></tr>
 * </table>
 *
 * <p>All shuffles and shifts move the source's samples; {@link Surrogates#jointly()} moves source
 * and target together. Your own null is a class that implements {@link Surrogates}, or {@link
 * ValueSurrogates} if it gives other values instead of another order.
 */
public sealed interface Null permits ChiSquare, Surrogates {

  /**
   * {@return the analytic null for independent samples: Pearson's test of counts, the F-test of
   * Gaussian information}
   */
  static ChiSquare chiSquare() {
    return new ChiSquare();
  }

  /** {@return no null: a value without null mean and p-value, for a first look} */
  static Surrogates none() {
    return new NoNull();
  }

  /**
   * {@return a null in which all samples change places}
   *
   * @param surrogates how many shuffles; the smallest p-value is 1 / (1 + surrogates)
   * @param seed the same seed gives the same numbers
   */
  static Surrogates globalShuffle(int surrogates, long seed) {
    return new GlobalShuffle(surrogates, seed);
  }

  /**
   * {@return a null in which samples change places inside their mini-batch, never across; with one
   * batch it is the global shuffle}
   *
   * @param surrogates how many shuffles
   * @param seed the same seed gives the same numbers
   */
  static Surrogates withinBatch(int surrogates, long seed) {
    return new WithinBatchShuffle(surrogates, seed);
  }

  /**
   * {@return a null in which the whole series is shifted by a random number of steps, its end
   * coming in again at its start}
   *
   * @param surrogates how many shifts
   * @param seed the same seed gives the same numbers
   */
  static Surrogates circularShift(int surrogates, long seed) {
    return new CircularShift(surrogates, seed, 1);
  }

  /**
   * {@return a null in which blocks of successive samples change places}
   *
   * @param block length of a block, at least 1; the last one may be shorter
   * @param surrogates how many shuffles
   * @param seed the same seed gives the same numbers
   */
  static Surrogates blockShuffle(int block, int surrogates, long seed) {
    return new BlockShuffle(block, surrogates, seed);
  }

  /**
   * {@return a null in which blocks of successive samples change places inside their mini-batch,
   * never across}
   *
   * @param block length of a block, at least 1, such as the steps of a sequence; what is left over
   *     in a mini-batch stays
   * @param surrogates how many shuffles
   * @param seed the same seed gives the same numbers
   */
  static Surrogates blocksWithinBatch(int block, int surrogates, long seed) {
    return new BlocksWithinBatch(block, surrogates, seed);
  }

  /**
   * The phases of the source's Fourier transform are drawn anew, the same for all of its units: a
   * linear Gaussian process of the same spectra. For numbers only, and best for such as are near to
   * Gaussian: of others the surrogates have another distribution, which nearest neighbours see.
   *
   * <p>The series is taken as one, and as going round. Where it is not much longer than its memory
   * it ends far from where it began, and the null rejects too often: two independent series x' = a
   * x + noise, by their Gaussian information at 5 %, with a = 0.9 in 6 % of 4,000 runs of 100
   * samples, with a = 0.98 in 11 % of 100 and 8 % of 200 samples.
   *
   * @param surrogates how many series; the smallest p-value is 1 / (1 + surrogates)
   * @param seed the same seed gives the same numbers
   * @return the null; constant units stay as they are
   * @see <a href="https://doi.org/10.1016/0167-2789(92)90102-S">Theiler et al. 1992</a>
   * @see <a href="https://doi.org/10.1103/PhysRevLett.73.951">Prichard and Theiler 1994</a>
   */
  static ValueSurrogates phaseRandomization(int surrogates, long seed) {
    return new PhaseRandomization(surrogates, seed);
  }
}
