package org.infoplane.capture.dl4j;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How the feature maps of convolution layers, {@code [examples, channels, height, width]}, are
 * reduced to units; other layers are not affected.
 *
 * <table>
 *   <caption>The reductions</caption>
 *   <tr><th>reduction</th><th>units</th><th>what is lost</th></tr>
 *   <tr><td>{@link #channelMean()}, the default</td><td>one per channel</td><td>the position</td></tr>
 *   <tr><td>{@link #channelMax()}</td><td>one per channel</td><td>all but the maximum</td></tr>
 *   <tr><td>{@link #sampled}</td><td>a fixed number per layer</td><td>the other positions</td></tr>
 *   <tr><td>{@link #allPositions()}</td><td>channels x height x width</td><td>nothing, but pairs are many</td></tr>
 * </table>
 */
public sealed interface FeatureMaps {

  /** {@return the mean of each map: one unit per channel} */
  static FeatureMaps channelMean() {
    return new ChannelMean();
  }

  /** {@return the maximum of each map: one unit per channel} */
  static FeatureMaps channelMax() {
    return new ChannelMax();
  }

  /**
   * {@return some positions of the maps, drawn at random; the same in every mini-batch and epoch}
   *
   * @param units number per layer, at least 1; all positions if there are no more
   * @param seed determines the positions
   * @throws IllegalArgumentException if units are below 1
   */
  static FeatureMaps sampled(int units, long seed) {
    return new Sampled(units, seed);
  }

  /** {@return all positions: channels x height x width units, by channel, then row by row} */
  static FeatureMaps allPositions() {
    return new AllPositions();
  }

  /**
   * {@return the units of a layer, {@code [examples, units]}}
   *
   * @param maps {@code [examples, channels, height, width]}, or with a depth before the height
   */
  INDArray reduce(INDArray maps);

  private static int[] mapDimensions(INDArray maps) {
    return IntStream.range(2, maps.rank()).toArray();
  }

  /** The mean of each map. */
  record ChannelMean() implements FeatureMaps {
    @Override
    public INDArray reduce(INDArray maps) {
      return maps.mean(mapDimensions(maps));
    }

    @Override
    public String toString() {
      return "one unit a channel, the mean of the map";
    }
  }

  /** The maximum of each map. */
  record ChannelMax() implements FeatureMaps {
    @Override
    public INDArray reduce(INDArray maps) {
      return maps.max(mapDimensions(maps));
    }

    @Override
    public String toString() {
      return "one unit a channel, the largest of the map";
    }
  }

  /** All positions. */
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
   * Positions drawn at random.
   *
   * @param units number per layer
   * @param seed of the draw
   */
  record Sampled(int units, long seed) implements FeatureMaps {

    /**
     * Checks the range.
     *
     * @param units at least 1
     * @param seed any
     * @throws IllegalArgumentException if units are below 1
     */
    public Sampled {
      Require.atLeast(1, "units", units);
    }

    @Override
    public INDArray reduce(INDArray maps) {
      INDArray all = new AllPositions().reduce(maps);
      return all.getColumns(positions((int) all.size(1)));
    }

    /** The first positions of a partial Fisher-Yates shuffle, sorted. */
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
      return Arrays.stream(order, 0, drawn).sorted().toArray();
    }

    @Override
    public String toString() {
      return units + " positions a layer, drawn with seed " + seed;
    }
  }
}
