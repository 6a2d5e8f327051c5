package org.infoplane.measure;

import java.util.Locale;
import org.infoplane.measure.statistics.Draws;

/**
 * The replacement for the values of a unit, or a whole layer, that is knocked out.
 *
 * @param kind mean, zero or permuted
 * @param seed of the permutation; ignored without one
 */
public record KnockOut(Kind kind, long seed) {

  /** The kind of replacement. */
  public enum Kind {
    /** The mean over the examples: removes the unit's information, keeps its level. */
    MEAN,
    /** Zero: removes its level too. */
    ZERO,
    /** Its values on other examples: keeps the distribution, removes the information. */
    PERMUTED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@return the mean over the examples} */
  public static KnockOut atMean() {
    return new KnockOut(Kind.MEAN, 0);
  }

  /** {@return zero} */
  public static KnockOut atZero() {
    return new KnockOut(Kind.ZERO, 0);
  }

  /**
   * {@return values permuted over the examples, all units of a layer alike}
   *
   * @param seed the same seed gives the same permutation
   * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman 2001</a>
   */
  public static KnockOut permuted(long seed) {
    return new KnockOut(Kind.PERMUTED, seed);
  }

  /**
   * {@return the example whose value each takes, its own unless permuted, {@code int[examples]}}
   *
   * @param examples their number
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
