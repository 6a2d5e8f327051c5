package org.infoplane.capture.dl4j;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which units a convolution layer has: its activations are maps, {@code [examples, channels,
 * height, width]}, and 32 maps of 28 x 28 are 25,088 numbers an example. Chosen once for all
 * layers, and named in the recipe. Layers without maps are recorded as they are.
 *
 * <table>
 *   <caption>The reductions</caption>
 *   <tr><th>reduction</th><th>units</th><th>what is lost</th></tr>
 *   <tr><td>{@link #channelMean()}, the default</td><td>one a channel</td><td>where in the map</td></tr>
 *   <tr><td>{@link #channelMax()}</td><td>one a channel</td><td>where, and all but the strongest</td></tr>
 *   <tr><td>{@link #sampled}</td><td>as many as asked for</td><td>the other positions</td></tr>
 *   <tr><td>{@link #allPositions()}</td><td>channels x height x width</td><td>nothing; mind the pairs</td></tr>
 * </table>
 */
public sealed interface FeatureMaps {

  /** {@return the mean of each map: one unit a channel} */
  static FeatureMaps channelMean() {
    return new ChannelMean();
  }

  /** {@return the largest value of each map: one unit a channel} */
  static FeatureMaps channelMax() {
    return new ChannelMax();
  }

  /**
   * Some positions of the maps, drawn once: the same in every batch and epoch.
   *
   * @param units how many of a layer, at least 1; all of them if it has no more
   * @param seed the same seed gives the same positions
   * @return so many units a layer
   * @throws IllegalArgumentException if there is less than 1
   */
  static FeatureMaps sampled(int units, long seed) {
    return new Sampled(units, seed);
  }

  /**
   * {@return every position of every map: channels x height x width units, channel by channel and
   * row by row}
   */
  static FeatureMaps allPositions() {
    return new AllPositions();
  }

  /**
   * Reduces the maps of a layer.
   *
   * @param maps {@code [examples, channels, height, width]}, or with a depth before the height
   * @return {@code [examples, units]}
   */
  INDArray reduce(INDArray maps);

  /** The dimensions of a map. */
  private static int[] positions(INDArray maps) {
    return IntStream.range(2, maps.rank()).toArray();
  }

  /** The mean of each map. */
  record ChannelMean() implements FeatureMaps {
    @Override
    public INDArray reduce(INDArray maps) {
      return maps.mean(positions(maps));
    }

    @Override
    public String toString() {
      return "one unit a channel, the mean of the map";
    }
  }

  /** The largest value of each map. */
  record ChannelMax() implements FeatureMaps {
    @Override
    public INDArray reduce(INDArray maps) {
      return maps.max(positions(maps));
    }

    @Override
    public String toString() {
      return "one unit a channel, the largest of the map";
    }
  }

  /** Every position. */
  record AllPositions() implements FeatureMaps {
    @Override
    public INDArray reduce(INDArray maps) {
      long examples = maps.size(0);
      return maps.dup('c').reshape('c', examples, maps.length() / examples);
    }

    @Override
    public String toString() {
      return "all positions of all channels";
    }
  }

  /**
   * Some positions.
   *
   * @param units how many of a layer
   * @param seed of the draw
   */
  record Sampled(int units, long seed) implements FeatureMaps {

    /**
     * Checks the number.
     *
     * @param units how many of a layer
     * @param seed of the draw
     * @throws IllegalArgumentException if there is less than 1
     */
    public Sampled {
      if (units < 1) {
        throw new IllegalArgumentException(
            "Asked for %s positions of the feature maps. Pass at least 1.".formatted(units));
      }
    }

    @Override
    public INDArray reduce(INDArray maps) {
      INDArray all = new AllPositions().reduce(maps);
      return all.getColumns(positions((int) all.size(1)));
    }

    /** The first of a shuffle of all positions, in order. */
    private int[] positions(int all) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] order = IntStream.range(0, all).toArray();
      int drawn = Math.min(units, all);
      for (int i = 0; i < drawn; i++) {
        int j = i + random.nextInt(all - i);
        int keep = order[i];
        order[i] = order[j];
        order[j] = keep;
      }
      int[] positions = Arrays.copyOf(order, drawn);
      Arrays.sort(positions);
      return positions;
    }

    @Override
    public String toString() {
      return units + " positions a layer, drawn with seed " + seed;
    }
  }
}
