package org.infoplane.symbol;

/**
 * How two series are cut into (next, past, source) for a transfer entropy: from a source x to a
 * target y, one transition for each t is {@code (y[t+1]; y[t], ..., y[t-k+1]; x[t+1-u], ...,
 * x[t+2-u-l])}.
 *
 * @param targetHistory k, how many past symbols of the target are known
 * @param sourceHistory l, how many symbols of the source are used
 * @param lag u, how many steps the youngest of them lies before the target's next symbol
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public record Embedding(int targetHistory, int sourceHistory, int lag) {

  /**
   * Checks that every number is at least 1.
   *
   * @param targetHistory k
   * @param sourceHistory l
   * @param lag u
   * @throws IllegalArgumentException if one of them is below 1
   */
  public Embedding {
    if (targetHistory < 1 || sourceHistory < 1 || lag < 1) {
      throw new IllegalArgumentException(
          "Asked for target history %d, source history %d, lag %d. Pass numbers of at least 1."
              .formatted(targetHistory, sourceHistory, lag));
    }
  }

  /**
   * The authors' setting, k = l = u = 1.
   *
   * @return histories of one symbol, lag 1
   */
  public static Embedding oneStep() {
    return new Embedding(1, 1, 1);
  }

  /**
   * Counts the transitions of one pair, one by one: the plain path, and the oracle of {@link
   * BinaryTransitions}.
   *
   * @param source symbols that hold the source
   * @param sourceUnit series in {@code source}
   * @param target symbols that hold the target
   * @param targetUnit series in {@code target}
   * @return the counts
   * @throws IllegalArgumentException if lengths differ, no transition is left, or the table would
   *     not fit in memory
   */
  public Counts count(Symbols source, int sourceUnit, Symbols target, int targetUnit) {
    requireSameLength(source, target);
    int first = Math.max(targetHistory, sourceHistory + lag - 1);
    if (target.samples() <= first) {
      throw new IllegalArgumentException(
          "Asked for transitions with %s, but the series have %d samples. Pass at least %d."
              .formatted(this, target.samples(), first + 1));
    }
    int next = target.alphabet();
    int past = power(target.alphabet(), targetHistory);
    int seen = power(source.alphabet(), sourceHistory);
    long cells = (long) next * past * seen;
    if (cells > 1 << 24) {
      throw new IllegalArgumentException(
          "Asked for %d x %d x %d = %d cells of counts. Use fewer symbols or shorter histories."
              .formatted(next, past, seen, cells));
    }
    int[] table = new int[(int) cells];
    for (int t = first; t < target.samples(); t++) {
      int y = 0;
      for (int i = 1; i <= targetHistory; i++) {
        y = y * target.alphabet() + target.get(targetUnit, t - i);
      }
      int x = 0;
      for (int i = 0; i < sourceHistory; i++) {
        x = x * source.alphabet() + source.get(sourceUnit, t - lag - i);
      }
      table[(target.get(targetUnit, t) * past + y) * seen + x]++;
    }
    return new Counts(next, past, seen, table);
  }

  static void requireSameLength(Symbols source, Symbols target) {
    if (source.samples() != target.samples()) {
      throw new IllegalArgumentException(
          "The source has %d samples, the target %d. Pass series of the same time axis."
              .formatted(source.samples(), target.samples()));
    }
  }

  private static int power(int base, int exponent) {
    long result = 1;
    for (int i = 0; i < exponent; i++) {
      result *= base;
      if (result > 1 << 24) {
        throw new IllegalArgumentException(
            "Asked for %d symbols to the power of %d histories. Use fewer symbols or shorter histories."
                .formatted(base, exponent));
      }
    }
    return (int) result;
  }
}
