package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import java.util.function.IntPredicate;

/**
 * Which epochs, or which iterations, are recorded. Immutable.
 *
 * @param words for recipes
 * @param chosen tests a number from 1
 */
public record Schedule(String words, IntPredicate chosen) {

  /**
   * Checks for null.
   *
   * @param words for recipes
   * @param chosen tests a number from 1
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
   * {@return every n-th one: n, 2n, 3n, ...}
   *
   * @param n at least 1
   * @throws IllegalArgumentException if n is below 1
   */
  public static Schedule everyNth(int n) {
    Require.atLeast(1, "n", n);
    return new Schedule("every %s-th".formatted(n), number -> number % n == 0);
  }

  /**
   * {@return 1 and the powers of 10^(1 / perDecade), rounded: dense at first, when a network
   * changes most}
   *
   * @param perDecade how many from 1 to 10, from 10 to 100 and so on, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public static Schedule logSpaced(int perDecade) {
    Require.atLeast(1, "perDecade", perDecade);
    return new Schedule(
        "%s a power of ten".formatted(perDecade),
        number -> {
          long step = Math.round(perDecade * Math.log10(number));
          return Math.round(Math.pow(10, (double) step / perDecade)) == number;
        });
  }

  /**
   * {@return those that satisfy a predicate}
   *
   * @param wanted tests a number from 1
   */
  public static Schedule when(IntPredicate wanted) {
    requireNonNull(wanted, "wanted must not be null");
    return new Schedule("chosen by a predicate", wanted);
  }

  /**
   * {@return whether an epoch or iteration is recorded}
   *
   * @param number from 1
   */
  public boolean has(int number) {
    return chosen.test(number);
  }

  @Override
  public String toString() {
    return words;
  }
}
