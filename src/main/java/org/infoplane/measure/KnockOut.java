package org.infoplane.measure;

import java.util.Locale;
import org.infoplane.measure.statistics.Draws;

/**
 * What a unit, or a whole layer, is while it is knocked out.
 *
 * @param kind mean, zero or permuted
 * @param seed of the permutation; of no matter without one
 */
public record KnockOut(Kind kind, long seed) {

  /** What takes the place of the values. */
  public enum Kind {
    /** The mean over the examples: what the unit tells is gone, its usual level stays. */
    MEAN,
    /** Zero, as of a unit that was never there: its level is gone too. */
    ZERO,
    /**
     * Its values, each on another example: as spread as ever, but they tell nothing of this one.
     */
    PERMUTED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@return held at its mean over the examples} */
  public static KnockOut atMean() {
    return new KnockOut(Kind.MEAN, 0);
  }

  /** {@return held at 0} */
  public static KnockOut atZero() {
    return new KnockOut(Kind.ZERO, 0);
  }

  /**
   * {@return permuted over the examples: all units of a layer by one permutation}
   *
   * @param seed the same seed gives the same permutation
   * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman 2001</a>
   */
  public static KnockOut permuted(long seed) {
    return new KnockOut(Kind.PERMUTED, seed);
  }

  /**
   * {@return whose value each example has: its own unless they are permuted, {@code int[examples]}}
   *
   * @param examples how many there are
   */
  public int[] order(int examples) {
    return kind == Kind.PERMUTED ? Draws.shuffled(seed, 0, examples) : Draws.identity(examples);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case MEAN -> "held at the mean over the examples";
      case ZERO -> "held at 0";
      case PERMUTED -> "permuted over the examples, seed " + seed;
    };
  }
}
