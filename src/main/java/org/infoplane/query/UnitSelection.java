package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.recording.LayerInfo;

/** Which units of a layer a question is about. Your own may be written in a notebook's cell. */
@FunctionalInterface
public interface UnitSelection {

  /**
   * Chooses units.
   *
   * @param layer a recorded one
   * @return {@code int[n]}, at least one, each from 0 to below its number of units, always the same
   */
  int[] of(LayerInfo layer);

  /** {@return all units} */
  static UnitSelection all() {
    return named("all", layer -> IntStream.range(0, layer.units()).toArray());
  }

  /**
   * Some units of each layer, drawn at random.
   *
   * @param count how many, at least 1; of a layer that has no more, all
   * @param seed the same seed draws the same units
   * @return the selection, in rising order
   * @throws IllegalArgumentException if the count is below 1
   */
  static UnitSelection sampled(int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "The number of units must be at least 1, got %s.".formatted(count));
    }
    return named(
        "%s of each layer, seed %s".formatted(count, seed),
        layer -> {
          int[] all = Draws.shuffled(seed, layer.units(), layer.units());
          int[] some = Arrays.copyOf(all, Math.min(count, all.length));
          Arrays.sort(some);
          return some;
        });
  }

  /**
   * The units of some numbers, of each layer.
   *
   * @param indices from 0
   * @return the selection, in this order
   * @throws IllegalArgumentException if there are none
   */
  static UnitSelection only(int... indices) {
    requireNonNull(indices, "indices must not be null");
    if (indices.length == 0) {
      throw new IllegalArgumentException("Asked for no units. Pass at least one number.");
    }
    int[] copy = indices.clone();
    return named(Arrays.toString(copy), layer -> copy.clone());
  }

  private static UnitSelection named(String words, UnitSelection selection) {
    return new UnitSelection() {
      @Override
      public int[] of(LayerInfo layer) {
        return selection.of(layer);
      }

      @Override
      public String toString() {
        return words;
      }
    };
  }
}
