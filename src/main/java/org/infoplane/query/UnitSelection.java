package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.infoplane.recording.LayerInfo;

/** Which units of a layer a query is about. A notebook cell may implement its own. */
@FunctionalInterface
public interface UnitSelection {

  /**
   * Chooses units.
   *
   * @param layer a recorded one
   * @return {@code int[n]}, at least one, each at least 0 and below its number of units, always the
   *     same
   */
  int[] of(LayerInfo layer);

  /** {@return all units} */
  static UnitSelection all() {
    return new Units.All();
  }

  /**
   * {@return units drawn at random from each layer, in ascending order}
   *
   * @param count how many, at least 1; a layer with no more units keeps them all
   * @param seed the same seed draws the same units
   * @throws IllegalArgumentException if the count is below 1
   */
  static UnitSelection sampled(int count, long seed) {
    Require.atLeast(1, "count", count);
    return new Units.Sampled(count, seed);
  }

  /**
   * {@return the units with these indices, of each layer, in this order}
   *
   * @param indices from 0, at least one
   * @throws IllegalArgumentException if there are none
   */
  static UnitSelection only(int... indices) {
    requireNonNull(indices, "indices must not be null");
    Require.that(indices.length > 0, "indices must not be empty. Pass at least one.");
    return new Units.Only(Arrays.stream(indices).boxed().toList());
  }
}
