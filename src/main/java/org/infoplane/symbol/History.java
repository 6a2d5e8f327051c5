package org.infoplane.symbol;

/**
 * The history of a series at time t: {@code x[t - lag], x[t - lag - delay], ...}, {@code length}
 * symbols.
 *
 * @param length number of symbols, at least 1
 * @param delay steps between them, at least 1
 * @param lag steps from the most recent symbol to t; 0 is the present
 */
public record History(int length, int delay, int lag) {

  /**
   * Checks the ranges.
   *
   * @param length number of symbols
   * @param delay steps between them
   * @param lag steps from the most recent symbol to t
   * @throws IllegalArgumentException if length or delay is below 1, or the lag below 0
   */
  public History {
    Require.atLeast(1, "history", length);
    Require.atLeast(1, "delay", delay);
    Require.atLeast(0, "lag", lag);
  }

  /** {@return the present symbol: length 1, lag 0} */
  public static History present() {
    return new History(1, 1, 0);
  }

  /** {@return the steps from t back to the oldest symbol} */
  public long reach() {
    return lag + (length - 1L) * delay;
  }

  /** The history of a unit as one number; the most recent symbol is the leading digit. */
  int state(Symbols symbols, int unit, int time) {
    int state = 0;
    for (int i = 0; i < length; i++) {
      state = state * symbols.alphabet() + symbols.get(unit, time - back(i));
    }
    return state;
  }

  /** The steps back to symbol {@code i}, most recent first. */
  int back(int i) {
    return lag + i * delay;
  }
}
