package org.infoplane.symbol;

/**
 * Which symbols of a series are taken as known at time t: {@code x[t - lag], x[t - lag - delay],
 * ...}, {@code length} of them.
 *
 * @param length how many
 * @param delay steps between them
 * @param lag how many steps the youngest lies before t; 0 is the present
 */
public record History(int length, int delay, int lag) {

  /**
   * Checks the numbers.
   *
   * @param length how many
   * @param delay steps between them
   * @param lag how many steps the youngest lies before t
   * @throws IllegalArgumentException if history or delay is below 1, or the lag below 0
   */
  public History {
    if (length < 1 || delay < 1 || lag < 0) {
      throw new IllegalArgumentException(
          "Asked for a history of %s with delay %s and lag %s. Pass at least 1, 1 and 0."
              .formatted(length, delay, lag));
    }
  }

  /** {@return the symbol at time t itself: a history of 1 with lag 0} */
  public static History present() {
    return new History(1, 1, 0);
  }

  /** {@return how far it looks back: steps from t to the oldest symbol} */
  public long reach() {
    return lag + (length - 1L) * delay;
  }

  /** The symbols of a unit at a time, as one number; the youngest counts most. */
  int state(Symbols symbols, int unit, int time) {
    int state = 0;
    for (int i = 0; i < length; i++) {
      state = state * symbols.alphabet() + symbols.get(unit, time - back(i));
    }
    return state;
  }

  /** The step of symbol {@code i}, the youngest first. */
  int back(int i) {
    return lag + i * delay;
  }
}
