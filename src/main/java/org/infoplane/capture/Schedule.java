package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import java.util.function.IntPredicate;

/**
 * Which epochs, or which iterations, are recorded. Immutable.
 *
 * @param words for recipes
 * @param chosen asked with a number from 1
 */
public record Schedule(String words, IntPredicate chosen) {

  /**
   * Checks that both are there.
   *
   * @param words for recipes
   * @param chosen asked with a number from 1
   */
  public Schedule {
    requireNonNull(words, "words must not be null");
    requireNonNull(chosen, "chosen must not be null");
  }

  /** {@return all of them: 1, 2, 3, ...} */
  public static Schedule every() {
    return new Schedule("every one", number -> true);
  }

  /**
   * Every n-th.
   *
   * @param n at least 1
   * @return n, 2n, 3n, ...
   * @throws IllegalArgumentException if n is below 1
   */
  public static Schedule everyNth(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "Asked for every %s-th epoch or iteration. Pass at least 1.".formatted(n));
    }
    return new Schedule("every %s-th".formatted(n), number -> number % n == 0);
  }

  /**
   * As many in each power of ten, since most happens early.
   *
   * @param perDecade how many from 1 to 10, from 10 to 100 and so on, at least 1
   * @return 1 and the powers of 10^(1 / perDecade), rounded
   * @throws IllegalArgumentException if there is less than 1
   */
  public static Schedule logSpaced(int perDecade) {
    if (perDecade < 1) {
      throw new IllegalArgumentException(
          "Asked for %s epochs or iterations a power of ten. Pass at least 1."
              .formatted(perDecade));
    }
    return new Schedule(
        "%s a power of ten".formatted(perDecade),
        number -> {
          long step = Math.round(perDecade * Math.log10(number));
          return Math.round(Math.pow(10, (double) step / perDecade)) == number;
        });
  }

  /**
   * Those that you choose.
   *
   * @param wanted asked with a number from 1
   * @return those for which it says yes
   */
  public static Schedule when(IntPredicate wanted) {
    requireNonNull(wanted, "wanted must not be null");
    return new Schedule("chosen by a predicate", wanted);
  }

  /**
   * Asks for one.
   *
   * @param number of an epoch or iteration, from 1
   * @return whether it is recorded
   */
  public boolean has(int number) {
    return chosen.test(number);
  }

  @Override
  public String toString() {
    return words;
  }
}
