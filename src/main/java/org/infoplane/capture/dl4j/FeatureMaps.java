package org.infoplane.capture.dl4j;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How the feature maps of convolution layers, {@code [examples, channels, height, width]}, are
 * reduced to units; other layers are not affected. Immutable.
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
public final class FeatureMaps {

  private final String words;
  private final UnaryOperator<INDArray> reduction;

  private FeatureMaps(String words, UnaryOperator<INDArray> reduction) {
    this.words = words;
    this.reduction = reduction;
  }

  /** {@return the mean of each map: one unit per channel} */
  public static FeatureMaps channelMean() {
    return new FeatureMaps(
        "one unit a channel, the mean of the map", maps -> maps.mean(mapDimensions(maps)));
  }

  /** {@return the maximum of each map: one unit per channel} */
  public static FeatureMaps channelMax() {
    return new FeatureMaps(
        "one unit a channel, the largest of the map", maps -> maps.max(mapDimensions(maps)));
  }

  private static int[] mapDimensions(INDArray maps) {
    return IntStream.range(2, maps.rank()).toArray();
  }

  /**
   * {@return some positions of the maps, drawn at random; the same in every mini-batch and epoch}
   *
   * @param units number per layer, at least 1; all positions if there are no more
   * @param seed determines the positions
   * @throws IllegalArgumentException if units are below 1
   */
  public static FeatureMaps sampled(int units, long seed) {
    Require.atLeast(1, "units", units);
    return new FeatureMaps(
        units + " positions a layer, drawn with seed " + seed,
        maps -> {
          INDArray all = Examples.flat(maps);
          return all.getColumns(positions(units, (int) all.size(1), seed));
        });
  }

  /** The first positions of a Fisher-Yates shuffle, sorted. */
  private static int[] positions(int units, int all, long seed) {
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

  /** {@return all positions: channels x height x width units, by channel, then row by row} */
  public static FeatureMaps allPositions() {
    return new FeatureMaps("all positions of all channels", Examples::flat);
  }

  /**
   * {@return the units of a layer, {@code [examples, units]}}
   *
   * @param maps {@code [examples, channels, height, width]}, or with a depth before the height
   */
  public INDArray reduce(INDArray maps) {
    return reduction.apply(maps);
  }

  @Override
  public String toString() {
    return words;
  }
}
